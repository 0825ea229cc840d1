"""Filling the history up with what was before: from a wiki, or from its exports.

Some revisions at a time go into the history, each time in one transaction: killed
anywhere, the next run goes on with those that are missing. None of it is news: what was
told of an article stays, and an article that nobody was told of begins with a baseline.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Protocol

from monitor.stop import Stop
from scraper import dump
from scraper.article import Article, Revision
from scraper.parse import Parser
from scraper.unpack import Source as Export
from scraper.wiki import Head, WikiError
from storage.history import History
from storage.notices import Notices
from storage.upkeep import Upkeep

_MOST_AT_ONCE = 500
_MOST_CHARACTERS = 8_000_000
_ASKED_AT_ONCE = 50


class Wiki(Protocol):
    """What is asked of a wiki."""

    def heads(self, titles: Sequence[str]) -> dict[str, Head | WikiError]:
        """Give the newest revision of each title, or why there is none."""

    def ids(self, title: str) -> list[int]:
        """Give the ids of all revisions of an article, oldest first."""

    def fetch(self, ids: Iterable[int]) -> dict[int, Revision]:
        """Give revisions with their texts by their ids."""


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


def from_wiki(asked: Article, wiki: Wiki, to: Filling) -> Iterator[Filled]:
    """Fetch what is missing of an article's history, oldest first, and say how far it is.

    The wiki is asked for the ids first, so that nothing is fetched twice, whatever is
    known: imported and undeleted revisions are found wherever in history they belong.
    Raises WikiError and StorageError; what was added before stays.
    """
    head = wiki.heads([asked.title])[asked.title]
    if isinstance(head, WikiError):
        raise head
    ids = wiki.ids(head.article.title)
    article = _taken_up(head.article, ids, to)
    known = to.history.known(article)
    missing = iter([number for number in ids if number not in known])
    filled = Filled(head.article, article, 0, len(known.intersection(ids)), len(ids))
    yield filled
    while some := list(islice(missing, _ASKED_AT_ONCE)):
        to.stop.check()
        found = wiki.fetch(some)
        added = _store(article, [found[number] for number in some if number in found], to)
        filled = replace(filled, added=filled.added + added)
        yield filled


def from_export(
    export: Export, titles: Collection[str] | None, wiki: str, to: Filling
) -> Iterator[Filled]:
    """Store the pages of an export that have one of the titles, or all, and say how far it is.

    Raises DumpError, StorageError; what was added before stays.
    """
    for page, revisions in dump.read(export, titles, wiki=wiki):
        filled = Filled(page, page)
        for some in _batches(revisions):
            to.stop.check()
            article = _joined(filled.article, page, some, to)
            known = to.history.known(article)
            unknown = [revision for revision in some if revision.id not in known]
            added = _store(article, unknown, to)
            filled = Filled(page, article, filled.added + added, filled.known + len(some) - added)
            yield filled


def _store(article: Article, revisions: Sequence[Revision], to: Filling) -> int:
    read = partial(to.parser.parse, article.title)
    added = 0
    with to.history.transaction():
        for revision in revisions:
            snapshot = None if revision.text is None else read(revision.text)
            added += to.history.add(article, revision, snapshot)
    return added


def _taken_up(article: Article, ids: Collection[int], to: Filling) -> Article:
    """Give what is known of a page under its other titles to the one at which it stands now."""
    upkeep = Upkeep(to.history)
    for other in sorted(upkeep.holders(article.wiki, ids) - {article}, key=str):
        newest = to.history.newest(other)
        if newest is None or newest.id not in ids:
            continue  # some of its edits were moved to this page, and it goes on
        if to.history.registry.id(article) in (None, to.history.registry.id(other)):
            with to.history.transaction():
                to.history.rename(other, article.title)
                moved = f'The article was moved from "{other.title}" to "{article.title}".'
                Notices(to.history).post(article, moved, to.now)
        else:
            upkeep.join(other, article, partial(to.parser.parse, article.title))
    return article


def _joined(article: Article, page: Article, revisions: Sequence[Revision], to: Filling) -> Article:
    """Give the article to which a page belongs, which may have another title by now."""
    upkeep = Upkeep(to.history)
    holders = upkeep.holders(page.wiki, {one.id: one.saved_at for one in revisions})
    for holder in sorted(holders - {article}, key=str):
        if article in to.history.articles():
            upkeep.join(article, holder, partial(to.parser.parse, holder.title))
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
