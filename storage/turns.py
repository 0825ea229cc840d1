"""When it was each subscription's turn to be told."""

from datetime import datetime

from storage.history import History


class Turns:
    """The turn table of a history."""

    def __init__(self, history: History) -> None:
        self._database = history.database

    def last(self, subscription: str) -> datetime | None:
        """Give when it was last a subscription's turn to be told; None if it never was."""
        row = self._database.row("SELECT at FROM turn WHERE subscription = ?", subscription)
        return datetime.fromisoformat(row[0]) if row else None

    def note(self, subscription: str, now: datetime) -> None:
        """Note that it was a subscription's turn."""
        self._database.run(
            "INSERT OR REPLACE INTO turn VALUES (?, ?)", subscription, now.isoformat()
        )
