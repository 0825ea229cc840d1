"""``diplowatch timeline``: all that was ever said of one counterpart or organisation."""

from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, write
from monitor.commands.options import Place, format_option, place_options
from monitor.commands.provenance import COLUMNS, row_of

if TYPE_CHECKING:
    from scraper.snapshot import Kind
    from storage.changelog import Period

_IN_ONE = ("from", "until", "name", "status", "since", "edit", "ended by")
_ON_A_TERMINAL = ("from", "until", "article", "name", "status", "since", "edit", "ended by")


@click.command()
@click.argument("name", metavar="COUNTERPART|ORGANISATION")
@click.option("--article", metavar="ARTICLE", help="What one article says of it.")
@click.option("--kind", type=click.Choice(["relation", "membership"]), help="Of one kind.")
@format_option("table", "json", "csv")
@place_options
def timeline(place: Place, name: str, article: str | None, kind: "Kind | None", form: str) -> None:
    """List all that articles ever said of one state or organisation.

    When each value appeared, when it changed or vanished, and by which edit; what was
    reverted is left out. By any of its names ("Swaziland", "Eswatini") or its identity
    ("SWZ", "wto").
    """
    from monitor.commands.names import identity_of

    with place.history() as history:
        one = None if article is None else history.find(article)
        periods = history.timeline(identity_of(name, kind, history), article=one, kind=kind)
    if form != "table":
        write(COLUMNS, [row_of(period) for period in periods], form)
    else:
        several = len({period.article for period in periods}) > 1
        write(_ON_A_TERMINAL if several else _IN_ONE, [_short(one) for one in periods], form)


def _short(period: "Period") -> Row:
    begun, ended = period.begun, period.ended
    return {
        "from": f"{begun.saved_at:%Y-%m-%d}",
        "until": f"{ended.saved_at:%Y-%m-%d}" if ended else "",
        "article": period.article.subject,
        "name": period.fact.name,
        "status": period.fact.status,
        "since": period.fact.since,
        "edit": f"{begun.id} by {begun.user or '(hidden)'}",
        "ended by": f"{ended.id} by {ended.user or '(hidden)'}" if ended else "",
    }
