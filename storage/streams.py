"""Up to where event streams were heard, so that the next run goes on there."""

from datetime import datetime

from storage.history import History


class Streams:
    """The stream table of a history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._database = history.database

    def position(self, url: str, since: datetime) -> str:
        """Give up to where a stream was heard, "" where that was noted before ``since``."""
        row = self._database.row("SELECT position, saved_at FROM stream WHERE url = ?", url)
        return str(row[0]) if row and datetime.fromisoformat(row[1]) >= since else ""

    def heard(self, url: str, position: str, now: datetime) -> None:
        """Note up to where a stream was heard."""
        with self._history.transaction():
            self._database.run(
                "INSERT INTO stream VALUES (?, ?, ?) ON CONFLICT (url) DO UPDATE SET"
                " position = excluded.position, saved_at = excluded.saved_at",
                url,
                position,
                now.isoformat(),
            )
