"""A section's wikitext, under its headings -> what it says: listings, memberships, numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scraper import bullets, membership_tables, memberships, relations
from scraper.claims import Stated, read_prose
from scraper.context import Context
from scraper.grid import Table
from scraper.leadin import relation_status_led_in
from scraper.listing import Listing, Trouble
from scraper.lists import Block, read_blocks, read_cells
from scraper.snapshot import NEVER_CLOSED, Statement
from scraper.tables import lay_out
from scraper.words.language import words

_HTML_TABLE = re.compile(r"<[Tt][Aa][Bb][Ll][Ee]")
_NEAR = 3  # lines above a table in which it may be led in
_ELSEWHERE = re.compile(
    r"(?:=[^\n]*\n)?\s*(?:\{\{(?:main|see|further|see also)\b[^{}\n]*\}\}\s*)*"
    r"(?P<held>\{\{\s*(?:excerpt\b|:|#lsth?\s*:|#section(?:-h)?\s*:)[^{}]*\}\})\s*",
    re.IGNORECASE,
)
_FLAG_FIRST = re.compile(r"^\{\{flag", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What one section says; compared by identity, since equal texts share one reading."""

    listings: tuple[Listing, ...]
    memberships: tuple[Statement, ...]
    troubles: tuple[Trouble, ...]
    stated: tuple[Stated, ...]
    lines: int
    """Ends of lines in its text."""


def read(text: str, context: Context) -> Reading:
    """Read one section; ``context`` is what the headings above it and its own tell."""
    has_table = "{|" in text or _HTML_TABLE.search(text) or "{{(!}}" in text
    layout = lay_out(text) if has_table else None
    tables: Sequence[Table] = layout.tables if layout else ()
    rest = layout.rest if layout else text
    listings: list[Listing] = []
    joined: list[Statement] = []
    troubles: list[Trouble] = []
    arranged: list[Block] = []
    lines = rest.split("\n") if tables else []
    for table in tables:
        if listing := relations.read_table(table, _led_in(lines, table, context)):
            listings.append(listing)
            troubles += listing.troubles
            troubles += _blind_spots(table, listing)
        elif stated := membership_tables.read_table(table, context):
            joined += stated
        elif bullets_in := tuple(read_cells(table)):
            arranged += bullets_in
        elif relations.seems_one(table, context):
            troubles.append(
                Trouble(table.line, "blind", "a table of states whose columns are not named")
            )
        elif membership_tables.seems_one(table, context):
            troubles.append(
                Trouble(table.line, "blind", "a table of organisations whose columns are not named")
            )
    if "{{" in rest and not tables:
        troubles += _held_elsewhere(rest, context)
    if arranged or _may_list(rest, context):
        blocks = (*read_blocks(rest), *arranged)
        if listing := bullets.read_list(blocks, context):
            listings.append(listing)
            troubles += listing.troubles
        joined += memberships.read_text(blocks, context)
    stated_numbers = read_prose(context.heading, rest) if _may_state(context) else ()
    troubles += (
        _unknown(statement, text) for statement in joined if statement.identity.startswith("?")
    )
    return Reading(
        tuple(listings), tuple(joined), tuple(troubles), stated_numbers, text.count("\n")
    )


def _unknown(statement: Statement, text: str) -> Trouble:
    line = text.count("\n", 0, max(0, text.find(statement.name)))
    return Trouble(line, "doubt", f'unknown organisation "{statement.target or statement.name}"')


def _led_in(lines: Sequence[str], table: Table, context: Context) -> Context:
    """Add to what the headings tell what stands in a table's caption, or just above it."""
    above = "\n".join(lines[max(0, table.line - _NEAR) : table.line])
    of_relations = context.relations
    status = relation_status_led_in(table.caption, is_title=True, of_relations=of_relations)
    status = status or relation_status_led_in(above, of_relations=of_relations)
    return replace(context, status=status, relations=True) if status else context


def _held_elsewhere(rest: str, context: Context) -> Iterator[Trouble]:
    """Name a list that is not there, as another page holds it: ``{{Excerpt|...}}``."""
    match = _ELSEWHERE.fullmatch(rest)
    if match is None or context.nothing or context.other:
        return
    if any(
        words().heading_is(list_of, context.heading) for list_of in ("relations", "memberships")
    ):
        line = rest.count("\n", 0, match.start("held"))
        yield Trouble(line, "blind", "a list that another page holds")


def _blind_spots(table: Table, listing: Listing) -> Iterator[Trouble]:
    if listing.rows and not listing.statements:
        yield Trouble(table.line, "blind", f"none of a table's {listing.rows} rows could be read")
    if not listing.rows and any("\n{{" in cell.text for row in table.rows for cell in row.cells):
        yield Trouble(table.line, "blind", "a table whose rows are made by templates")
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
    if context.status and not context.other:
        return True
    bulleted = "\n*" in rest or "\n#" in rest or "list" in rest
    if bulleted and (context.relations or ":\n" in rest):
        return True
    if context.relations and _FLAG_FIRST.search(rest):
        return True
    return not (context.relations or context.other) and memberships.enumerates_many(rest)


def _may_state(context: Context) -> bool:
    return not context.nothing and (
        context.relations or context.heading == "" or memberships.is_about_subject(context.heading)
    )
