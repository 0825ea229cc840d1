"""A section's tables, lists and paragraphs -> what they state of memberships."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from scraper.cells import LONGEST, Content, plain, read
from scraper.columns import Columns, find_columns
from scraper.context import Context
from scraper.dates import read_dates
from scraper.enumeration import Chunk, Entry, chunks, entries
from scraper.grid import Placed, Table, cell_at, grid
from scraper.lists import Block
from scraper.names import counterparts, organisations
from scraper.names.fold import unknown
from scraper.prose import enumerated, without_lead_in
from scraper.snapshot import Statement
from scraper.words.language import words

_LONGEST_END = 400  # characters in which a colon may be followed by references and markup
_LONGEST_STATUS = 6  # words; what is longer is a remark
_NO_ORGANISATION = re.compile(r" relations$|^Foreign relations of ")
_FEWEST = 5
"""Names in a paragraph from which on it can be an enumeration by its form alone."""


def read_table(table: Table, context: Context) -> tuple[Statement, ...]:
    """Read a table of organisations with status or date of joining; nothing if it is none."""
    if context.nothing or (context.other and not context.memberships):
        return ()
    rows = list(grid(table))
    columns = find_columns(rows)
    if columns is None or not columns.of_organisations or columns.date_is_of_relations:
        return ()
    if columns.status is None and columns.joined is None:
        return ()
    return tuple(
        statement
        for _, cells in rows[columns.first :]
        for statement in _read_row(context.heading, cells, columns)
    )


def read_text(blocks: Sequence[Block], context: Context) -> tuple[Statement, ...]:
    """Read a section's list items and paragraphs."""
    if context.nothing:
        return ()
    found: list[Statement] = []
    led_in = False
    about_one = bool(organisations.identify(context.heading))
    for block in blocks:
        if block.marks:
            if block.marks[-1] == ";":
                continue  # a term heads what follows
            if led_in or (context.memberships and not about_one):
                found += _read_item(context.heading, block.text[:LONGEST])
            continue
        led_in = _leads_in(block.text)
        if context.memberships or context.heading == "" or is_about_subject(context.heading):
            text = block.text[:LONGEST]
            found += _read_paragraph(context.heading, text, context.memberships)
    return tuple(found)


def enumeration(text: str) -> tuple[Entry, ...]:
    """Read a list of names parted by commas, as the World Factbook writes it."""
    parted = chunks(read(text))
    return tuple(entry for chunk in parted for entry in entries(chunk))


def _leads_in(text: str) -> bool:
    if ":" not in text[-_LONGEST_END:]:
        return False
    shown = plain(text).rstrip()
    return shown.endswith(":") and bool(words().membership["leads_in"][0].search(shown.lower()))


def is_about_subject(heading: str) -> bool:
    """Whether a section with that heading speaks of the subject's relations at large."""
    lowered = heading.lower()
    return any(pattern.search(lowered) for pattern in words().membership["sections"])


def _read_row(section: str, cells: Placed, columns: Columns) -> Iterator[Statement]:
    if (cell := cell_at(cells, columns.name)) is None or cell.colspan > 1:
        return
    content = read(cell.text)
    joined = _text(cells, columns.joined)
    status = _text(cells, columns.status)
    reading = read_dates(joined)
    said = words().membership_status(status) if len(status.split()) <= _LONGEST_STATUS else ""
    for chunk in chunks(content)[:1]:
        for entry in list(entries(chunk))[:1]:
            if words().column_is("organisation", entry.name):
                return
            yield _statement(
                section,
                Entry(
                    entry.name,
                    entry.target,
                    said or entry.status or ("applicant" if columns.joined and not joined else ""),
                    reading.since or entry.since,
                    reading.dates,
                ),
                content.references,
                (),
            )


def _text(cells: Placed, column: int | None) -> str:
    cell = cell_at(cells, column)
    return plain(cell.text) if cell else ""


@lru_cache(maxsize=1024)
def _read_item(section: str, text: str) -> tuple[Statement, ...]:
    """Read ``* [[FIFA]] and [[UEFA]] (suspended)``: what the item begins with."""
    content = read(text)
    parted = chunks(content)
    if not parted or _is_of_missions(content):
        return ()
    found: list[Entry] = []
    for chunk in parted:
        before_dash = _up_to_dash(chunk)
        these = list(entries(before_dash))
        if not these or not all(_is_name(entry) for entry in these):
            break
        found += these
        if before_dash is not chunk:
            break
    return _statements(section, found, content)


def _is_of_missions(content: Content) -> bool:
    """Whether an item speaks of embassies and the like; organisations' names may do so."""
    shown = "".join(
        part.text
        for part in content.parts
        if part.kind != "link" or not organisations.identify(part.text, part.target)
    )
    return bool(words().membership["no_membership"][0].search(shown.lower()))


@lru_cache(maxsize=512)
def _read_paragraph(section: str, text: str, listed: bool) -> tuple[Statement, ...]:
    content = read(text)
    in_sentences = enumerated(content, lead=section == "")
    by_form = _by_form(without_lead_in(content)) if listed else []
    return _statements(section, max(by_form, in_sentences, key=len), content)


def _by_form(content: Content) -> list[Entry]:
    """Read a paragraph as an enumeration, if nearly all of it is names."""
    parted = chunks(content)
    if len(parted) < _FEWEST:
        return []
    found = [list(entries(chunk)) for chunk in parted]
    named = [
        entry
        for these in found
        for entry in these
        if _is_name(entry) and (entry.target or len(entry.name) <= 60)
    ]
    known = sum(bool(entry.target or organisations.identify(entry.name)) for entry in named)
    lengths = sorted(len(chunk.text.split()) for chunk in parted)
    short = lengths[len(lengths) * 9 // 10] <= 12
    return named if short and known >= 0.7 * len(parted) and len(named) >= 0.8 * len(parted) else []


def _up_to_dash(chunk: Chunk) -> Chunk:
    """Leave out the remark behind a dash or colon: ``[[ECOWAS]] – since 1975``."""
    for index, part in enumerate(chunk.parts):
        if part.kind == "text" and (dash := re.search(r"\s[–—-]\s|:|\s[–—-]\Z", part.text)):
            kept = [*chunk.parts[:index]]
            if before := part.text[: dash.start()].strip():
                kept.append(type(part)("text", before))
            return Chunk(kept, chunk.brackets)
    return chunk


def _is_name(entry: Entry) -> bool:
    """Whether an entry can be an organisation: not a state, and no sentence."""
    if _is_state(entry) or _NO_ORGANISATION.search(entry.target):
        return False
    if entry.target or organisations.identify(entry.name):
        return True
    return len(entry.name.split()) <= 8 and entry.name[:1].isupper()


def _is_state(entry: Entry) -> bool:
    if organisations.identify(entry.name, entry.target):
        return False
    return bool(counterparts.identify(entry.name, entry.target))


def _statements(section: str, found: Sequence[Entry], content: Content) -> tuple[Statement, ...]:
    # "ICC (national committees)" is the Chamber of Commerce, whatever stands beside it.
    neighbours = frozenset(said for entry in found for said in (entry.name, entry.status))
    return tuple(_statement(section, entry, content.references, neighbours) for entry in found)


def _statement(
    section: str,
    entry: Entry,
    references: tuple[str, ...],
    neighbours: Collection[str],
) -> Statement:
    identity = organisations.identify(entry.name, entry.target, neighbours)
    return Statement(
        "membership",
        section,
        entry.name,
        entry.target,
        identity or unknown(entry.target or entry.name),
        entry.since,
        entry.dates,
        entry.status or "member",
        "",
        references,
    )
