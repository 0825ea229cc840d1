"""How far long work has come: a bar on a terminal, one line at the end elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

import click

from monitor.commands.terminal import console, printable

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

Piece = TypeVar("Piece")


class Progress:
    """Shows one piece of work after another; a context manager.

    ``unit`` names what is counted ("revisions"). Time is the process's own: it is for
    the eyes alone.
    """

    def __init__(self, unit: str) -> None:
        self._bar = _bar() if sys.stderr.isatty() else None
        self._unit = unit
        self._began = time.monotonic()
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def begin(self, what: str) -> None:
        """Begin with something else."""
        self._began = time.monotonic()
        if self._bar:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(printable(what), total=None, done="")

    def show(self, count: int, done: float, total: float | None) -> None:
        """Show ``count`` units, and how much of all is done (in any measure), if that is known."""
        if self._bar and self._task is not None:
            rate = count / max(time.monotonic() - self._began, 0.001)
            told = f"{count:,} {self._unit} {rate:,.0f}/s"
            self._bar.update(self._task, completed=done, total=total, done=told)

    def end(self, line: str, count: int = 0) -> None:
        """Say in one line what came of it, or of a part, with the rate of ``count`` units."""
        took = time.monotonic() - self._began
        rate = f", {count / max(took, 0.001):,.0f} a second" if count else ""
        told = printable(f"{line}{rate}")
        if self._bar:
            self._bar.console.print(told, markup=False, highlight=False)
        else:
            click.echo(told, err=True)


def followed(pieces: Iterable[Piece], what: str, unit: str, total: int | None) -> Iterator[Piece]:
    """Give the pieces of some work, and show how many of all were given."""
    with Progress(unit) as progress:
        progress.begin(what)
        for count, piece in enumerate(pieces, start=1):
            progress.show(count, count, total)
            yield piece


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Show that something is going on of which nobody knows how long it takes."""
    with Progress("") as progress:
        progress.begin(what)
        yield


def _bar() -> "Bar":
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    return Progress(
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, ratio=2)),
        BarColumn(bar_width=None, table_column=Column(ratio=1)),
        TextColumn("{task.fields[done]}", table_column=Column(no_wrap=True)),
        TimeRemainingColumn(table_column=Column(no_wrap=True)),
        console=console(stderr=True),
        transient=True,
        expand=True,
        # What is written to a pipe or file meanwhile belongs there.
        redirect_stdout=sys.stdout.isatty(),
    )
