"""``diplowatch pending``: what has changed, but has not stood for long enough to be told."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, write
from monitor.commands.options import Place, format_option, place_options

if TYPE_CHECKING:
    from monitor.waiting import Waiting

_COLUMNS = ("due_at", "subscription", "article", "name", "change", "revision", "user")


@click.command()
@format_option("table", "json", "csv")
@place_options
def pending(place: Place, form: str) -> None:
    """List the changes that are told later, if they still stand then, the first due first."""
    from monitor.waiting import waiting

    settings = place.settings()
    with place.history() as history:
        found = waiting(settings, history, datetime.now(UTC))
    write(_COLUMNS, list(map(_row, found)), form)


def _row(waiting: "Waiting") -> Row:
    return {
        "due_at": f"{waiting.due_at:%Y-%m-%dT%H:%M:%SZ}" if waiting.due_at else "",
        "subscription": waiting.subscription,
        "article": waiting.article.title,
        "name": waiting.name,
        "change": waiting.change,
        "revision": waiting.revision.id if waiting.revision else None,
        "user": waiting.revision.user if waiting.revision else None,
    }
