"""A section's tables -> what they state of diplomatic relations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from scraper.cells import plain, read
from scraper.columns import Columns, find_columns
from scraper.context import Context
from scraper.dates import DateReading, read_dates
from scraper.grid import Cell, Placed, Row, Table, cell_at, grid
from scraper.headerless import infer_columns, names_a_state, names_organisations, with_date
from scraper.leadin import status_under
from scraper.listing import Listing, Trouble
from scraper.naming import read_naming, short
from scraper.snapshot import Statement
from scraper.words.dates import date_words
from scraper.words.language import words
from scraper.words.spoken import remembered

_LONGEST_NOTE = 600
_LONGEST_REMEMBERED = 4_000  # characters of a row, so that the memo has a bound in bytes
_MOST_REMEMBERED = 2_048  # rows under one setting


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one row says; ``rows`` is 0 for one that heads others, 2 where two stand abreast."""

    rows: int = 0
    statements: tuple[Statement, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Setting:
    """What the rows of a table have in common, and what was read of rows under it."""

    section: str
    status: str
    columns: Columns
    known: dict[tuple[str, str], _Reading] = field(default_factory=dict)


@remembered(maxsize=64)
def _setting(section: str, status: str, columns: Columns) -> _Setting:
    return _Setting(section, status, columns)


def read_table(table: Table, context: Context) -> Listing | None:
    """Read a table as a list of relations; None where it is something else."""
    rows = grid(table)
    columns = _columns(rows, context)
    if columns is None or not _lists_relations(columns, context):
        return None
    if (
        context.memberships
        and not columns.date_is_of_relations
        and names_organisations(rows, columns)
    ):
        return None
    if columns.recognition_only and context.status == "none":
        # Recognition is no beginning of relations that there are none of.
        columns = replace(columns, date=None, recognition_only=False)
    setting = _setting.now(context.heading, context.status, columns)
    statements: list[Statement] = []
    troubles: list[Trouble] = []
    numbers: list[int] = []
    count = 0
    has_numbers, are_first = columns.number is not None, columns.number == 0 == columns.shifts[-1]
    for _, cells in rows[: max(0, columns.first - 1)]:
        setting = _headed(cells, setting, context)
    for at, (row, cells) in enumerate(rows[columns.first :], columns.first):
        reading = _reading(row, cells, setting)
        if not reading.rows:
            setting = _headed(cells, setting, context)
        count += reading.rows
        statements += reading.statements
        if reading.doubts:
            troubles += (Trouble(table.lines[at], "doubt", doubt) for doubt in reading.doubts)
        if has_numbers and reading.rows:
            if are_first and row.number:
                numbers.append(int(row.number))
            else:
                numbers += _written_numbers(cells, columns)
    return Listing(
        tuple(statements), tuple(troubles), count, tuple(numbers), columns.recognition_only
    )


def seems_one(table: Table, context: Context) -> bool:
    """Whether a table that could not be read looks like a list of states all the same."""
    if context.nothing or context.other or not context.relations or len(table.rows) < 4:
        return False
    if find_columns(grid(table)):
        return False  # its columns are named, and none is of relations
    firsts = [row.cells[0].text for row in table.rows[1:41] if row.cells]
    return sum(map(names_a_state, firsts)) > 0.6 * len(firsts)


def _columns(rows: Sequence[tuple[Row, Placed]], context: Context) -> Columns | None:
    """Find the columns by the headers, under a heading on relations also by what they hold."""
    columns = find_columns(rows)
    if not context.relations or context.other:
        return columns
    if columns is None:
        return infer_columns(rows)
    if columns.date is None and not columns.of_organisations:
        return with_date(rows, columns)
    return columns


def _lists_relations(columns: Columns, context: Context) -> bool:
    if context.nothing:
        return False
    if columns.date_is_of_relations:
        return True
    if context.other or columns.of_organisations:
        return False
    if columns.date is not None:
        return True
    return context.relations and (columns.notes is not None or bool(context.status))


def _reading(row: Row, cells: Placed, setting: _Setting) -> _Reading:
    """Read a row; one into which nothing reaches is known by its source, whatever its number."""
    if not row.source or cells is not row.cells or len(row.source) > _LONGEST_REMEMBERED:
        return _read(row.cells, cells, setting)
    key = row.source, "" if setting.columns.number == 0 else row.number
    if (known := setting.known.get(key)) is None:
        if len(setting.known) >= _MOST_REMEMBERED:
            setting.known.clear()
        known = setting.known[key] = _read(row.cells, cells, setting)
    return known


def _read(own: tuple[Cell, ...], cells: Placed, setting: _Setting) -> _Reading:
    columns = setting.columns
    if _is_heading(own, cells, columns):
        return _Reading()
    cells = _mended(cells, columns)
    abreast = [
        _read_row(cells, setting, shift)
        for shift in columns.shifts
        if not shift
        or _wikitext(cells, columns.name, shift)
        or _wikitext(cells, columns.date, shift)
    ]
    if len(abreast) == 1:
        return abreast[0]
    return _Reading(
        len(abreast),
        tuple([statement for reading in abreast for statement in reading.statements]),
        tuple([doubt for reading in abreast for doubt in reading.doubts]),
    )


def _is_heading(own: tuple[Cell, ...], cells: Placed, columns: Columns) -> bool:
    """Whether a row heads others: the headers again, or a region's name across the table."""
    if len(own) == 1 and (own[0].colspan > 1 or own[0].header):
        return True
    if not any(cell.text for cell in own):
        return True
    if not words().column_is("counterpart", plain(_wikitext(cells, columns.name))):
        return False
    if all(cell.header for cell in own):
        return True
    return words().column_is("date", plain(_wikitext(cells, columns.date))) > 0


def _headed(cells: Placed, setting: _Setting, context: Context) -> _Setting:
    """Give the setting of the rows under one that heads them: "Suspended", across the table."""
    across = cell_at(cells, 0)
    if across is None or not across.text or any(cell is not across for cell in cells):
        return setting
    status = status_under(plain(across.text), setting.status, context.status)
    if status == setting.status:
        return setting
    return _setting.now(setting.section, status, setting.columns)


def _written_numbers(cells: Placed, columns: Columns) -> Iterator[int]:
    for shift in columns.shifts:
        number = _wikitext(cells, columns.number, shift).strip(" .")
        if number.isdecimal() and len(number) < 5:
            yield int(number)


def _wikitext(cells: Placed, column: int | None, shift: int = 0) -> str:
    if column is None or (cell := cell_at(cells, column + shift)) is None:
        return ""
    if cell.text or "sort-value" not in cell.attributes:
        return cell.text
    sort = re.search(r"sort-value\s*=\s*\"([^\"]*)\"", cell.attributes)
    return sort[1] if sort else ""


def _mended(cells: Placed, columns: Columns) -> Placed:
    """Put together what one pipe too many has parted, where a row is wider than its headers.

    ``|| 1949 | February 1949 (severed 2023) || a note``, ``|| 1949 | || a note``.
    """
    at = columns.date
    if at is None or len(cells) <= columns.width or at + 1 >= len(cells):
        return cells
    before, cut_off = cells[at], cells[at + 1]
    if before is None or cut_off is None:
        return cells
    rest = plain(cut_off.text)
    reading = read_dates(rest)
    if rest and reading.status == "established" and (reading.problem or not reading.since):
        return cells
    whole = before._replace(text=f"{before.text}\n{cut_off.text}".strip())
    return (*cells[:at], whole, *cells[at + 2 :])


def _read_row(cells: Placed, setting: _Setting, shift: int) -> _Reading:
    columns = setting.columns
    name, when = _wikitext(cells, columns.name, shift), _wikitext(cells, columns.date, shift)
    naming, date = read_naming(name), read(when)
    note = read(_wikitext(cells, columns.notes, shift))
    if not naming.names:
        return _Reading(1, (), (f'row without a counterpart: "{short(name or when)}"',))
    reading = read_dates(date.text)
    dates = _with_end(reading, cells, columns, shift)
    status = _first_said(
        reading.status,
        naming.status,
        _status_in_columns(cells, columns, shift),
        setting.status or "established",
    )
    if status == "established" and not reading.since and _says_nothing(date.text):
        status = words().status_in_note(note.text)
    references = (*naming.references, *date.references, *note.references)
    if len(references) > 1:
        references = tuple(dict.fromkeys(references))
    doubts = naming.doubts
    if reading.problem:
        doubts = (*doubts, f"{naming.names[0].name}: {reading.problem}")
    shown_note = note.text[:_LONGEST_NOTE]
    statements = [
        Statement(
            "relation", setting.section, named.name, named.target, named.identity,
            reading.since, dates, status, shown_note, references,
        )
        for named in naming.names
    ]  # fmt: skip
    return _Reading(1, tuple(statements), doubts)


def _says_nothing(when: str) -> bool:
    """Whether a date cell is empty, or says that no date is known: "—", "N/A"."""
    bare = when.strip(" .").lower()
    return date_words().meanings.get(bare) == "unknown" or not any(map(str.isalnum, bare))


def _with_end(reading: DateReading, cells: Placed, columns: Columns, shift: int) -> tuple[str, ...]:
    """Give a row's dates in order, those of its columns on an end and a restoration included."""
    if columns.ended is None or not reading.since or reading.problem:
        return reading.dates
    later = (
        read_dates(plain(_wikitext(cells, column, shift)))
        for column in (columns.ended, columns.restored)
    )
    ends = [date for one in later if one.since for date in one.dates or (one.since,)]
    return (*(reading.dates or (reading.since,)), *ends) if ends else reading.dates


def _first_said(*statuses: str) -> str:
    return next((status for status in statuses if status != "established"), "established")


def _status_in_columns(cells: Placed, columns: Columns, shift: int) -> str:
    """Tell the status that columns of their own give: a status, an end, a restoration."""
    if columns.status is None and columns.ended is None:
        return "established"
    status, ended, restored = (
        plain(_wikitext(cells, column, shift))
        for column in (columns.status, columns.ended, columns.restored)
    )
    if (said := words().relation_status(status)) != "established":
        return said
    is_off = words().tells_end(ended) and not words().tells_end(restored)
    return "severed" if is_off else "established"
