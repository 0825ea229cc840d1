"""What has changed, but has not stood for long enough to be told."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime

from monitor.interest import narrowed, wants
from monitor.look import Seen
from monitor.news import unheard
from monitor.settings import Settings, Subscription
from reports.report import ArticleNews
from reports.wording import says
from scraper.article import Article, Revision
from storage.history import History
from storage.told import Told


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change, or many together, that a subscription hears of later, if it still stands then."""

    due_at: datetime | None
    subscription: str
    article: Article
    name: str
    change: str
    revision: Revision | None


def waiting(settings: Settings, history: History, now: datetime) -> list[Waiting]:
    """List what waits in the articles that are watched, the first due first."""
    listed = frozenset(settings.listed)
    found = [
        one
        for subscription in settings.subscriptions
        for one in _waiting(subscription, history, listed, now)
    ]
    return sorted(found, key=lambda one: one.due_at or now)


def _waiting(
    subscription: Subscription, history: History, listed: Set[Article], now: datetime
) -> Iterator[Waiting]:
    told = Told(history)
    for article in history.articles():
        # Who has not been told anything yet hears that watching begins, and no changes.
        titles = history.registry.titles(article)
        wanted = wants(subscription, titles) and not listed.isdisjoint(titles)
        if wanted and subscription.name in told.subscriptions(article):
            news = unheard(subscription, Seen(article), history, listed, now).news
            yield from _of_article(subscription.name, narrowed(subscription, news))


def _of_article(subscription: str, news: ArticleNews) -> Iterator[Waiting]:
    for one in news.pending:
        said = says(one.change).replace("\N{NO-BREAK SPACE}", " ")
        revision = one.change.revision
        yield Waiting(one.due_at, subscription, news.article, one.change.name, said, revision)
    for upheaval in news.held:
        name = f"{upheaval.kind}s"
        said = f"{len(upheaval.facts)} of {upheaval.of} {upheaval.what} together"
        yield Waiting(upheaval.due_at, subscription, news.article, name, said, upheaval.revision)
