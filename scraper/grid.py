"""A table as written: rows of cells; and the grid that they make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MOST_COLUMNS = 24
"""Cells further right are not looked at: no table of relations is wider."""


class Cell(NamedTuple):
    """One cell: its wikitext, its attributes, and how far it reaches."""

    text: str
    attributes: str = ""
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


class Row(NamedTuple):
    """One row as written: its own cells, and whether one ``spans`` more than its own place.

    By ``source`` one that stands alone is known again: its wikitext, in which a number in the
    first cell is written 0, and stands in ``number``. ``line`` is that of the first cell in it.
    """

    cells: tuple[Cell, ...]
    spans: bool = False
    source: str = ""
    number: str = ""
    line: int = 0


def row_of(cells: Sequence[Cell], source: str = "", line: int = 0) -> Row:
    """Make a row of its cells."""
    spans = any(cell.rowspan > 1 or cell.colspan > 1 for cell in cells)
    return Row(tuple(cells), spans, source, "", line)


Placed = tuple[Cell | None, ...]
"""A row's cells by column, those that reach into it included; None where there is none."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table as written; ``closed`` tells whether it is ended by its own mark.

    ``lines`` are those (from 0) on which its rows begin.
    """

    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    caption: str
    line: int
    closed: bool


def cell_at(cells: Placed, column: int | None) -> Cell | None:
    """Give the cell in a column; None where there is none."""
    return cells[column] if column is not None and column < len(cells) else None


def grid(table: Table) -> list[tuple[Row, Placed]]:
    """Give each row with its cells by column (from 0), spanned cells included.

    A cell that spans rows is the same object in each of them, so that a span of any
    extent costs nothing; spans end with the table.
    """
    if any(row.spans for row in table.rows):
        return list(_spanned(table.rows))
    return [(row, row.cells[:MOST_COLUMNS]) for row in table.rows]


def _spanned(rows: Sequence[Row]) -> Iterator[tuple[Row, Placed]]:
    carried: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        if not carried and not row.spans:
            yield row, row.cells[:MOST_COLUMNS]
            continue
        placed = {column: cell for column, (cell, _) in carried.items()}
        column = 0
        begun: list[tuple[int, Cell]] = []
        for cell in row.cells:
            while column in placed:
                column += 1
            if column >= MOST_COLUMNS:
                break
            for reach in range(column, min(column + cell.colspan, MOST_COLUMNS)):
                placed.setdefault(reach, cell)
                if cell.rowspan > 1:
                    begun.append((reach, cell))
            column += cell.colspan
        carried = {at: (cell, left - 1) for at, (cell, left) in carried.items() if left > 1}
        for at, cell in begun:
            carried.setdefault(at, (cell, cell.rowspan - 1))
        yield row, tuple(map(placed.get, range(max(placed, default=-1) + 1)))
