"""``diplowatch list``: which articles are watched, and what is known of them."""

from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, write
from monitor.commands.options import Place, format_option, place_options

if TYPE_CHECKING:
    from scraper.article import Article
    from storage.history import History

_COLUMNS = ("wiki", "title", "relations", "memberships", "revisions", "newest", "saved_at")
_ON_A_TERMINAL = ("title", "relations", "memberships", "revisions", "date")


@click.command("list")
@format_option("table", "json", "csv")
@place_options
def list_articles(place: Place, form: str) -> None:
    """List the articles of the database, with what their newest revision says."""
    with place.history() as history:
        rows = [_row(article, history) for article in history.articles()]
    if form != "table":
        write(_COLUMNS, rows, form)
    else:
        several = len({row["wiki"] for row in rows}) > 1
        columns = ("wiki", *_ON_A_TERMINAL) if several else _ON_A_TERMINAL
        write(columns, [{**row, "date": str(row["saved_at"] or "")[:10]} for row in rows], form)


def _row(article: "Article", history: "History") -> Row:
    newest = history.newest(article)
    kinds = [fact.kind for fact in history.facts(article) if fact.status != "none"]
    return {
        "wiki": article.wiki,
        "title": article.title,
        "relations": kinds.count("relation"),
        "memberships": kinds.count("membership"),
        "revisions": len(history.known(article)),
        "newest": newest.id if newest else None,
        "saved_at": f"{newest.saved_at:%Y-%m-%dT%H:%M:%SZ}" if newest else None,
    }
