"""Taking what a small history says into the database: rows where it can be, else revisions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from monitor.filling import Filling, from_page
from scraper.article import Article, Revision
from storage.history import History
from storage.shard import copy
from storage.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Taken:
    """How many revisions were added, and how many were known before."""

    added: int = 0
    known: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.added + other.added, self.known + other.known)


def take(shard: History, to: Filling) -> Taken:
    """Take all articles of a small history; raises StorageError.

    Pages that are not known yet under any of their titles are copied, in one transaction;
    of others the revisions that are missing are read again.
    """
    taken = Taken()
    articles = {article: _is_new(article, shard, to.history) for article in shard.articles()}
    with to.history.transaction():
        for article, is_new in articles.items():
            if is_new:
                taken += Taken(copy(article, shard, to.history))
    for article, is_new in articles.items():
        if not is_new:
            taken += _added(article, shard, to)
    _note_titles(shard, to.history)
    return taken


def _is_new(article: Article, shard: History, history: History) -> bool:
    if history.registry.id(article) is not None:
        return False
    times = {one.id: one.saved_at for one in shard.revisions(article)}
    return not Upkeep(history).holders(article.wiki, times)


def _added(article: Article, shard: History, to: Filling) -> Taken:
    """Take the revisions that are missing of a page, or of two that turn out to be one."""
    added = Taken()
    for filled in from_page(article, _revisions(article, shard), to):
        added = Taken(filled.added, filled.known)
    return added


def _revisions(article: Article, shard: History) -> Iterator[Revision]:
    for revision in shard.revisions(article):
        yield replace(revision, text=shard.text(article, revision.id))


def _note_titles(shard: History, history: History) -> None:
    for name, article in shard.registry.by_title().items():
        if name != str(article):
            Upkeep(history).also_known_as(article, name.removeprefix(f"{article.wiki}:"))
