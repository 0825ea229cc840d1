"""Putting revisions into the history as a source gives them, such as an export's pages.

Some revisions at a time go into the history, each time in one transaction: killed
anywhere, the next run goes on with those that are missing. None of it is news: what was
told of an article stays, and an article that nobody was told of begins with a baseline.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from monitor.stop import Stop
from scraper import dump
from scraper.article import Article, Revision
from scraper.parse import Parser
from scraper.title import Choice
from scraper.unpack import Source as Export
from storage.history import History
from storage.upkeep import Upkeep

_MOST_AT_ONCE = 500
_MOST_CHARACTERS = 8_000_000


@dataclass(frozen=True)
class Filling:
    """What filling takes: into which history, and how texts are read."""

    history: History
    parser: Parser
    stop: Stop
    now: datetime


@dataclass(frozen=True, slots=True)
class Filled:
    """How far an article is filled up: revisions added in this run, and those known before.

    ``page`` is where the source has it, which may be another title of the article's.
    ``total`` counts all that there are where that is known, else it is 0.
    """

    page: Article
    article: Article
    added: int = 0
    known: int = 0
    total: int = 0


def from_export(export: Export, choice: Choice, wiki: str, to: Filling) -> Iterator[Filled]:
    """Store the pages of an export that are asked for, and say how far it is.

    Raises DumpError, StorageError; what was added before stays.
    """
    for page, revisions in dump.read(export, choice, wiki=wiki):
        yield from from_page(page, revisions, to)


def from_page(page: Article, revisions: Iterable[Revision], to: Filling) -> Iterator[Filled]:
    """Store what is missing of a page's revisions, and say how far it is.

    Raises what ``revisions`` raises, and StorageError; what was added before stays.
    """
    filled = Filled(page, page)
    for some in _batches(revisions):
        to.stop.check()
        article = _joined(filled.article, page, some, to)
        known = to.history.known(article, [revision.id for revision in some])
        unknown = [revision for revision in some if revision.id not in known]
        added = store(article, unknown, to)
        filled = Filled(page, article, filled.added + added, filled.known + len(some) - added)
        yield filled
    review_reverts(filled.article, to)


def store(article: Article, revisions: Sequence[Revision], to: Filling) -> int:
    """Read revisions and put them into the history; give how many of them are new."""
    read = partial(to.parser.read, article)
    added = 0
    with to.history.transaction():
        for revision in revisions:
            snapshot = None if revision.text is None else read(revision.text)
            added += to.history.add(article, revision, snapshot)
    return added


def review_reverts(article: Article, to: Filling) -> None:
    """Tell anew which revisions were reverted, now that those between them are known."""
    if to.history.registry.id(article) is not None:
        Upkeep(to.history).review_reverts(article, partial(to.parser.read, article))


def _joined(article: Article, page: Article, revisions: Sequence[Revision], to: Filling) -> Article:
    """Give the article to which a page belongs, which may have another title by now."""
    upkeep = Upkeep(to.history)
    holders = upkeep.holders(page.wiki, {one.id: one.saved_at for one in revisions})
    for holder in sorted(holders - {article}, key=str):
        if article in to.history.articles():
            upkeep.join(article, holder, partial(to.parser.read, holder))
        article = holder
    if article != page:
        upkeep.also_known_as(article, page.title)
    return article


def _batches(revisions: Iterable[Revision]) -> Iterator[list[Revision]]:
    """Put revisions together, as many as memory should hold at a time."""
    batch: list[Revision] = []
    size = 0
    try:
        for revision in revisions:
            batch.append(revision)
            size += len(revision.text or "")
            if len(batch) == _MOST_AT_ONCE or size > _MOST_CHARACTERS:
                yield batch
                batch, size = [], 0
    except dump.DumpError:
        yield batch  # what came before the damage is good
        raise
    if batch:
        yield batch
