"""Rows as a table on a terminal, as plain columns in a pipe, as JSON or as CSV."""

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime

import click

_WHOLE = ("date", "kind", "status", "since")
Row = Mapping[str, object]  # JSON's values, by column


def write(columns: Sequence[str], rows: Sequence[Row], form: str) -> None:
    """Write the rows to standard output as "table", "json" (one array) or "csv".

    A table leaves out the columns in which nothing stands.
    """
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    else:
        used = [column for column in columns if any(_cell(row[column]) for row in rows)]
        (_rich if sys.stdout.isatty() else _plain)(used or columns, rows)


def time_text(moment: datetime | None) -> str | None:
    """Write a time in UTC, as JSON and CSV have it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def _rich(columns: Sequence[str], rows: Sequence[Row]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for column in columns:
        table.add_column(column, no_wrap=column in _WHOLE, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(row[column])) for column in columns))
    Console().print(table)


def _plain(columns: Sequence[str], rows: Sequence[Row]) -> None:
    lines = [list(columns), *([_shown(row[column]) for column in columns] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _shown(value: object) -> str:
    """Take out line breaks and whatever else would steer a terminal: it is others' text."""
    return "".join(char if char.isprintable() else " " for char in _cell(value))
