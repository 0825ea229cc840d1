"""What happened to articles as a whole, and up to where each subscription has heard of it."""

from datetime import datetime

from scraper.article import Article
from storage.history import History


class Notices:
    """The notice and heard tables of a history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._database = history.database

    def post(self, article: Article, text: str, now: datetime) -> None:
        """Note what happened to an article: "The article was moved from ..."."""
        with self._history.transaction():
            self._database.run(
                "INSERT INTO notice (article, text, made_at) VALUES (?, ?, ?)",
                self._history.registry.certain(article),
                text,
                now.isoformat(),
            )

    def has_any(self, article: Article, since: datetime) -> bool:
        """Tell whether there is a notice about an article, made at that time or later."""
        row = self._database.row(
            "SELECT 1 FROM notice WHERE article = ? AND made_at >= ?",
            self._history.registry.id(article),
            since.isoformat(),
        )
        return row is not None

    def unheard(self, subscription: str) -> dict[Article, tuple[str, ...]]:
        """Give the notices that a subscription has not been told, by article, in order.

        A new subscription is told none of what was before it.
        """
        rows = self._database.rows(
            "SELECT wiki, title, text FROM heard JOIN notice ON notice.id > heard.notice"
            " JOIN article ON article.id = notice.article WHERE subscription = ?"
            " ORDER BY notice.id",
            subscription,
        )
        found: dict[Article, tuple[str, ...]] = {}
        for wiki, title, text in rows:
            article = Article(wiki, title)
            found[article] = (*found.get(article, ()), text)
        return found

    def last_turn(self, subscription: str) -> datetime | None:
        """Give when it was last a subscription's turn to be told; None if it never was."""
        row = self._database.row("SELECT made_at FROM heard WHERE subscription = ?", subscription)
        return datetime.fromisoformat(row[0]) if row else None

    def heard(self, subscription: str, now: datetime) -> None:
        """Note that a subscription has been told all there is."""
        with self._history.transaction():
            self._database.run(
                "INSERT INTO heard SELECT ?, ?, coalesce(max(id), 0) FROM notice WHERE true"
                " ON CONFLICT (subscription) DO UPDATE SET made_at = excluded.made_at,"
                " notice = excluded.notice",
                subscription,
                now.isoformat(),
            )
