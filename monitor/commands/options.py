"""Options that many commands share, and what they lead to."""

import functools
import math
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

if TYPE_CHECKING:
    from monitor.settings import Settings
    from scraper.parse import Parser
    from storage.history import History

_Command = Callable[..., int | None]

_SETTLE_HOURS = 6


@dataclass(frozen=True)
class Place:
    """Which settings and which database a command is to use, as far as its options say."""

    config: Path | None
    db: Path | None

    def settings(self) -> "Settings":
        """Read the settings file, with the database that --db names in place of its own."""
        from msgspec.structs import replace

        from monitor.settings_file import load

        settings = load(self.file())
        return settings if self.db is None else replace(settings, database=str(self.db))

    def file(self) -> Path:
        """Find the settings file."""
        from monitor.settings_file import find

        return find(self.config, os.environ)

    def database(self) -> Path:
        """Give the database, which needs no settings where --db names it."""
        if self.db:
            return self.db
        from monitor.settings import SettingsError

        try:
            self.file()
        except SettingsError as error:
            raise SettingsError(f"{error}; or name a database with --db") from error
        return Path(self.settings().database)

    def parser(self) -> "Parser":
        """Make a parser that knows the wikis' languages, as far as there are settings."""
        from monitor.settings import SettingsError
        from monitor.settings_file import find
        from scraper.parse import Parser

        try:
            find(self.config, os.environ)
        except SettingsError:
            return Parser()
        return Parser(self.settings().languages)

    def history(self, *, to_write: bool = False) -> "History":
        """Open the database that is there; SettingsError where there is none.

        Whoever only asks leaves the file as it is, unless an earlier version wrote it.
        """
        from monitor.settings import SettingsError
        from storage.database import DatabaseEmpty, DatabaseOlder
        from storage.history import History

        path = self.database()
        if not path.is_file():
            raise SettingsError(
                f'no database "{path}": "diplowatch check" makes it, or name another with --db'
            )
        if not path.stat().st_size:
            raise DatabaseEmpty(str(path))
        read = self.parser().read
        if not (to_write and _is_writable(path)):
            try:
                return History(path, read=read, read_only=True)
            except DatabaseOlder:
                if not _is_writable(path):
                    raise
        return History(path, read=read)


def _is_writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def place_options(command: _Command) -> _Command:
    """Add --config and --db, which reach the command as one ``place``."""

    @functools.wraps(command)
    def placed(*, config: Path | None, db: Path | None, **others: object) -> int | None:
        return command(place=Place(config, db), **others)

    path = click.Path(dir_okay=False, path_type=Path)
    config = click.option(
        "--config",
        metavar="FILE",
        type=path,
        help="Settings, else diplowatch.toml here, else in the user's configuration folder.",
    )
    db = click.option(
        "--db", metavar="FILE", type=path, help="Database, else the one that the settings name."
    )
    return config(db(placed))


def format_option(
    *choices: str,
) -> Callable[[Callable[..., int | None]], Callable[..., int | None]]:
    """Add --format with these choices, as ``form``; the first is the usual one."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="How to write it.",
    )


ID = click.IntRange(1, 2**63 - 1)
"""The number of a revision, report or delivery: as large as SQLite's."""


class Host(click.ParamType[str]):
    """A wiki's host name, as the settings take it."""

    name = "HOST"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Refuse an address ("https://en.wikipedia.org") and the like."""
        from monitor.sense import host_problem

        host = str(value)
        if host and (problem := host_problem(host)):
            self.fail(problem, param, ctx)
        return host


class Number(click.FloatRange):
    """A number within bounds; "nan" and "inf", which pass for floats, are none."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number as click does."""
        number = super().convert(cast("float", value), param, ctx)
        if not math.isfinite(number):
            self.fail(f'"{value}" is no number', param, ctx)
        return number


def wait_option(command: _Command) -> _Command:
    """Add --wait, as ``wait`` in seconds."""
    return click.option(
        "--wait",
        metavar="SECONDS",
        type=Number(min=0),
        default=30,
        show_default=True,
        help="How long to wait for another run to end.",
    )(command)


def settled_options(command: _Command) -> _Command:
    """Add --settled and --settle-hours, which reach the command as one ``settled``."""

    @functools.wraps(command)
    def timed(*, settled: bool, settle_hours: float | None, **others: object) -> int | None:
        if settle_hours is not None and not settled:
            raise click.UsageError(
                "--settle-hours is the settle time of --settled: give that, too."
            )
        hours = timedelta(hours=_SETTLE_HOURS if settle_hours is None else settle_hours)
        return command(settled=hours if settled else None, **others)

    flag = click.option(
        "--settled", is_flag=True, help="Only what had stood for the settle time by then."
    )
    hours = click.option(
        "--settle-hours",
        metavar="HOURS",
        type=Number(0, 24 * 366),
        help=f"The settle time, with --settled.  [default: {_SETTLE_HOURS}]",
    )
    return flag(hours(timed))


class Moment(click.ParamType[datetime]):
    """A point in time, UTC where no zone is given; a bare date is its first or last instant."""

    name = "DATE"

    def __init__(self, *, last: bool = False) -> None:
        self._last = last

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read a moment as ``read_moment`` does."""
        from monitor.moments import read_moment

        try:
            return read_moment(str(value), last=self._last)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def check_order(since: datetime | None, until: datetime | None) -> None:
    """Refuse a span that ends before it begins."""
    if since and until and since > until:
        raise click.UsageError(f"--since {since:%Y-%m-%d} is after --until {until:%Y-%m-%d}.")
