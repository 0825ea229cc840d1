"""The round's first step: what is new on the wiki goes into the history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Protocol

from monitor.stop import Stop
from scraper.article import Article, Revision, ScraperError
from scraper.parse import Parser
from scraper.wiki import Head, WikiError
from storage.change import StorageError
from storage.history import History

_AT_ONCE = 50


class Source(Protocol):
    """Where an article's revisions come from: a wiki, or something that answers like one."""

    def heads(self, titles: Sequence[str]) -> Mapping[str, Head | WikiError]:
        """Give the newest revision of each title, or why there is none."""

    def revisions(self, title: str, since: datetime | None = None) -> Iterator[Revision]:
        """Give the revisions saved at or after ``since``, oldest first, with their texts."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An article that was looked at, under its present title; ``notices`` are about the whole."""

    article: Article
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that failed in this round: its stable ``key``, what it is, and why."""

    key: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking at one wiki's articles; ``fine`` has the keys of what did not fail."""

    seen: tuple[Seen, ...]
    troubles: tuple[Trouble, ...]
    fine: tuple[str, ...]


class Gone(ScraperError):
    """A title that led to an article, and now leads to another page."""


@dataclass(frozen=True)
class Looking:
    """What looking takes: where to, into which history, and how texts are read."""

    source: Source
    history: History
    parser: Parser
    stop: Stop


def look(wiki: str, titles: Sequence[str], to: Looking) -> Looked:
    """Look once at the articles of one wiki; what fails with one of them harms no other."""
    try:
        heads = to.source.heads(titles)
    except ScraperError as error:
        return Looked((), (Trouble(wiki, wiki, str(error)),), ())
    seen: dict[Article, Seen] = {}
    troubles: list[Trouble] = []
    fine = [wiki]
    for title in titles:
        to.stop.check()
        asked = Article(wiki, title)
        try:
            found = _update(asked, heads[title], to)
        except (ScraperError, StorageError) as error:
            troubles.append(Trouble(str(asked), title, str(error)))
        else:
            seen.setdefault(found.article, found)
            fine.append(str(asked))
    return Looked(tuple(seen.values()), tuple(troubles), tuple(fine))


def _update(asked: Article, head: Head | WikiError, to: Looking) -> Seen:
    if isinstance(head, WikiError):
        raise head
    known = _known_as(asked, head.article, to.history)
    newest = to.history.newest(known) if known else None
    if known == head.article and newest and newest.id == head.revision.id:
        return Seen(head.article)
    # First sight is a baseline: what was before is for the backfill to fetch.
    since = newest.saved_at if newest else head.revision.saved_at
    revisions = to.source.revisions(head.article.title, since)
    if known and newest and known != head.article:
        return _moved(known, newest, head, list(revisions), to)
    _add(head.article, revisions, to)
    return Seen(head.article)


def _known_as(asked: Article, final: Article, history: History) -> Article | None:
    """Find the article's history: under the title asked for, its present or a former one."""
    if asked != final and history.newest(asked):
        return history.find(str(asked))
    return final if history.newest(final) else None


def _moved(
    known: Article, newest: Revision, head: Head, revisions: Sequence[Revision], to: Looking
) -> Seen:
    """Follow a move: the page at the new title has the revision that we know.

    Where it has not, the title was made a redirect to another page, whose facts are no
    news of this article.
    """
    new = head.article
    if all(revision.id != newest.id for revision in revisions):
        raise Gone(
            f'"{known.title}" on {known.wiki} now leads to "{new.title}", which is another page: '
            "watch that one instead, if it is meant"
        )
    with to.history.transaction():
        to.history.rename(known, new.title)
        _add(new, revisions, to)
    return Seen(new, (f'The article was moved from "{known.title}" to "{new.title}".',))


def _add(article: Article, revisions: Iterable[Revision], to: Looking) -> None:
    """Read and store revisions, some at a time, so that a long absence needs little memory."""
    unread = iter(revisions)
    known = to.history.known(article)
    while some := list(islice(unread, _AT_ONCE)):
        with to.history.transaction():
            for revision in some:
                if revision.id not in known:
                    text = revision.text
                    snapshot = None if text is None else to.parser.parse(article.title, text)
                    to.history.add(article, revision, snapshot)
