"""Wikitext -> Snapshot.

split the page into sections
for each: read the headings above it, then its tables, lists and paragraphs
(by content: a section that was read before is not read again)
choose the main list, and number the lines
hold the article's claims against its lists
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from scraper.article import Article
from scraper.bilateral import Telling, read_sections
from scraper.cells import plain
from scraper.claims import hold, numbering
from scraper.context import Context, read_context
from scraper.names.about import about
from scraper.names.tables import digest
from scraper.reading import Reading, read
from scraper.resplit import Splitter
from scraper.snapshot import Claim, Fact, Problem, Section, Snapshot, Statement, gather
from scraper.words.language import language_of, languages
from scraper.words.spoken import USUAL, remembered, speaking, spoken

_GRAMMAR = "6"
"""Counted up when the same text may be read differently."""
_MOST_REMEMBERED = 16 << 20  # characters of sections
_MOST_ASSEMBLED = 256


@cache
def version(language: str = USUAL) -> str:
    """Name the parser's version for a language: its grammar, and its tables of names and words."""
    named = "" if language == USUAL else f"-{language}"
    return f"{_GRAMMAR}-{digest(language)}{named}"


@cache
def versions() -> str:
    """Name the parser's version for all languages."""
    return " ".join(map(version, languages()))


class Parser:
    """Reads revisions, and remembers by content what sections say.

    ``languages`` names the languages of wikis by host, where the host does not tell it.
    """

    def __init__(self, languages: Mapping[str, str] | None = None) -> None:
        self.languages = dict(languages or {})
        self._splitter = Splitter()
        self._readings: dict[tuple[str, Context, str], Reading] = {}
        self._remembered = 0  # characters of sections
        self._assembled: dict[tuple[tuple[int, ...], tuple[Statement, ...]], _Assembly] = {}

    def language(self, article: Article) -> str:
        """Give the code of the language in which an article is read."""
        return self.languages.get(article.wiki) or language_of(article.wiki)

    def version(self, article: Article) -> str:
        """Name the parser's version for an article's language."""
        return version(self.language(article))

    def identify(self, article: Article) -> str:
        """Give the identity of the state that an article is about, by its title; "" if unknown."""
        with speaking(self.language(article)):
            return about(article.title)

    def read(self, article: Article, text: str) -> Snapshot:
        """Read an article's wikitext in the language of its wiki."""
        return self.parse(article.title, text, self.language(article))

    def parse(self, title: str, text: str, language: str = USUAL) -> Snapshot:
        """Read a page's wikitext in a language; LookupError where there are no words of it."""
        with speaking(language):
            return self._parse(title, text)

    def _parse(self, title: str, text: str) -> Snapshot:
        sections = self._splitter.split(text)
        headings = tuple((section.level, section.heading) for section in sections)
        contexts = _contexts(headings, about(title))
        readings = [
            self._reading(section.text, context)
            for section, context in zip(sections, contexts, strict=True)
        ]
        telling = Telling() if _lists_any(readings) else read_sections(sections, contexts)
        assembly = self._assembly(readings, telling.statements)
        return Snapshot(
            title=title,
            sections=sections,
            statements=assembly.statements,
            facts=assembly.facts,
            claims=assembly.claims,
            problems=(*_problems(sections, readings), *telling.problems),
            parser=version(spoken()),
            tables=assembly.tables,
            rows=assembly.rows,
        )

    def _reading(self, text: str, context: Context) -> Reading:
        key = (text, context, spoken())
        if (known := self._readings.get(key)) is not None:
            return known
        if self._remembered > _MOST_REMEMBERED:
            self._readings.clear()
            self._assembled.clear()
            self._remembered = 0
        self._remembered += len(text)
        return self._readings.setdefault(key, read(text, context))

    def _assembly(self, readings: Sequence[Reading], told: tuple[Statement, ...]) -> "_Assembly":
        saying = [
            reading
            for reading in readings
            if reading.listings or reading.memberships or reading.stated
        ]
        key = (tuple(map(id, saying)), told)
        if (known := self._assembled.get(key)) is None:
            if len(self._assembled) >= _MOST_ASSEMBLED:
                self._assembled.clear()
            known = self._assembled.setdefault(key, _assemble(saying, told))
        return known


@dataclass(frozen=True)
class _Assembly:
    of: tuple[Reading, ...]  # kept, so that no other reading can come to have its id
    statements: tuple[Statement, ...]
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    tables: int
    rows: int


@remembered(maxsize=64)
def _contexts(headings: Sequence[tuple[int, str]], state: str) -> tuple[Context, ...]:
    """Read what the headings above each section and its own tell; few edits touch any."""
    path: list[tuple[int, str]] = []
    contexts: list[Context] = []
    for level, heading in headings:
        while path and path[-1][0] >= level:
            path.pop()
        path.append((level, plain(heading)))
        contexts.append(read_context(tuple(each for depth, each in path if depth), state))
    return tuple(contexts)


def _lists_any(readings: Iterable[Reading]) -> bool:
    """Whether an article lists any relations; those that are none do not count."""
    return any(
        statement.status != "none"
        for reading in readings
        for listing in reading.listings
        for statement in listing.statements
    )


def _assemble(readings: Sequence[Reading], told: Sequence[Statement]) -> _Assembly:
    listings = [listing for reading in readings for listing in reading.listings]
    if any(not listing.recognition for listing in listings):
        listings = [listing for listing in listings if not listing.recognition]
    chosen = set(map(id, listings))
    main = max(listings, key=lambda listing: listing.rows, default=None)
    statements, others = [*told], [*told]
    for reading in readings:
        for listing in reading.listings:
            if id(listing) in chosen:
                statements += listing.statements
                others += listing.statements if listing is not main else ()
        statements += reading.memberships
        others += reading.memberships
    facts = gather([*main.statements, *others] if main else others)
    stated = [each for reading in readings for each in reading.stated]
    claims = list(hold(stated, facts, main.statements if main else None))
    if main is not None and main.statements:
        claims += numbering(main.statements[0].section, main.numbers)
    rows = sum(listing.rows for listing in listings)
    return _Assembly(tuple(readings), tuple(statements), facts, tuple(claims), len(listings), rows)


def _problems(sections: Iterable[Section], readings: Iterable[Reading]) -> Iterator[Problem]:
    line = 1
    for section, reading in zip(sections, readings, strict=True):
        heading = plain(section.heading) if reading.troubles else ""
        for trouble in reading.troubles:
            yield Problem(heading, line + trouble.line, trouble.grade, trouble.what)
        line += reading.lines
