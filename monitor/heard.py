"""What was heard of watched articles and not looked at yet, between two threads."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from scraper.article import Article


@dataclass(frozen=True, slots=True)
class Mark:
    """How far was heard when a round began: so many events, up to a position."""

    count: int
    position: str


@dataclass(slots=True)
class _Unseen:
    """An article's events: up to where all before the first was heard, and the last's number."""

    before: Mark
    last: int


class Heard:
    """Articles to look at, and up to where a stream was heard.

    ``position`` is that of which all before was looked at: whoever goes on there misses
    nothing, however this ends.
    """

    def __init__(self, position: str = "") -> None:
        self._lock = threading.Lock()
        self._now = Mark(0, position)
        self._unseen: dict[Article, _Unseen] = {}

    @property
    def position(self) -> str:
        """Up to where all that was heard of was looked at, "" for nowhere."""
        with self._lock:
            marks = (unseen.before for unseen in self._unseen.values())
            return min(marks, key=lambda mark: mark.count, default=self._now).position

    def hear(self, articles: Iterable[Article], position: str) -> None:
        """Note what an event concerns, which may be nothing, and the position after it."""
        with self._lock:
            before, self._now = self._now, Mark(self._now.count + 1, position)
            for article in articles:
                unseen = self._unseen.setdefault(article, _Unseen(before, 0))
                unseen.last = self._now.count

    def mark(self) -> Mark:
        """Tell how far was heard, before a round begins."""
        with self._lock:
            return self._now

    def looked(self, articles: Iterable[Article], since: Mark) -> None:
        """Note what was looked at since a mark; what was heard later is still unseen."""
        with self._lock:
            for article in articles:
                unseen = self._unseen.get(article)
                if unseen and unseen.last <= since.count:
                    del self._unseen[article]
                elif unseen and unseen.before.count < since.count:
                    unseen.before = since

    def unseen(self) -> frozenset[Article]:
        """Give what is still to be looked at."""
        with self._lock:
            return frozenset(self._unseen)
