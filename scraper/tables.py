"""A section's wikitext -> its tables, as rows of cells, and what is left outside them.

HTML tables and the templates that stand for table markup are rewritten as wikitext first.
The rows of a usual table are remembered by content: an edit changes one of them, or moves
their numbers.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from scraper.grid import Cell, Row, Table
from scraper.markers import Scan
from scraper.outline import closes_what_it_opens, mask, mask_flat
from scraper.plainrow import read_plain_row
from scraper.respell import as_wikitext, respells

_EDGE = re.compile(r"\n[ \t:*#;]*(?:\{\|(?!\})|\|\}(?!\}))")
_ROW = re.compile(r"\n(?=[ \t:*#;]*+\|-)")
_NUMBERED = re.compile(r"([^\n]*\n[ \t]*[|!][ \t]*)(\d{1,4})(?=[ \t]*(?:\n|\|\|))")
_OPEN = ("{{", "}}", "[[", "]]", "<!--", "-->", "<ref", "</ref")
_OPENING, _CLOSING = "{|", "|}"
_LONGEST_REMEMBERED = 4_000  # characters of a row, so that the memo has a bound in bytes


@dataclass(frozen=True, slots=True)
class Layout:
    """A section's tables, and its text without them (their lines left empty)."""

    tables: tuple[Table, ...]
    rest: str


def lay_out(text: str) -> Layout:
    """Take a section's wikitext apart into tables and the rest."""
    return _by_rows(text) or _as_a_whole(as_wikitext(text))


def _as_a_whole(text: str) -> Layout:
    tables: list[Table] = []
    rest: list[str] = []
    reached = 0
    scan = Scan(text, mask(text))
    for table, start, end in scan.tables():
        tables.append(table)
        rest += (text[reached:start], "\n" * text.count("\n", start, end))
        reached = end
    rest.append(text[reached:])
    return Layout(tuple(tables), "".join(rest))


def _by_rows(text: str) -> Layout | None:
    """Lay out a section with one table, each of whose rows closes what it opens.

    None where the section is another; what is given is the same as of the whole.
    """
    edges = list(islice(_EDGE.finditer("\n" + text), 3))
    if [edge.group()[-2:] for edge in edges] != [_OPENING, _CLOSING]:
        return None
    start, stop, end = edges[0].start(), edges[1].start(), edges[1].end() - 1
    before, after = _outside(text[:start]), _outside(text[end:])
    if before is None or after is None:
        return None
    head, *pieces = _ROW.split(text[start:stop])
    opened = _head(head)
    if opened is None:
        return None
    first = before.count("\n")
    rows = [*opened.rows]
    lines = [first + line for line in opened.lines]
    line = first + head.count("\n") + 1
    for piece in pieces:
        row = _read_row(piece) if len(piece) > _LONGEST_REMEMBERED else _row(piece)
        if row is None:
            return None
        if row.cells:
            rows.append(row)
            lines.append(line + row.line)
        line += piece.count("\n") + 1
    table = Table(tuple(rows), tuple(lines), opened.caption, first, closed=True)
    return Layout((table,), before + "\n" * text.count("\n", start, end) + after)


def _outside(text: str) -> str | None:
    """Give what stands before or after the table; None where it reaches in, or is one."""
    text = as_wikitext(text)
    return None if _EDGE.search("\n" + text) or _mask_alone(text) is None else text


def _head(piece: str) -> Table | None:
    """Read what stands before the first row's mark: the table's attributes, caption, headers."""
    return _read_head(piece) if len(piece) > _LONGEST_REMEMBERED else _remembered_head(piece)


def _read_head(piece: str) -> Table | None:
    text = f"{as_wikitext(piece)}\n{_CLOSING}"
    masked = _mask_alone(text)
    found = [] if masked is None else list(Scan(text, masked).tables())
    return found[0][0] if len(found) == 1 and found[0][0].closed else None


_remembered_head = lru_cache(maxsize=256)(_read_head)


@lru_cache(maxsize=8192)
def _row(piece: str) -> Row | None:
    """Read one row, from its mark on; None where it does not stand alone.

    One that is known under another number is not read again.
    """
    number = _NUMBERED.match(piece)
    if number is None:
        return _read_row(piece)
    row = _unnumbered(f"{number[1]}0{piece[number.end() :]}")
    if row is None or row.cells[0].text != "0":
        return _read_row(piece)
    first, *others = row.cells
    return row._replace(cells=(Cell(number[2], *first[1:]), *others), number=number[2])


def _read_row(piece: str) -> Row | None:
    if not respells(piece):
        if (plain := read_plain_row(piece)) is not None:
            return plain
        if (masked := mask_flat(piece)) is not None:
            return Scan(piece, masked).row()
    text = as_wikitext(piece)
    masked = _mask_alone(text)
    row = None if masked is None else Scan(text, masked).row()
    return row and row._replace(source=piece)


_unnumbered = lru_cache(maxsize=8192)(_read_row)


def _mask_alone(text: str) -> str | None:
    """Mask a text; None where something opened before it reaches in, or out of it."""
    if not closes_what_it_opens(text):
        return None
    masked = mask(text)
    return None if any(mark in masked for mark in _OPEN) else masked
