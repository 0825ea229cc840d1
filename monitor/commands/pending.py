"""``diplowatch pending``: what has changed, but has not stood for long enough to be told."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, write
from monitor.commands.options import Place, format_option, place_options

if TYPE_CHECKING:
    from monitor.settings import Subscription
    from reports.report import ArticleNews
    from storage.history import History

_COLUMNS = ("due_at", "subscription", "article", "name", "change", "revision", "user")


@click.command()
@format_option("table", "json", "csv")
@place_options
def pending(place: Place, form: str) -> None:
    """List the changes that are told later, if they still stand then, the first due first."""
    settings = place.settings()
    now = datetime.now(UTC)
    with place.history() as history:
        rows = [
            row
            for subscription in settings.subscriptions
            for row in _waiting(subscription, history, now)
        ]
    write(_COLUMNS, sorted(rows, key=lambda row: str(row["due_at"])), form)


def _waiting(subscription: "Subscription", history: "History", now: datetime) -> Iterator[Row]:
    from monitor.interest import narrowed, wants
    from monitor.look import Seen
    from monitor.news import unheard

    for article in history.articles():
        if wants(subscription, history.registry.titles(article)):
            news = unheard(subscription, Seen(article), history, now).news
            if news.baseline is None:
                yield from _rows(subscription.name, narrowed(subscription, news))


def _rows(subscription: str, news: "ArticleNews") -> Iterator[Row]:
    from reports.wording import says

    for waiting in news.pending:
        revision = waiting.change.revision
        yield {
            "due_at": f"{waiting.due_at:%Y-%m-%dT%H:%M:%SZ}",
            "subscription": subscription,
            "article": news.article.title,
            "name": waiting.change.name,
            "change": says(waiting.change).replace("\xa0", " "),
            "revision": revision.id if revision else None,
            "user": revision.user if revision else None,
        }
    for upheaval in news.held:
        yield {
            "due_at": f"{upheaval.due_at:%Y-%m-%dT%H:%M:%SZ}" if upheaval.due_at else "",
            "subscription": subscription,
            "article": news.article.title,
            "name": f"{upheaval.kind}s",
            "change": f"{len(upheaval.facts)} of {upheaval.of} {upheaval.what} together",
            "revision": upheaval.revision.id,
            "user": upheaval.revision.user,
        }
