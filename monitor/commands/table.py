"""Rows on a terminal: a table where one fits, else a block of lines for each row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from monitor.commands.colours import colour_of
from monitor.commands.terminal import console

if TYPE_CHECKING:
    from rich.table import Table

_WHOLE = ("date", "kind", "status", "since")
_GAP = 2
_EDGES = 2
_LONG_WORD = 16
"""Columns that a word may ask for: a longer one is broken where the table would be too wide."""


def show(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Write lines of cells to the terminal, as wide as it is; "None." where there are none."""
    if not lines:
        click.echo("None.")
        return
    terminal = console()
    if _least_width(columns, lines) <= terminal.width:
        terminal.print(_table(columns, lines))
    else:
        _write_blocks(columns, lines, terminal.width)


def _least_width(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> int:
    """Give the columns of a terminal below which a table would hide or tear what it says."""
    asked = [
        max(_asked(column, line[place]) for line in (columns, *lines))
        for place, column in enumerate(columns)
    ]
    return sum(asked) + _GAP * (len(columns) - 1) + _EDGES


def _asked(column: str, cell: str) -> int:
    from rich.cells import cell_len

    if column in _WHOLE:
        return cell_len(cell)
    return min(max(map(cell_len, cell.split()), default=0), _LONG_WORD)


def _table(columns: Sequence[str], lines: Sequence[Sequence[str]]) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for place, column in enumerate(columns):
        numbers = column not in _WHOLE and all(line[place].isdecimal() for line in lines)
        table.add_column(
            column,
            justify="right" if numbers else "left",
            no_wrap=column in _WHOLE,
            overflow="fold",
        )
    for line in lines:
        cells = zip(columns, line, strict=True)
        table.add_row(*(Text(cell, style=colour_of(column, cell)) for column, cell in cells))
    return table


def _write_blocks(columns: Sequence[str], lines: Sequence[Sequence[str]], width: int) -> None:
    from reports.render.columns import wrap

    indent = max(map(len, columns)) + _GAP
    for line in lines:
        for column, cell in zip(columns, line, strict=True):
            if cell:
                label = click.style(column.ljust(indent), bold=True)
                said = f"\n{' ' * indent}".join(wrap(cell, width - indent))
                click.echo(label + click.style(said, fg=colour_of(column, cell) or None))
        click.echo()
