"""``diplowatch status``: how the watch is, for people, programs and monitoring."""

import json
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, WriteTime, short_time, time_text, write
from monitor.commands.options import Place, format_option, place_options
from monitor.commands.outcome import Exit

if TYPE_CHECKING:
    from monitor.health import ArticleHealth, Health
    from storage.failures import Failing
    from storage.outbox import Delivery

_ARTICLES = ("wiki", "article", "looked_at", "changed_at", "pending", "blind", "trouble")
_FAILING = ("failing", "since", "times", "why")
_OWED = ("delivery", "to", "state", "attempts", "made_at", "error")


@click.command()
@click.option(
    "--exit-code", is_flag=True, help="End with status 3 where somebody has to look after it."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it into FILE, whole or not at all, and readable by everyone.",
)
@format_option("table", "json", "prometheus")
@place_options
def status(place: Place, exit_code: bool, output: Path | None, form: str) -> int:
    """Tell when each article was looked at, what fails, what waits and what is owed.

    Somebody has to look after it where something fails, where a report is owed for more than
    an hour or was refused, where an article is looked at less often than the settings say, and
    where there was no round yet.
    """
    from monitor.health import health
    from monitor.lock import holder

    settings = place.settings()
    with place.history() as history:
        found = health(settings, history, datetime.now(UTC))
    runs = holder(Path(settings.database))
    if output is None:
        _write(found, runs, form)
    else:
        _write_into(output, found, runs, form)
    return Exit.FAILED if exit_code and not found.is_well else Exit.FINE


def _write_into(output: Path, found: "Health", runs: str, form: str) -> None:
    from reports.deliver.whole import OF_ALL, write_whole

    with redirect_stdout(StringIO()) as text:
        _write(found, runs, form)
    try:
        write_whole(output, text.getvalue().encode(), mode=OF_ALL)
    except OSError as error:
        raise click.FileError(str(output), hint=error.strerror) from error


def _write(found: "Health", runs: str, form: str) -> None:
    if form == "prometheus":
        from importlib import metadata

        from monitor.exposition import exposition

        click.echo(exposition(found, metadata.version("diplowatch")), nl=False)
    elif form == "json":
        click.echo(json.dumps(_document(found, runs), ensure_ascii=False, indent=2))
    else:
        _tables(found, runs)


def _document(found: "Health", runs: str) -> dict[str, object]:
    return {
        "well": found.is_well,
        "running": runs or None,
        "last_round": time_text(found.looked_at),
        "articles": [_article(one, time_text) for one in found.articles],
        "failing": [_failing(one, time_text) for one in found.failing],
        "deliveries": [_owed(one, found, time_text) for one in (*found.owed, *found.refused)],
    }


def _tables(found: "Health", runs: str) -> None:
    articles = [_article(one, short_time) for one in found.articles]
    several = len({row["wiki"] for row in articles}) > 1
    write(_ARTICLES if several else _ARTICLES[1:], articles, "table")
    failing = [_failing(one, short_time) for one in found.failing]
    owed = [_owed(one, found, short_time) for one in (*found.owed, *found.refused)]
    for columns, rows in ((_FAILING, failing), (_OWED, owed)):
        if rows:
            click.echo()
            write(columns, rows, "table")
    click.echo()
    click.echo(summary(found, runs))


def summary(found: "Health", runs: str) -> str:
    """Say in one line how the watch is."""
    if found.looked_at is None:
        last = "No round has looked at anything yet"
        last += "." if found.failing else ': run "diplowatch check".'
    else:
        last = f"The last round was at {found.looked_at:%Y-%m-%d %H:%M} UTC."
    running = f" One runs now: {runs}." if runs else ""
    wants = (
        (found.failing, "thing that fails", "things that fail"),
        (found.late, "article that is late", "articles that are late"),
        (found.overdue, "report that is overdue", "reports that are overdue"),
        (found.refused, "report that was refused", "reports that were refused"),
    )
    told = [f"{len(some)} {several if some[1:] else one}" for some, one, several in wants if some]
    well = f"To be looked after: {', '.join(told)}." if told else "All is well."
    return f"{last}{running} {well}" if found.looked_at else f"{last}{running}"


def _article(one: "ArticleHealth", write_time: WriteTime) -> Row:
    trouble = one.failing.what if one.failing else "late" if one.late else ""
    return {
        "wiki": one.article.wiki,
        "article": one.article.title,
        "looked_at": write_time(one.looked_at),
        "changed_at": write_time(one.changed_at),
        "pending": one.pending,
        "blind": one.blind,
        "trouble": trouble,
    }


def _failing(one: "Failing", write_time: WriteTime) -> Row:
    return {
        "failing": one.key,
        "since": write_time(one.began_at),
        "times": one.times,
        "why": one.what,
    }


def _owed(one: "Delivery", found: "Health", write_time: WriteTime) -> Row:
    from monitor.post import destination

    state = "overdue" if one in found.overdue else one.state
    return {
        "delivery": one.id,
        "report": one.report_id,
        "to": destination(one),
        "state": "refused" if state == "failed" else state,
        "attempts": one.attempts,
        "made_at": write_time(one.made_at),
        "error": one.error,
    }
