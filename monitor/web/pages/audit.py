"""Where articles contradict each other, or themselves: for an editor to work down."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from monitor.audited import audited
from monitor.web.addresses import AUDIT, with_query
from monitor.web.asked import Asked
from monitor.web.pages.parts import ArticleRef, Slice, article_ref, slice_of
from monitor.web.pages.subjects import named
from monitor.web.sight import Sight
from reports.audit import apart, group, sayings
from scraper.article import Article
from scraper.names.fold import alphabetical
from storage.audit import find, two_sided
from storage.finding import KINDS, Finding, FindingKind, Severity

_FINDINGS = 100
SORTS = ("severity", "apart", "article")
"""The worst first; the farthest apart first; by the title of the first article."""


@dataclass(frozen=True, slots=True)
class SaidThere:
    """What one article says in one place, and the address of that section on the wiki."""

    article: ArticleRef
    words: str
    section: str
    url: str


@dataclass(frozen=True, slots=True)
class FindingSeen:
    """A contradiction: how bad, of what kind, how far apart, and what each side says."""

    severity: Severity
    kind: FindingKind
    heading: str
    days_apart: int
    apart: str
    sides: tuple[SaidThere, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings there are of a kind, and the page that has them alone."""

    kind: FindingKind
    findings: int
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """Findings of the kinds and about the article asked for, in the order asked for.

    ``named`` are the articles that go by the name asked about; there may be none. ``pairs``
    counts the pairs of articles that state their relations on both sides.
    """

    articles: int
    pairs: int
    total: int
    kind: str
    about: str
    named: tuple[ArticleRef, ...]
    sort: str
    counts: tuple[Count, ...]
    findings: Slice[FindingSeen]


@dataclass(frozen=True, slots=True)
class Found:
    """All findings, the worst first, with their headings."""

    articles: int
    pairs: int
    findings: tuple[tuple[str, Finding], ...]


def audit(sight: Sight, asked: Asked) -> Page:
    """Show what contradicts itself."""
    found = find_all(sight)
    kind = asked.choice("kind", KINDS)
    about = asked.text("about")
    meant = named(sight, about) if about else []
    sort = asked.choice("sort", SORTS, SORTS[0])
    of_article = [pair for pair in found.findings if not about or _is_about(pair[1], meant)]
    wanted = [pair for pair in of_article if not kind or pair[1].kind == kind]
    shown = slice_of(sorted(wanted, key=partial(_order, sort=sort)), asked.page(), _FINDINGS)
    numbers = Counter(finding.kind for _, finding in of_article)
    return Page(
        articles=found.articles,
        pairs=found.pairs,
        total=len(of_article),
        kind=kind,
        about=about,
        named=tuple(map(article_ref, meant)),
        sort=sort,
        counts=tuple(
            Count(one, numbers[one], with_query(AUDIT, kind=one, about=about))
            for one in KINDS
            if numbers[one]
        ),
        findings=Slice(
            tuple(_seen(heading, finding) for heading, finding in shown.shown),
            shown.number,
            shown.pages,
            shown.total,
        ),
    )


def find_all(sight: Sight) -> Found:
    """Find all contradictions, or give those that were found in this state of the database."""
    return sight.keep("findings", lambda: _find(sight))


def _find(sight: Sight) -> Found:
    every = audited(sight.reader.read(sight.history), sight.parser)
    findings = [(one.heading, finding) for one in group(find(every)) for finding in one.findings]
    return Found(len(every), two_sided(every), tuple(findings))


def _is_about(finding: Finding, articles: Collection[Article]) -> bool:
    return any(side.article in articles for side in finding.sides)


def _order(pair: tuple[str, Finding], sort: str) -> tuple[int, str]:
    """Leave the worst first as they are: sorting keeps the order of what is equal."""
    if sort == "apart":
        return -pair[1].apart, ""
    if sort == "article":
        return 0, alphabetical(pair[1].sides[0].article.subject)
    return 0, ""


def _seen(heading: str, finding: Finding) -> FindingSeen:
    said = sayings(finding)
    sides = [*finding.sides, *finding.sides][: len(said)]
    return FindingSeen(
        finding.severity,
        finding.kind,
        heading,
        finding.apart,
        apart(finding),
        tuple(
            SaidThere(article_ref(side.article), one.words, one.section, one.url)
            for side, one in zip(sides, said, strict=True)
        ),
    )
