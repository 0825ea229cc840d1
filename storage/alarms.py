"""What each subscription was told of what fails."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.history import History


@dataclass(frozen=True, slots=True)
class Alarm:
    """A failure as it was told: its ``key``, since when, and whether also that it lasts."""

    key: str
    began_at: datetime
    has_lasted: bool = False


class Alarms:
    """The alarm table of a history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._database = history.database

    def told(self, subscription: str) -> dict[str, Alarm]:
        """Give what a subscription knows to fail, by key."""
        rows = self._database.rows(
            "SELECT key, began_at, has_lasted FROM alarm WHERE subscription = ? ORDER BY key",
            subscription,
        )
        return {
            key: Alarm(key, datetime.fromisoformat(began_at), bool(has_lasted))
            for key, began_at, has_lasted in rows
        }

    def tell(self, subscription: str, alarms: Iterable[Alarm]) -> None:
        """Remember these, and no others, as told."""
        with self._history.transaction():
            self._database.run("DELETE FROM alarm WHERE subscription = ?", subscription)
            for alarm in alarms:
                self._database.run(
                    "INSERT INTO alarm VALUES (?, ?, ?, ?)",
                    subscription,
                    alarm.key,
                    alarm.began_at.isoformat(),
                    int(alarm.has_lasted),
                )
