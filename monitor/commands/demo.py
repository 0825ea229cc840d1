"""``diplowatch demo``: the main job on an embedded sample, without a network."""

import shutil
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from monitor.replay import Replay
    from monitor.round import Outcome, Watch
    from scraper.article import Revision

_SAMPLE = "mongolia.xml"
_DATABASE = "demo.db"
_A_MOMENT = timedelta(minutes=1)


@click.command()
@click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-reports")
)
def demo(folder: Path) -> None:
    """Play the embedded sample: an article's edits, and what is told of each.

    The reports are shown on the screen and written to FOLDER (demo-reports), beside the
    database. No network is needed.
    """
    from monitor.replay import Replay

    with files("monitor").joinpath("sample", _SAMPLE).open("rb") as export:
        replay = Replay(export)
    _clear(folder)
    with _watch(replay, folder) as watch:
        for number, (_, edit) in enumerate(replay.edits(), start=1):
            click.secho(_heading(number, len(replay.edits()), edit), bold=True)
            click.echo()
            click.echo(_silence(_play(replay, edit, watch)))
    _farewell(folder)


def _clear(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        folder.joinpath(_DATABASE + suffix).unlink(missing_ok=True)


@contextmanager
def _watch(replay: "Replay", folder: Path) -> Iterator["Watch"]:
    from monitor.channels import Channels
    from monitor.round import Watch
    from monitor.settings import FileChannel, Format, StdoutChannel, Subscription
    from monitor.stop import Stop
    from scraper.parse import Parser
    from storage.history import History

    formats: tuple[Format, ...] = ("text", "markdown", "html", "json")
    in_files = (FileChannel(str(folder), form) for form in formats)
    article = replay.edits()[0][0]
    parser = Parser()
    with History(folder / _DATABASE, read=parser.read) as history:
        yield Watch(
            titles={article.wiki: (article.title,)},
            sources={article.wiki: replay},
            history=history,
            parser=parser,
            subscriptions=(Subscription("demo", (StdoutChannel(), *in_files)),),
            channels=Channels(),
            installation="demo",
            stop=Stop(),
        )


def _play(replay: "Replay", edit: "Revision", watch: "Watch") -> list["Outcome"]:
    """Look just after an edit, and once it has stood, if nobody edits before."""
    from monitor.round import go_round

    settle_time = watch.subscriptions[0].settle_time
    later = [one.saved_at for _, one in replay.edits() if one.saved_at > edit.saved_at]
    outcomes = []
    for replay.now in (edit.saved_at + _A_MOMENT, edit.saved_at + settle_time + _A_MOMENT):
        if not later or replay.now < later[0]:
            outcomes.append(go_round(watch, replay.now))
    return outcomes


def _heading(number: int, of: int, edit: "Revision") -> str:
    when = f"{edit.saved_at:%d %B %Y, %H:%M}".lstrip("0")
    said = f"# Edit {number} of {of}, {when} UTC, {edit.user}: {edit.comment}"
    return textwrap.fill(said, 80, subsequent_indent="# ")


def _silence(outcomes: list["Outcome"]) -> str:
    """Say why there was no report, after the reports that there were."""
    if any(outcome.reports for outcome in outcomes):
        return ""
    if outcomes[-1].pending:
        return "No report: it is not known yet whether this will last.\n"
    return "No report: no fact has changed.\n"


def _farewell(folder: Path) -> None:
    click.secho("# That was all", bold=True)
    click.echo(f"\n{folder} has the reports as text, Markdown, HTML and JSON, and the database:\n")
    for question in ("show Mongolia --as-of 2016-01-01", "changes Mongolia --since 2013-01-01"):
        click.echo(f"    {_program()} {question} --db {folder / _DATABASE}")


def _program() -> str:
    """Name the program as it can be typed: "make demo" puts it into .venv alone."""
    names = ("diplowatch", ".venv/bin/diplowatch")
    return next(filter(shutil.which, names), names[0])
