"""A wiki out of an XML export, which can be turned back to any moment of its history."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from scraper import dump
from scraper.article import Article, Revision
from scraper.resolve import ArticleMissing
from scraper.unpack import Source as Export
from scraper.wiki import Head, WikiError


class Replay:
    """Answers like a wiki (``monitor.look.Source``) as it was at ``now``."""

    def __init__(self, export: Export) -> None:
        self.now = datetime.max.replace(tzinfo=UTC)
        pages = [(article, tuple(revisions)) for article, revisions in dump.read(export)]
        self._pages = {article.title: (article, revisions) for article, revisions in pages}

    def edits(self) -> list[tuple[Article, Revision]]:
        """List the edits of all articles, oldest first."""
        edits = [(article, one) for article, revisions in self._pages.values() for one in revisions]
        return sorted(edits, key=lambda edit: (edit[1].saved_at, edit[1].id))

    def heads(self, titles: Sequence[str]) -> dict[str, Head | WikiError]:
        """Give the newest revision of each title."""
        return {title: self._head(title) for title in titles}

    def revisions(self, title: str, since: datetime | None = None) -> Iterator[Revision]:
        """Give the revisions saved at or after ``since``, oldest first."""
        _, revisions = self._pages[title]
        for revision in revisions:
            if (since is None or revision.saved_at >= since) and revision.saved_at <= self.now:
                yield revision

    def as_of(self, title: str, at: datetime) -> Revision | None:
        """Give the newest revision saved at or before a time."""
        return max(
            (one for one in self.revisions(title) if one.saved_at <= at),
            key=lambda one: (one.saved_at, one.id),
            default=None,
        )

    def reverted(self, _ids: Iterable[int]) -> set[int]:
        """Know of no tags: identical texts tell what was undone."""
        return set()

    def title_of(self, _revision: Revision) -> str | None:
        """Know of no other page."""
        return None

    def stable(self, _titles: Iterable[str]) -> dict[str, int]:
        """Know of no reviewers."""
        return {}

    def _head(self, title: str) -> Head | WikiError:
        if title not in self._pages or not (revisions := list(self.revisions(title))):
            return ArticleMissing("the export", title, "")
        article, _ = self._pages[title]
        return Head(article, title, 0, revisions[-1])
