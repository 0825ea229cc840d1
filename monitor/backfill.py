"""Filling the history up with what was before, from a wiki."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Protocol

from monitor.filling import Filled, Filling, review_reverts, store
from scraper.article import Article, Revision
from scraper.wiki import Head, WikiError
from storage.presence import Presence
from storage.upkeep import Upkeep

_ASKED_AT_ONCE = 50


class Wiki(Protocol):
    """What is asked of a wiki."""

    def heads(self, titles: Sequence[str]) -> dict[str, Head | WikiError]:
        """Give the newest revision of each title, or why there is none."""

    def ids(self, title: str) -> list[int]:
        """Give the ids of all revisions of an article, oldest first."""

    def fetch(self, ids: Iterable[int]) -> dict[int, Revision]:
        """Give revisions with their texts by their ids."""


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
        added = store(article, [found[number] for number in some if number in found], to)
        filled = replace(filled, added=filled.added + added)
        yield filled
    review_reverts(article, to)


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
                Presence(to.history).moved(article, to.now)
        else:
            upkeep.join(other, article, partial(to.parser.read, article))
    return article
