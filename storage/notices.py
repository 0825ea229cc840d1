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

    def unheard(self, subscription: str, article: Article) -> tuple[str, ...]:
        """Give an article's notices that a subscription has not been told, the oldest first.

        A new subscription is told none of what was before it.
        """
        rows = self._database.rows(
            "SELECT text FROM notice, heard WHERE subscription = ? AND article = ?"
            " AND notice.id > heard.notice ORDER BY notice.id",
            subscription,
            self._history.registry.id(article),
        )
        return tuple(text for (text,) in rows)

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
