"""A table of organisations -> what its rows state of memberships."""

import re
from collections.abc import Iterator, Sequence

from scraper.cells import Content, plain, read
from scraper.columns import Columns, find_columns
from scraper.context import Context
from scraper.dates import read_dates
from scraper.enumeration import Entry, chunks, entries
from scraper.grid import Placed, Row, Table, cell_at, grid
from scraper.headerless import names_organisations
from scraper.joinings import read_joining
from scraper.leadin import is_outside, role_of
from scraper.membership import identity, is_known, statement
from scraper.membership_columns import find_membership_columns, is_of_memberships_alone
from scraper.qualifier import denies, qualifiers, remark
from scraper.snapshot import Statement
from scraper.words.language import words

_FEWEST = 4  # rows
_LONGEST_STATUS = 6  # words; what is longer is a remark
_BRACKETS = re.compile(r"[()]")
_PICTURE = re.compile(r"\[\[\s*(?:file|image)\s*:|\{\{\s*(?:y|yes|tick|check)\b", re.IGNORECASE)
_SIGN = "✓"


def read_table(table: Table, context: Context) -> tuple[Statement, ...]:
    """Read a table of organisations with status or date of joining; nothing if it is none."""
    if (
        context.nothing
        or (context.other and not context.memberships)
        or is_outside(context.heading)
    ):
        return ()
    rows = grid(table)
    columns = find_membership_columns(rows) if context.memberships else find_columns(rows)
    if columns is None or not _lists_organisations(rows, columns, context):
        return ()
    told = _tells_memberships(columns)
    if not told and not _names_alone(rows, columns, context):
        return ()
    found: list[Statement] = []
    status = of_all = role_of(context.heading)
    for row, cells in rows[columns.first :]:
        if len(row.cells) == 1:  # "Observer status", across the table
            status = role_of(plain(row.cells[0].text)) or of_all
        note = "" if told else _text(cells, columns.notes)
        if not is_outside(note):
            found += _read_row(context.heading, cells, columns, remark(note)[0] or status)
    return tuple(found)


def seems_one(table: Table, context: Context) -> bool:
    """Whether a table that could not be read looks like a list of organisations all the same."""
    if context.nothing or context.other or not context.memberships or len(table.rows) < _FEWEST:
        return False
    rows = grid(table)
    return find_membership_columns(rows) is None and names_organisations(
        rows, Columns(first=0, name=0)
    )


def _lists_organisations(
    rows: Sequence[tuple[Row, Placed]], columns: Columns, context: Context
) -> bool:
    if columns.date_is_of_relations:
        return False
    return columns.of_organisations or (context.memberships and names_organisations(rows, columns))


def _tells_memberships(columns: Columns) -> bool:
    told_by = (columns.status, columns.joined, columns.applied)
    return any(column is not None for column in told_by)


def _names_alone(rows: Sequence[tuple[Row, Placed]], columns: Columns, context: Context) -> bool:
    """Whether a table lists memberships by names, without a status or date of theirs."""
    return (
        context.memberships
        and not context.other
        and is_of_memberships_alone(rows, columns)
        and names_organisations(rows, columns)
    )


def _read_row(section: str, cells: Placed, columns: Columns, status: str) -> Iterator[Statement]:
    if (cell := cell_at(cells, columns.name)) is None or cell.colspan > 1:
        return
    content = read(cell.text)
    joined, applied = (_text(cells, column) for column in (columns.joined, columns.applied))
    said, since, _ = _said(cells, columns.status, content)
    beside_date = remark(joined)  # "candidate since 2005", "joined: 2016"
    denied = bool(words().membership["denied"][0].search(joined.lower()))
    if denied and columns.applied is None and not said:
        return  # "Year joined: not yet"
    if denied or (applied and not joined):
        status = status or "applicant"
    if columns.ended is not None and words().tells_end(_text(cells, columns.ended)):
        said = "former"
    reading = read_dates("" if beside_date[1] else joined)
    beside = "" if denied else beside_date[0]
    for entry in _named_in_cell(content):
        if denies(stated := said or entry.status or beside or status):
            return
        yield statement(
            section,
            Entry(
                entry.name,
                entry.target,
                stated,
                reading.since or since or entry.since or beside_date[1],
                reading.dates,
            ),
            content.references,
        )


def _said(
    cells: Placed, column: int | None, organisation: Content
) -> tuple[str, str, tuple[str, ...]]:
    """Read ``Observer since 2004``, or a sentence on joining; what is longer is a remark."""
    status = _text(cells, column)
    if len(status.split()) <= _LONGEST_STATUS:
        return qualifiers([piece.strip(" ,") for piece in _BRACKETS.split(status)])
    if any(short := remark(status)):
        return short
    cell = cell_at(cells, column)
    joining = read_joining(read(cell.text), about="") if cell else None
    named = next(_named_in_cell(organisation), None)
    if joining and named and identity(joining) == identity(named):
        return joining.status, joining.since, ()
    return "", "", ()


def _named_in_cell(content: Content) -> Iterator[Entry]:
    """Name the first organisation of a cell, and others that "and" joins to it."""
    joint = words().enumeration["joins_in_cell"]
    for index, chunk in enumerate(chunks(content)):
        joins = chunk.parts[0].kind == "text" and joint.match(chunk.parts[0].text)
        these = list(entries(chunk))
        if not these or (index and not (joins and is_known(these[0]))):
            return
        if words().column_is("organisation", these[0].name):
            return
        yield these[0]


def _text(cells: Placed, column: int | None) -> str:
    """Give what a cell says; a sign that displays no text ({{y}}, a picture) says so, too."""
    cell = cell_at(cells, column)
    if cell is None:
        return ""
    content = read(cell.text)
    shown = content.text.strip(" –—-")
    return shown or (_SIGN if _PICTURE.search(cell.text) else "")
