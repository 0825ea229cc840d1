"""What the daemon is to do, as times, signals and events bring it: one list, one worker."""

import queue
from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.article import Article


@dataclass(frozen=True, slots=True)
class Look:
    """Articles that are to be looked at, since when.

    They may be looked at ``within`` a time, together with what is due by then; for None
    chance delays it.
    """

    articles: frozenset[Article]
    due_at: datetime
    within: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """What is owed may be due to be sent."""


@dataclass(frozen=True, slots=True)
class Reread:
    """The settings may have changed."""


Wish = Look | Post | Reread


class Agenda:
    """Wishes in the order in which they came; any thread and any signal handler may add one."""

    def __init__(self) -> None:
        # The one queue whose put() may interrupt itself, as a signal handler does.
        self._wishes: queue.SimpleQueue[Wish | None] = queue.SimpleQueue()

    def put(self, wish: Wish) -> None:
        """Add a wish."""
        self._wishes.put(wish)

    def wake(self) -> None:
        """Let who waits for a wish go on without one."""
        self._wishes.put(None)

    def take(self, patience: float) -> Wish | None:
        """Take the next wish; None after ``patience`` seconds without one, or when woken."""
        try:
            return self._wishes.get(timeout=patience)
        except queue.Empty:
            return None
