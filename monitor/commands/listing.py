"""Rows as a table on a terminal, as plain columns in a pipe, as JSON or as CSV."""

import csv
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import click

from monitor.commands.terminal import printable

Row = Mapping[str, object]  # JSON's values, by column
WriteTime = Callable[[datetime | None], str | None]


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
        shown = used or columns
        lines = [[printable(_cell(row[column])) for column in shown] for row in rows]
        if sys.stdout.isatty():
            from monitor.commands.table import show

            show(shown, lines)
        else:
            _write_plain([shown, *lines])


def time_text(moment: datetime | None) -> str | None:
    """Write a time in UTC, as JSON and CSV have it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def short_time(moment: datetime | None) -> str | None:
    """Write a time in UTC, as tables have it."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None


def _write_plain(lines: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
