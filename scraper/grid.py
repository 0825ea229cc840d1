"""A table as written: rows of cells; and the grid that they make."""

from collections.abc import Iterator
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
    """One row as written: its own cells, and the line (from 0) on which it begins."""

    cells: tuple[Cell, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table as written; ``closed`` tells whether it is ended by its own mark."""

    rows: tuple[Row, ...]
    caption: str
    line: int
    closed: bool


def grid(table: Table) -> Iterator[tuple[Row, dict[int, Cell]]]:
    """Give each row with its cells by column (from 0), spanned cells included.

    A cell that spans rows is the same object in each of them, so that a span of any
    extent costs nothing; spans end with the table.
    """
    carried: dict[int, tuple[Cell, int]] = {}
    for row in table.rows:
        if not carried and not [at for at in row.cells if at.rowspan > 1 or at.colspan > 1]:
            yield row, dict(enumerate(row.cells[:MOST_COLUMNS]))
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
        yield row, placed
