"""A section's wikitext -> its tables, as rows of cells, and what is left outside them.

HTML tables and the templates that stand for table markup are rewritten as wikitext first.
The rows of a usual table are remembered by content: an edit changes one of them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from scraper.grid import Row, Table
from scraper.markers import Scan
from scraper.outline import closes_what_it_opens, mask
from scraper.respell import as_wikitext

_EDGE = re.compile(r"^[ \t:*#;]*(?:\{\|(?!\})|\|\}(?!\}))", re.MULTILINE)
_ROW = re.compile(r"\n(?=[ \t:*#;]*\|-)")
_OPEN = ("{{", "}}", "[[", "]]", "<!--", "-->", "<ref", "</ref")
_OPENING, _CLOSING = "{|", "|}"


@dataclass(frozen=True, slots=True)
class Layout:
    """A section's tables, and its text without them (their lines left empty)."""

    tables: tuple[Table, ...]
    rest: str


def lay_out(text: str) -> Layout:
    """Take a section's wikitext apart into tables and the rest."""
    text = as_wikitext(text)
    return _by_rows(text) or _as_a_whole(text)


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
    edges = list(_EDGE.finditer(text))
    if [edge.group()[-2:] for edge in edges] != [_OPENING, _CLOSING]:
        return None
    start, stop, end = edges[0].start(), edges[1].start(), edges[1].end()
    before, after = text[:start], text[end:]
    if not (_stands_alone(before) and _stands_alone(after)):
        return None
    head, *pieces = _ROW.split(text[start:stop])
    opened = _head(head)
    if opened is None:
        return None
    first = before.count("\n")
    rows = [Row(row.cells, row.line + first) for row in opened.rows]
    line = first + head.count("\n") + 1
    for piece in pieces:
        row = _row(piece)
        if row is None:
            return None
        if row.cells:
            rows.append(Row(row.cells, line + row.line))
        line += piece.count("\n") + 1
    table = Table(tuple(rows), opened.caption, first, closed=True)
    return Layout((table,), before + "\n" * text.count("\n", start, end) + after)


@lru_cache(maxsize=1024)
def _head(piece: str) -> Table | None:
    """Read what stands before the first row's mark: the table's attributes, caption, headers."""
    text = f"{piece}\n{_CLOSING}"
    if not _stands_alone(text):
        return None
    found = list(Scan(text, mask(text)).tables())
    return found[0][0] if len(found) == 1 and found[0][0].closed else None


@lru_cache(maxsize=32768)
def _row(piece: str) -> Row | None:
    """Read one row, from its mark on; None where it does not stand alone."""
    return Scan(piece, mask(piece)).row() if _stands_alone(piece) else None


@lru_cache(maxsize=1024)
def _stands_alone(piece: str) -> bool:
    """Tell whether neither anything opened before a piece reaches in, nor out of it."""
    if not closes_what_it_opens(piece):
        return False
    masked = mask(piece)
    return not any(mark in masked for mark in _OPEN)
