"""A history played back: a wiki of one page, which can be turned on to any later moment."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from scraper.article import Article, Revision
from scraper.resolve import ArticleMissing
from scraper.wiki import Head, WikiError


class Playback:
    """Answers like a wiki (``monitor.look.Source``) at the time of the last round.

    Revisions come oldest first and are let go once they were asked for, so that a history
    of a gigabyte needs little memory.
    """

    def __init__(self, article: Article, revisions: Iterable[Revision]) -> None:
        self.article = article
        self.edits = 0
        self._coming = iter(revisions)
        self._next = next(self._coming, None)
        self._here: list[Revision] = []
        self._now = self._next.saved_at if self._next else datetime.now(UTC)
        self.waits = False

    def turn_on(self, every: timedelta) -> datetime | None:
        """Go on to the next round; None after the last.

        Where nothing ``waits`` it is the first after the next edit, else the very next.
        """
        if self._next is None and not self.waits:
            return None
        if self._next and not self.waits:
            rounds = (self._next.saved_at - self._now) // every
            self._now += every * rounds
        self._now += every
        self._here = self._here[-1:]
        while self._next and self._next.saved_at <= self._now:
            self._here.append(self._next)
            self.edits += 1
            self._next = next(self._coming, None)
        return self._now

    def heads(self, titles: Sequence[str]) -> dict[str, Head | WikiError]:
        return {title: self._head(title) for title in titles}

    def revisions(self, title: str, since: datetime | None = None) -> Iterator[Revision]:
        return (one for one in self._here if since is None or one.saved_at >= since)

    def as_of(self, title: str, at: datetime) -> Revision | None:
        return max((one for one in self._here if one.saved_at <= at), key=_moment, default=None)

    def reverted(self, ids: Iterable[int]) -> set[int]:
        return set()

    def title_of(self, revision: Revision) -> str | None:
        return None

    def stable(self, titles: Iterable[str]) -> dict[str, int]:
        return {}

    def _head(self, title: str) -> Head | WikiError:
        if title != self.article.title or not self._here:
            return ArticleMissing(self.article.wiki, title, "")
        return Head(self.article, title, 0, self._here[-1])


def _moment(revision: Revision) -> tuple[datetime, int]:
    return revision.saved_at, revision.id
