"""How far long work has come: a bar on a terminal, one line at the end elsewhere."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


class Progress:
    """Shows one piece of work after another; a context manager.

    ``unit`` names what is counted ("revisions"). Time is the process's own: it is for
    the eyes alone.
    """

    def __init__(self, unit: str) -> None:
        self._bar = _bar(unit) if sys.stderr.isatty() else None
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
            self._task = self._bar.add_task(_plain(what), total=None, count=0, rate="")

    def show(self, count: int, done: float, total: float | None) -> None:
        """Show ``count`` units, and how much of all is done (in any measure), if that is known."""
        if self._bar and self._task is not None:
            rate = f"{count / max(time.monotonic() - self._began, 0.001):,.0f}/s"
            self._bar.update(self._task, completed=done, total=total, count=count, rate=rate)

    def end(self, line: str, count: int = 0) -> None:
        """Say in one line what came of it, or of a part, with the rate of ``count`` units."""
        took = time.monotonic() - self._began
        rate = f", {count / max(took, 0.001):,.0f} a second" if count else ""
        told = _plain(f"{line}{rate}")
        if self._bar:
            self._bar.console.print(told, markup=False, highlight=False)
        else:
            click.echo(told, err=True)


def _bar(unit: str) -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn(f"{{task.fields[count]:,}} {unit}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _plain(text: str) -> str:
    """Take out whatever would steer a terminal: titles are others' text."""
    return "".join(char if char.isprintable() else " " for char in text)
