"""``diplowatch show``: what an article says, or said."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from monitor.commands.gap import tell_gap
from monitor.commands.listing import Row, write
from monitor.commands.options import (
    ID,
    Moment,
    Place,
    format_option,
    place_options,
    settled_options,
)

if TYPE_CHECKING:
    from scraper.snapshot import Fact

_COLUMNS = ("kind", "name", "status", "since", "dates", "section", "note", "identity", "references")
_ON_A_TERMINAL = ("kind", "name", "status", "since", "section")


@click.command()
@click.argument("article")
@click.option(
    "--as-of",
    type=Moment(last=True),
    help="As it stood at the end of this day, month or year (UTC).",
)
@click.option("--revision", type=ID, metavar="ID", help="As of one revision.")
@settled_options
@format_option("table", "json", "csv")
@place_options
def show(
    place: Place,
    article: str,
    as_of: datetime | None,
    revision: int | None,
    settled: timedelta | None,
    form: str,
) -> None:
    """Show what ARTICLE says of relations and memberships, now or then.

    ARTICLE is a title, a subject ("Mongolia"), either with its wiki before it (WIKI:TITLE), or
    the address of its page. What it said at a time may be a vandal's work, or an edit of a
    minute: with --settled it is what had stood then.
    """
    if (as_of is not None or settled is not None) and revision is not None:
        raise click.UsageError("Give --revision, or --as-of and --settled.")
    with place.history() as history:
        found = history.find(article)
        if settled is not None:
            from storage.settled import settled_facts

            facts = settled_facts(history, found, settled, as_of or datetime.now(UTC))
        elif as_of is None and revision is None:
            facts = history.facts(found)
        else:
            facts = history.reading(found, at=as_of, revision=revision)
        if settled is None and (point := as_of or revision):
            tell_gap(history, found, point)
    write(_ON_A_TERMINAL if form == "table" else _COLUMNS, [_row(fact) for fact in facts], form)


def _row(fact: "Fact") -> Row:
    from storage.rows import columns

    return {**columns(fact), "dates": list(fact.dates), "references": list(fact.references)}
