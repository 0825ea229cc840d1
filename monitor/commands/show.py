"""``diplowatch show``: what an article says, or said."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, write
from monitor.commands.options import Moment, Place, format_option, place_options

if TYPE_CHECKING:
    from scraper.snapshot import Fact

_COLUMNS = ("kind", "name", "status", "since", "dates", "section", "note", "identity", "references")
_ON_A_TERMINAL = ("kind", "name", "status", "since", "section")


@click.command()
@click.argument("article")
@click.option("--as-of", type=Moment(last=True), help="As it stood at the end of this day (UTC).")
@click.option("--revision", type=click.IntRange(min=1), metavar="ID", help="As of one revision.")
@format_option("table", "json", "csv")
@place_options
def show(
    place: Place, article: str, as_of: datetime | None, revision: int | None, form: str
) -> None:
    """Show what ARTICLE says of relations and memberships, now or then.

    ARTICLE is a title, a subject ("Mongolia") or WIKI:TITLE.
    """
    if as_of is not None and revision is not None:
        raise click.UsageError("Give --as-of or --revision, not both.")
    with place.history() as history:
        found = history.find(article)
        if as_of is None and revision is None:
            facts = history.facts(found)
        else:
            facts = history.reading(found, at=as_of, revision=revision)
    write(_ON_A_TERMINAL if form == "table" else _COLUMNS, [_row(fact) for fact in facts], form)


def _row(fact: "Fact") -> Row:
    return {
        "kind": fact.kind,
        "identity": fact.identity,
        "name": fact.name,
        "since": fact.since,
        "dates": list(fact.dates),
        "status": fact.status,
        "section": fact.section,
        "note": fact.note,
        "references": list(fact.references),
    }
