"""Wikitext -> Snapshot.

split the page into sections
for each: read the headings above it, then its tables, lists and paragraphs
(by content: a section that was read before is not read again)
choose the main list, and number the lines
hold the article's claims against its lists
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from scraper import bullets, memberships, relations
from scraper.bilateral import Telling, read_sections
from scraper.cells import plain
from scraper.claims import Stated, hold, numbering, read_prose
from scraper.context import Context, read_context
from scraper.grid import Table
from scraper.listing import Listing, Trouble
from scraper.lists import Block, read_blocks, read_cells
from scraper.names.tables import digest
from scraper.outline import split
from scraper.snapshot import (
    NEVER_CLOSED,
    Claim,
    Fact,
    Problem,
    Section,
    Snapshot,
    Statement,
    gather,
)
from scraper.tables import lay_out

_GRAMMAR = "1"
"""Counted up when the same text may be read differently."""
_MOST_REMEMBERED, _MOST_ASSEMBLED = 4096, 256


@cache
def version() -> str:
    """Name the parser's version: its grammar and its names tables."""
    return f"{_GRAMMAR}-{digest()}"


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """What one section says; compared by identity, since equal texts share one reading."""

    listings: tuple[Listing, ...]
    memberships: tuple[Statement, ...]
    troubles: tuple[Trouble, ...]
    stated: tuple[Stated, ...]


class Parser:
    """Reads revisions, and remembers by content what sections say."""

    def __init__(self) -> None:
        self._readings: dict[tuple[str, Context], _Reading] = {}
        self._assembled: dict[tuple[tuple[int, ...], tuple[Statement, ...]], _Assembly] = {}

    def parse(self, title: str, text: str) -> Snapshot:
        """Read a page's wikitext."""
        sections = split(text)
        contexts = tuple(_contexts(sections))
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
            parser=version(),
        )

    def _reading(self, text: str, context: Context) -> _Reading:
        key = (text, context)
        if (known := self._readings.get(key)) is not None:
            return known
        if len(self._readings) >= _MOST_REMEMBERED:
            self._readings.clear()
            self._assembled.clear()
        return self._readings.setdefault(key, _read(text, context))

    def _assembly(self, readings: Sequence[_Reading], told: tuple[Statement, ...]) -> "_Assembly":
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
    statements: tuple[Statement, ...]
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]


def _contexts(sections: Sequence[Section]) -> Iterator[Context]:
    path: list[tuple[int, str]] = []
    for section in sections:
        while path and path[-1][0] >= section.level:
            path.pop()
        path.append((section.level, plain(section.heading)))
        yield read_context(tuple(heading for level, heading in path if level))


def _read(text: str, context: Context) -> _Reading:
    has_table = "{|" in text or "<table" in text.lower() or "{{(!}}" in text
    layout = lay_out(text) if has_table else None
    tables: Sequence[Table] = layout.tables if layout else ()
    rest = layout.rest if layout else text
    listings: list[Listing] = []
    joined: list[Statement] = []
    troubles: list[Trouble] = []
    arranged: list[Block] = []
    for table in tables:
        if listing := relations.read_table(table, context):
            listings.append(listing)
            troubles += listing.troubles
            troubles += _blind_spots(table, listing)
        elif stated := memberships.read_table(table, context):
            joined += stated
        elif bullets_in := tuple(read_cells(table)):
            arranged += bullets_in
        elif relations.seems_one(table, context):
            troubles.append(
                Trouble(table.line, "blind", "a table of states whose columns are not named")
            )
    if arranged or _may_list(rest, context):
        blocks = (*read_blocks(rest), *arranged)
        if listing := bullets.read_list(blocks, context):
            listings.append(listing)
            troubles += listing.troubles
        joined += memberships.read_text(blocks, context)
    stated_numbers = read_prose(context.heading, rest) if _may_state(context) else ()
    troubles += (
        Trouble(0, "doubt", f'unknown organisation "{statement.target or statement.name}"')
        for statement in joined
        if statement.identity.startswith("?")
    )
    return _Reading(tuple(listings), tuple(joined), tuple(troubles), stated_numbers)


def _blind_spots(table: Table, listing: Listing) -> Iterator[Trouble]:
    if listing.rows and not listing.statements:
        yield Trouble(table.line, "blind", f"none of a table's {listing.rows} rows could be read")
    if not table.closed:
        yield Trouble(table.line, "doubt", NEVER_CLOSED)


def _may_list(rest: str, context: Context) -> bool:
    """Whether lists and paragraphs are worth a look; most sections are prose."""
    if context.nothing:
        return False
    if context.memberships or not context.heading:
        return True
    if memberships.is_about_subject(context.heading):
        return True
    bulleted = "\n*" in rest or "\n#" in rest or "list" in rest
    return bulleted and (context.relations or bool(context.status) or ":\n" in rest)


def _may_state(context: Context) -> bool:
    return not context.nothing and (context.relations or context.heading == "")


def _lists_any(readings: Iterable[_Reading]) -> bool:
    """Whether an article lists any relations; those that are none do not count."""
    return any(
        statement.status != "none"
        for reading in readings
        for listing in reading.listings
        for statement in listing.statements
    )


def _assemble(readings: Sequence[_Reading], told: Sequence[Statement]) -> _Assembly:
    listings = [listing for reading in readings for listing in reading.listings]
    if any(not listing.recognition for listing in listings):
        listings = [listing for listing in listings if not listing.recognition]
    chosen = set(map(id, listings))
    main = max(listings, key=lambda listing: listing.rows, default=None)
    statements = [*told]
    for reading in readings:
        for listing in reading.listings:
            if id(listing) in chosen:
                statements += listing.statements
        statements += reading.memberships
    facts = gather([*main.statements, *statements] if main else statements)
    claims = list(hold([each for reading in readings for each in reading.stated], facts))
    if main is not None and main.statements:
        claims += numbering(main.statements[0].section, main.numbers)
    return _Assembly(tuple(statements), facts, tuple(claims))


def _problems(sections: Iterable[Section], readings: Iterable[_Reading]) -> Iterator[Problem]:
    line = 1
    for section, reading in zip(sections, readings, strict=True):
        for trouble in reading.troubles:
            yield Problem(plain(section.heading), line + trouble.line, trouble.grade, trouble.what)
        line += section.text.count("\n")
