"""Where articles are: under which title, or gone; and what each subscription has heard of that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scraper.article import Article
from storage.history import History


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An article that is not where a subscription last heard it to be.

    ``gone`` says how it is gone, "" where it is there; ``since`` are the times at which it was
    seen that it has its ``article.title``, and that it is gone: None where that is not known.
    """

    article: Article
    gone: str
    title_since: datetime | None
    gone_since: datetime | None
    title_heard: str
    gone_heard: str


class Presence:
    """The presence and whereabouts tables of a history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._database = history.database

    def moved(self, article: Article, now: datetime) -> None:
        """Note that an article was seen to have got its title."""
        self._database.run(
            "INSERT INTO presence VALUES (?, ?, '', NULL)"
            " ON CONFLICT (article) DO UPDATE SET moved_at = excluded.moved_at",
            self._history.registry.certain(article),
            now.isoformat(),
        )

    def gone(self, article: Article, how: str, now: datetime) -> None:
        """Note how an article is gone; since when, if that is new."""
        self._database.run(
            "INSERT INTO presence VALUES (?, NULL, ?, ?) ON CONFLICT (article) DO UPDATE"
            " SET gone = excluded.gone, gone_at = excluded.gone_at WHERE gone <> excluded.gone",
            self._history.registry.certain(article),
            how,
            now.isoformat(),
        )

    def there(self, articles: Iterable[Article]) -> None:
        """Note that articles are there."""
        for (gone,) in self._database.rows("SELECT article FROM presence WHERE gone <> ''"):
            if any(self._history.registry.id(article) == gone for article in articles):
                self._database.run("UPDATE presence SET gone = '' WHERE article = ?", gone)

    def elsewhere(self, subscription: str) -> list[Elsewhere]:
        """List the articles that are not where a subscription last heard them to be."""
        rows = self._database.rows(
            "SELECT article.wiki, article.title, coalesce(presence.gone, ''), moved_at, gone_at,"
            " heard.title, heard.gone FROM heard_presence AS heard"
            " JOIN article ON article.id = heard.article"
            " LEFT JOIN presence ON presence.article = heard.article"
            " WHERE heard.subscription = ?"
            " AND (heard.title, heard.gone) <> (article.title, coalesce(presence.gone, ''))"
            " ORDER BY article.wiki, article.title",
            subscription,
        )
        return [
            Elsewhere(Article(wiki, title), gone, _time(moved_at), _time(gone_at), *heard)
            for wiki, title, gone, moved_at, gone_at, *heard in rows
        ]

    def hear(self, subscription: str, article: Article, title: str, gone: str) -> None:
        """Remember where a subscription has heard an article to be."""
        self._database.run(
            "UPDATE heard_presence SET title = ?1, gone = ?2"
            " WHERE subscription = ?3 AND article = ?4 AND (title, gone) <> (?1, ?2)",
            title,
            gone,
            subscription,
            self._history.registry.certain(article),
        )

    def begin(self, subscription: str) -> None:
        """Count as heard where the articles are of which a subscription was first told."""
        self._database.run(
            "INSERT OR IGNORE INTO heard_presence SELECT subscription, article.id, title, ''"
            " FROM told JOIN article ON article.id = told.article WHERE subscription = ?",
            subscription,
        )


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
