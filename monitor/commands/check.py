"""``diplowatch check``: one round, as a cron line runs it."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.options import Place, place_options, wait_option
from monitor.commands.outcome import Exit
from monitor.commands.unread import unread

if TYPE_CHECKING:
    from monitor.round import Outcome
    from monitor.settings import Settings
    from reports.report import Failure, Recovery


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be told; store and send nothing.")
@click.option("--exit-code", is_flag=True, help="End with status 1 where there are changes.")
@click.option("--quiet", is_flag=True, help="Say only what begins or ceases to fail.")
@wait_option
@place_options
def check(place: Place, dry_run: bool, exit_code: bool, quiet: bool, wait: float) -> int:
    """Look once at every article, and deliver what is due."""
    settings = place.settings()
    now = datetime.now(UTC)
    outcome = _rehearse(settings, now, wait) if dry_run else _go(settings, now, wait)
    for line in complaints(outcome, only_new=quiet):
        click.echo(f"diplowatch: {line}", err=True)
    if not quiet and not outcome.has_failed:
        click.echo(summary(outcome), err=True)
    if outcome.has_failed:
        return Exit.FAILED
    return Exit.CHANGES if exit_code and outcome.has_changes else Exit.FINE


def _go(settings: "Settings", now: datetime, wait: float) -> "Outcome":
    from monitor.lock import locked
    from monitor.round import go_round
    from monitor.stop import Stop
    from monitor.wiring import watch

    database = Path(settings.database)
    with locked(database, now, wait), watch(settings, os.environ, Stop()) as opened:
        return go_round(opened, now)


def _rehearse(settings: "Settings", now: datetime, wait: float) -> "Outcome":
    from monitor.lock import locked
    from monitor.round import rehearse
    from monitor.stop import Stop
    from monitor.wiring import watch
    from reports.render import text

    database = Path(settings.database)
    if database.exists():
        with locked(database, now, wait), watch(settings, os.environ, Stop()) as opened:
            outcome = rehearse(opened, now)
    else:
        with watch(settings, os.environ, Stop(), database=":memory:") as opened:
            outcome = rehearse(opened, now)
    for report in outcome.reports:
        click.echo(text.render(report))
    return outcome


def complaints(outcome: "Outcome", *, only_new: bool) -> list[str]:
    """Say in a line each what fails, what cannot be read, and what works again.

    With ``only_new`` what failed in the round before already is left out.
    """
    failing = [one.why for one in (outcome.began if only_new else outcome.troubles)]
    blind = [unread(article, problem, "changes") for article, problem in outcome.blind]
    return [*failing, *blind, *began_and_ended((), outcome.ended)]


def began_and_ended(began: Iterable["Failure"], ended: Iterable["Recovery"]) -> list[str]:
    """Say in a line each what begins to fail, and what works again."""
    again = (
        f"{past.what} works again; it had failed since {past.since:%Y-%m-%d %H:%M} UTC"
        for past in ended
    )
    return [*(failure.why for failure in began), *again]


def summary(outcome: "Outcome") -> str:
    """Say in one line what came of a round; what several subscriptions heard is one change."""
    all_news = [news for report in outcome.reports for news in report.news]
    changes = {(news.article, one.kind, one.identity) for news in all_news for one in news.changes}
    upheavals = {(news.article, one.kind, one.what) for news in all_news for one in news.upheavals}
    number = _count(len(changes) + len(upheavals), "change")
    told = f"Looked at {_count(outcome.articles, 'article')}: {number} told"
    return f"{told}, {outcome.pending} pending." if outcome.pending else f"{told}."


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
