"""Reading exports one after another, here and now: ``diplowatch backfill --from``."""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

import click

if TYPE_CHECKING:
    from monitor.commands.progress import Progress
    from monitor.filling import Filled, Filling
    from scraper.title import Choice

STDIN = "-"


def check_there(names: Sequence[str]) -> None:
    """Refuse files that are not there before anything is read or made."""
    for name in names:
        if name != STDIN and not Path(name).exists():
            raise click.UsageError(f'there is no file "{name}".')


class Export:
    """An export's file, or with "-" standard input, of which is known how much was read.

    ``size`` is in bytes, None where it cannot be known.
    """

    def __init__(self, name: str) -> None:
        from scraper.unpack import open_dump

        self.name = "standard input" if name == STDIN else name
        self._file: BinaryIO = sys.stdin.buffer if name == STDIN else open_dump(Path(name))
        self.size = None if name == STDIN else Path(name).stat().st_size or None
        self.taken = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.name != "standard input":
            self._file.close()

    def read(self, size: int, /) -> bytes:
        """Give at most ``size`` bytes, none at the end."""
        part = self._file.read(size)
        self.taken += len(part)
        return part


def fill_from(
    exports: Sequence[str],
    titles: Sequence[str],
    wiki: str,
    filling: "Filling",
    progress: "Progress",
) -> None:
    """Store the pages of exports that have one of the titles, or all where none is given.

    Raises SettingsError for titles that none of them has, when all else is stored.
    """
    from monitor.commands.chosen import LIKE
    from monitor.settings import SettingsError
    from scraper.title import EVERY_PAGE, Choice, capital, normal

    choice = Choice(tuple(titles)) if titles else EVERY_PAGE
    missing = {capital(normal(title)): title for title in titles}
    for name in exports:
        with Export(name) as export:
            for title in fill(export, choice, wiki, filling, progress):
                missing.pop(capital(title), None)
    if missing:
        named = ", ".join(f'"{title}"' for title in missing.values())
        raise SettingsError(
            f'no page {named} in "{", ".join(exports)}": give whole titles, '
            f'such as "{LIKE.replace("*", "Mongolia")}"'
        )


def fill(
    export: Export, choice: "Choice", wiki: str, filling: "Filling", progress: "Progress"
) -> set[str]:
    """Store the pages of an export that are asked for, and give their titles."""
    from monitor.filling import from_export

    pages: dict[str, Filled] = {}
    added = known = 0
    progress.begin(export.name)
    try:
        for filled in from_export(export, choice, wiki, filling):
            before = pages.get(filled.page.title)
            added += filled.added - (before.added if before else 0)
            known += filled.known - (before.known if before else 0)
            pages[filled.page.title] = filled
            progress.show(added + known, export.taken, export.size)
    finally:
        told = next(iter(pages)) if len(pages) == 1 else f"{len(pages)} pages"
        progress.end(f"{told}: {counts(added, known)}", added + known)
    return set(pages)


def counts(added: int, known: int) -> str:
    """Say how many revisions were added, and how many were there before."""
    noun = "revision" if added == 1 else "revisions"
    return f"{added:,} {noun} added, {known:,} known before"
