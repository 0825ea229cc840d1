"""Findings of an audit in words: of each article what it says, and where.

As everywhere, the words are of articles: that one "lists relations since 1965", and
never that relations were established then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote

from reports.clean import clean
from reports.counts import count
from reports.dates import human_date
from reports.links import article_url
from reports.wording import name_of, status_of
from scraper.article import Article
from scraper.snapshot import Claim, Fact
from storage.finding import Finding, FindingKind, Severity, Side

_SECTION_LIMIT, _SUBJECT_LIMIT = 100, 80
_YEAR, _MONTH = 365.2425, 30.44

_HEADINGS: dict[tuple[Severity, FindingKind], str] = {
    ("years", "dates"): "Dates years apart in two articles",
    ("years", "twice"): "Dates years apart within one article",
    ("years", "wikis"): "Dates years apart in two wikis",
    ("status", "status"): "Relations that stand in one article and not in the other",
    ("status", "twice"): "Two statuses within one article",
    ("status", "wikis"): "Two statuses in two wikis",
    ("days", "dates"): "Dates days or months apart in two articles",
    ("days", "twice"): "Dates days or months apart within one article",
    ("days", "wikis"): "Dates days or months apart in two wikis",
    ("claim", "claim"): "Numbers that do not fit the lists",
    ("one-sided", "one-sided"): "Relations that only one side lists",
    ("unknown", "unknown"): "Names that no table knows",
    ("precision", "precision"): "Dates that one side gives more exactly",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """What one article says in one place: its subject, the words, the section, the address."""

    subject: str
    words: str
    section: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one severity and kind, under the heading that says what they are."""

    severity: Severity
    kind: FindingKind
    heading: str
    findings: tuple[Finding, ...]


def group(findings: Iterable[Finding]) -> list[Group]:
    """Put findings that are in order together by severity and kind."""
    grouped = groupby(findings, key=lambda finding: (finding.severity, finding.kind))
    return [Group(*key, _HEADINGS[key], tuple(found)) for key, found in grouped]


def apart(finding: Finding) -> str:
    """Say how far two dates are apart: "26 years", "3 days"; "" where it is no matter of dates."""
    if not finding.apart:
        return ""
    if (years := finding.apart / _YEAR) > 0.999:
        return count(round(years), "year")
    exact = all(side.fact and side.fact.since.count("-") == 2 for side in finding.sides)
    return count(finding.apart, "day") if exact else count(round(finding.apart / _MONTH), "month")


def sayings(finding: Finding) -> tuple[Saying, ...]:
    """Say what each side says, in the order of the sides; a number and its list are two."""
    if finding.claim:
        return tuple(_of_claim(finding.sides[0].article, finding.claim))
    if finding.kind == "unknown":
        return (_unknown(finding.sides[0]),)
    return tuple(_of_side(finding, side) for side in finding.sides)


def section_url(article: Article, section: str) -> str:
    """Give the address of a section of an article, of the article itself for the lead."""
    anchor = quote(clean(section, 255).replace(" ", "_"), safe="/:@,;-._~()")
    return article_url(article) + (f"#{anchor}" if anchor else "")


def _saying(article: Article, words: str, section: str) -> Saying:
    return Saying(
        clean(article.subject, _SUBJECT_LIMIT),
        words,
        clean(section, _SECTION_LIMIT),
        section_url(article, section),
    )


def _of_side(finding: Finding, side: Side) -> Saying:
    words = _words(side.fact, finding.sides[0].article)
    said = _saying(side.article, words, side.fact.section if side.fact else "")
    if finding.kind != "wikis":
        return said
    return replace(said, subject=f"{said.subject} ({side.article.wiki})")


def _of_claim(article: Article, claim: Claim) -> Iterator[Saying]:
    yield _saying(article, f"states “{clean(claim.text, 120)}”", claim.section)
    yield _saying(article, f"lists {claim.listed}", "")


def _unknown(side: Side) -> Saying:
    if side.fact is None:
        words = "its own subject is in no table, so that no other article is held against it"
        return _saying(side.article, words, "")
    kind = "counterpart" if side.fact.kind == "relation" else "organisation"
    return _saying(side.article, f"{kind} “{name_of(side.fact)}”", side.fact.section)


def _words(fact: Fact | None, asker: Article) -> str:
    if fact is None:
        return f"does not list {clean(asker.subject, _SUBJECT_LIMIT)}"
    dates = ", ".join(map(human_date, fact.dates[:6])) or human_date(fact.since)
    if fact.status in ("established", "member") and dates:
        return f"{name_of(fact)} since {dates}"
    if fact.status == "established":
        return f"{name_of(fact)}, without a date"
    return f"{name_of(fact)}: {status_of(fact)}" + (f", dated {dates}" if dates else "")
