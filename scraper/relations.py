"""A section's tables and lists -> what they state of diplomatic relations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scraper.cells import Content, plain, read
from scraper.columns import Columns, find_columns
from scraper.context import Context
from scraper.dates import read_dates
from scraper.lists import Block
from scraper.names import counterparts
from scraper.names.fold import unknown
from scraper.snapshot import Grade, Statement
from scraper.tables import Cell, Row, Table, grid
from scraper.templates import Part
from scraper.words.language import words

_LONGEST_NOTE = 600


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem with its line in the section, counted from 0."""

    line: int
    grade: Grade
    what: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One table or list, read as relations.

    ``numbers`` are those of its number column; ``recognition`` tells that its dates are
    of recognition only, which counts where the article has no list of relations.
    """

    statements: tuple[Statement, ...]
    troubles: tuple[Trouble, ...]
    rows: int
    numbers: tuple[int, ...] = ()
    recognition: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    target: str
    identity: str


@dataclass(frozen=True, slots=True)
class _RowReading:
    statements: tuple[Statement, ...]
    doubts: tuple[str, ...]


def read_table(table: Table, context: Context) -> Listing | None:
    """Read a table as a list of relations; None where it is something else."""
    rows = list(grid(table))
    columns = find_columns(rows)
    if columns is None or not _lists_relations(columns, context):
        return None
    statements: list[Statement] = []
    troubles: list[Trouble] = []
    numbers: list[int] = []
    count = 0
    for row, cells in rows[columns.first :]:
        if _is_heading(row, cells, columns):
            continue
        count += 1
        name, date, note, ended = (
            _wikitext(cells, at)
            for at in (columns.name, columns.date, columns.notes, columns.ended)
        )
        reading = _read_row(context.heading, context.status, name, date, note, ended)
        statements += reading.statements
        troubles += (Trouble(row.line, "doubt", doubt) for doubt in reading.doubts)
        number = _wikitext(cells, columns.number).strip(" .")
        if number.isdecimal() and len(number) < 5:
            numbers.append(int(number))
    return Listing(
        tuple(statements), tuple(troubles), count, tuple(numbers), columns.recognition_only
    )


def read_list(blocks: Sequence[Block], context: Context) -> Listing | None:
    """Read a section's list items as relations: ``* {{flag|Fiji}} (9 January 2004)``.

    None where its items are something else: three of them have to name a counterpart, or
    the heading says that they are states without relations.
    """
    if context.other or context.nothing or not (context.relations or context.status):
        return None
    found: list[Statement] = []
    rows = 0
    for block in blocks:
        if block.marks and (statements := _read_item(context.heading, context.status, block.text)):
            found += statements
            rows += 1
    if rows < 3 and not (context.status and rows):
        return None
    return Listing(tuple(found), (), rows)


def seems_one(table: Table, context: Context) -> bool:
    """Whether a table that could not be read looks like a list of states all the same."""
    if context.nothing or context.other or not context.relations or len(table.rows) < 4:
        return False
    firsts = [row.cells[0].text for row in table.rows[1:] if row.cells]
    known = sum(
        any(counterparts.kind(named.identity) for named in _names(read(text)))
        for text in firsts[:40]
    )
    return known > 0.6 * len(firsts[:40])


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


def _is_heading(row: Row, cells: dict[int, Cell], columns: Columns) -> bool:
    """Whether a row heads others: the headers again, or a region's name across the table."""
    if len(row.cells) == 1 and (row.cells[0].colspan > 1 or row.cells[0].header):
        return True
    if not any(cell.text for cell in row.cells):
        return True
    name = cells.get(columns.name)
    return (
        name is not None
        and all(cell.header for cell in row.cells)
        and bool(words().column_is("counterpart", plain(name.text)))
    )


def _wikitext(cells: dict[int, Cell], column: int | None) -> str:
    if column is None or (cell := cells.get(column)) is None:
        return ""
    if not cell.text and (sort := re.search(r"sort-value\s*=\s*\"([^\"]*)\"", cell.attributes)):
        return sort[1]
    return cell.text


@lru_cache(maxsize=65536)
def _read_row(
    section: str, heading_status: str, name: str, date: str, note: str, ended: str
) -> _RowReading:
    name_content, date_content, note_content = read(name), read(date), read(note)
    named = tuple(_names(name_content))
    if not named:
        return _RowReading((), (f'row without a counterpart: "{_short(name or date)}"',))
    reading = read_dates(date_content.text)
    status = reading.status
    if status == "established":
        status = _qualified(name_content)
    if status == "established" and plain(ended).strip(" –—-"):
        status = "severed"
    if status == "established" and heading_status:
        status = heading_status
    shown_note = note_content.text
    if status == "established" and not date_content.text:
        status = words().status_in_note(shown_note)
    references = dict.fromkeys(
        [*name_content.references, *date_content.references, *note_content.references]
    )
    doubts = [f'unknown name "{_short(each.name)}"' for each in named if each.identity[0] == "?"]
    if reading.problem:
        doubts.append(f"{named[0].name}: {reading.problem}")
    return _RowReading(
        tuple(
            Statement(
                "relation", section, each.name, each.target, each.identity, reading.since,
                reading.dates, status, shown_note[:_LONGEST_NOTE], tuple(references),
            )
            for each in named
        ),
        tuple(doubts),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _read_item(section: str, heading_status: str, text: str) -> tuple[Statement, ...]:
    """Read a list item that names counterparts and says little else."""
    content = read(text)
    named = [each for each in _names(content) if counterparts.kind(each.identity)]
    if not named or any(each.target.lower().endswith(" relations") for each in named):
        return ()
    lead = content.text.find(named[0].name)
    rest = content.text
    for each in named:
        rest = rest.replace(each.name, "", 1)
    if lead > 3 or len(rest) > 120:
        return ()
    reading = read_dates(rest.strip(" ()–—-:,"))
    since = "" if reading.problem else reading.since
    status = heading_status or (reading.status if not reading.problem else "established")
    return tuple(
        Statement(
            "relation", section, each.name, each.target, each.identity, since,
            () if reading.problem else reading.dates, status, "", content.references,
        )
        for each in named
    )  # fmt: skip


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


_BRACKETED = re.compile(r"[(\[]|[)\]]")


def _outside_brackets(content: Content) -> Iterator[tuple[Part, str]]:
    """Give each part with its text outside round brackets."""
    depth = 0
    for part in content.parts:
        if part.kind != "text":
            yield part, part.text if depth == 0 else ""
            continue
        shown: list[str] = []
        at = 0
        for mark in _BRACKETED.finditer(part.text):
            if depth == 0:
                shown.append(part.text[at : mark.start()])
            depth = depth + 1 if mark.group() in "([" else max(depth - 1, 0)
            at = mark.end()
        if depth == 0:
            shown.append(part.text[at:])
        yield part, "".join(shown)


def _qualified(content: Content) -> str:
    """Read the status that brackets beside the name tell: ``Israel (suspended)``."""
    if "(" in content.text:
        for qualifier in re.findall(r"\(([^()]*)\)", content.text):
            status = words().relation_status(qualifier)
            if status != "established":
                return status
    return "established"


def _names(content: Content) -> Iterator[_Named]:
    """Name the counterparts of a cell: its flags, else its links, else its text."""
    outside = [(part, shown) for part, shown in _outside_brackets(content)]
    flags = [part for part, shown in outside if part.kind == "flag" and shown.strip()]
    if flags:
        for part in flags:
            yield _named(part.text, "", part.target)
        return
    lines: list[list[tuple[Part, str]]] = [[]]
    for part, shown in outside:
        if part.kind == "cut":
            lines.append([])
        else:
            lines[-1].append((part, shown))
    first = True
    for line in lines:
        for named in _names_in_line(line):
            if first or named.identity[0] != "?":
                yield named
            first = False


_SEPARATORS = re.compile(r"[\s,;/&•·]*(?:and|or)?[\s,;/&•·]*")


def _names_in_line(line: list[tuple[Part, str]]) -> Iterator[_Named]:
    links = [part for part, shown in line if part.kind == "link" and shown.strip()]
    icons = [part for part, _ in line if part.kind == "icon"]
    between = [shown for part, shown in line if part.kind == "text"]
    code = icons[0].target if icons else ""
    whole = _cleaned("".join(shown for _, shown in line))
    if links and all(_SEPARATORS.fullmatch(shown.strip("*†‡\"'“” ")) for shown in between):
        for part in links:
            yield _named(part.text, part.target, "")
    elif whole and any(char.isalpha() for char in whole):
        target = links[0].target if len(links) == 1 else ""
        yield _named(whole, target, "")
    elif code and (shown := counterparts.display(code) or code):
        yield _named(shown, "", code)


def _named(name: str, target: str, code: str) -> _Named:
    name = _cleaned(name)
    identity = counterparts.identify(name, target, code) or unknown(name)
    return _Named(name, target, identity)


def _cleaned(name: str) -> str:
    return " ".join(name.split()).strip(' "“”*†‡:;,-–—')
