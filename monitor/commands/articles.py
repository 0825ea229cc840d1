"""``diplowatch list``: which articles are watched, and what is known of them."""

from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, write
from monitor.commands.options import Place, format_option, place_options

if TYPE_CHECKING:
    from storage.history import History
    from storage.overview import Overview

_COLUMNS = ("wiki", "title", "relations", "memberships", "revisions", "newest", "saved_at")
_ON_A_TERMINAL = ("title", "relations", "memberships", "revisions", "date")


@click.command("list")
@format_option("table", "json", "csv")
@place_options
def list_articles(place: Place, form: str) -> None:
    """List the articles of the database, with what their newest revision says.

    Of relations those are counted that are established.
    """
    from storage.overview import overviews

    with place.history() as history:
        rows = [_row(one, history) for one in overviews(history)]
    if form != "table":
        write(_COLUMNS, rows, form)
    else:
        several = len({row["wiki"] for row in rows}) > 1
        columns = ("wiki", *_ON_A_TERMINAL) if several else _ON_A_TERMINAL
        write(columns, [{**row, "date": str(row["saved_at"] or "")[:10]} for row in rows], form)


def _row(one: "Overview", history: "History") -> Row:
    newest = history.newest(one.article)
    return {
        "wiki": one.article.wiki,
        "title": one.article.title,
        "relations": one.relations,
        "memberships": one.memberships,
        "revisions": one.revisions,
        "newest": newest.id if newest else None,
        "saved_at": f"{newest.saved_at:%Y-%m-%dT%H:%M:%SZ}" if newest else None,
    }
