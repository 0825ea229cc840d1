"""The round's first step: what is new on the wiki goes into the history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, islice
from typing import Protocol

from monitor.stop import Stop
from scraper.article import Article, Revision, ScraperError
from scraper.parse import Parser
from scraper.wiki import ArticleMissing, Head, WikiError
from storage.change import StorageError
from storage.history import History
from storage.presence import Presence
from storage.upkeep import Upkeep

_AT_ONCE = 50
_MOST_LAG = timedelta(hours=1)  # by which a wiki's answer may be older than one before it


class Source(Protocol):
    """Where an article's revisions come from: a wiki, or something that answers like one."""

    def heads(self, titles: Sequence[str]) -> Mapping[str, Head | WikiError]:
        """Give the newest revision of each title, or why there is none."""

    def revisions(self, title: str, since: datetime | None = None) -> Iterator[Revision]:
        """Give the revisions saved at or after ``since``, oldest first, with their texts."""

    def as_of(self, title: str, at: datetime) -> Revision | None:
        """Give the newest revision saved at or before a time, with its text."""

    def reverted(self, ids: Iterable[int]) -> set[int]:
        """Tell which revisions were undone, by the tag that the wiki gives them later."""

    def title_of(self, revision: Revision) -> str | None:
        """Give the title of the page that has a revision by now; None where none has it."""

    def stable(self, titles: Iterable[str]) -> Mapping[str, int]:
        """Give the revision of each title that the wiki's reviewers have found in order."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An article that was looked at, under its present title.

    ``reviewed`` is when the revision was saved that the wiki's reviewers have found in
    order, None where it has none.
    """

    article: Article
    reviewed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that failed in this round: its stable ``key``, what it is, and why.

    ``article`` and ``notice`` are given where readers of the article have to hear of it.
    """

    key: str
    what: str
    why: str
    article: Article | None = None
    notice: str = ""

    @property
    def is_of_a_wiki(self) -> bool:
        """Whether a wiki is out of reach, not one of its articles."""
        return self.key == self.what


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking at one wiki's articles; ``fine`` has the keys of what did not fail."""

    seen: tuple[Seen, ...]
    troubles: tuple[Trouble, ...]
    fine: tuple[str, ...]


class Gone(ScraperError):
    """A title that led to an article, and now leads to another page; ``notice`` tells readers."""

    def __init__(self, asked: Article, known: Article, to: Article) -> None:
        if asked == to:
            super().__init__(
                f'"{asked.title}" on {asked.wiki} is another page than the one that was watched, '
                f'which is now at "{known.title}": list that title, too'
            )
            self.notice = f'Another page has the title "{to.title}" now.'
        else:
            super().__init__(
                f'"{asked.title}" on {asked.wiki} now leads to "{to.title}", which is another '
                "page: watch that one instead, if it is meant"
            )
            self.notice = f'The article is now a redirect to another page, "{to.title}".'


@dataclass(frozen=True)
class Looking:
    """What looking takes: where to, into which history, and how texts are read.

    Edits of the last ``window`` may still turn out as undone; ``listed`` are all titles of
    the wiki in the settings; ``flagged`` tells that it has reviewers.
    """

    source: Source
    history: History
    parser: Parser
    stop: Stop
    now: datetime
    window: timedelta = timedelta()
    listed: frozenset[str] = frozenset()
    flagged: bool = False


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
            troubles.append(_trouble(asked, error, to.history))
        else:
            seen.setdefault(found.article, found)
            if asked != found.article:
                Upkeep(to.history).also_known_as(found.article, title)
            fine.append(str(asked))
    try:
        _note_late_reverts(seen.values(), to)
        reviewed = _reviewed(seen, to) if to.flagged else {}
    except ScraperError as error:
        return Looked(tuple(seen.values()), (*troubles, Trouble(wiki, wiki, str(error))), ())
    found_fine = (replace(one, reviewed=reviewed.get(one.article)) for one in seen.values())
    return Looked(tuple(found_fine), tuple(troubles), tuple(fine))


def _note_late_reverts(seen: Iterable[Seen], to: Looking) -> None:
    """Ask again for the tags of young edits: "mw-reverted" comes after what undid them."""
    young: dict[int, Article] = {}
    for one in seen:
        # The newest edit cannot have been undone.
        for revision in to.history.revisions(one.article, since=to.now - to.window)[:-1]:
            young[revision.id] = one.article
    if not young:
        return
    undone = to.source.reverted(young)
    for article in {young[number] for number in undone}:
        to.history.mark_reverted(article, {number for number in undone if young[number] == article})


def _reviewed(seen: Iterable[Article], to: Looking) -> dict[Article, datetime]:
    """Tell when the revision was saved that the wiki's reviewers have found in order."""
    articles = {article.title: article for article in seen}
    found: dict[Article, datetime] = {}
    for title, number in to.source.stable(articles).items():
        if (article := articles.get(title)) and to.history.known(article, [number]):
            found[article] = to.history.revision(article, number).saved_at
    return found


def _trouble(asked: Article, error: Exception, history: History) -> Trouble:
    """Describe a failure; that a known article is gone is news for its readers, too."""
    notice = ""
    if isinstance(error, ArticleMissing):
        notice = "The article is no longer there: it was deleted, or moved without a redirect."
    elif isinstance(error, Gone):
        notice = error.notice
    known = _known_as(asked, asked, history) if notice else None
    why = str(error) if asked.title in str(error) else f'"{asked.title}": {error}'
    return Trouble(str(asked), asked.title, why, known, notice)


def _update(asked: Article, head: Head | WikiError, to: Looking) -> Seen:
    if isinstance(head, WikiError):
        raise head
    new = head.article
    known = _known_as(asked, new, to.history)
    newest = to.history.newest(known) if known else None
    if known == new and newest and newest.id == head.revision.id:
        return Seen(new)
    if known is None or newest is None:
        there = _add(new, _at_first_sight(head, to), to)
        Upkeep(to.history).note_deleted(new, (), there, partial(to.parser.read, new))
        return Seen(new)
    # By a clock that was put back the newest revision is not the last.
    since = min(newest.saved_at, head.revision.saved_at)
    revisions = to.source.revisions(new.title, since)
    if known == new:
        _follow(head, newest, _of_the_same_page(new, newest, revisions, to), to)
        return Seen(new)
    page = list(revisions)
    if any(revision.id == newest.id for revision in page):
        return _moved(known, new, page, to)
    if asked != new or known.title not in to.listed:
        raise Gone(asked, known, new)
    with to.history.transaction():
        to.history.registry.part(new)
    _add(new, page, to)
    return Seen(new)


def _follow(head: Head, newest: Revision, revisions: Iterator[Revision], to: Looking) -> None:
    """Store what came since the newest revision that was known, which may be deleted by now.

    What was deleted, or left out when the page was undeleted, and what is there again is noted
    in one transaction with that: nobody would look for it once the rest is stored. What was
    long before stays as it is, so that a page that is made anew takes no history away.
    """
    article, first = head.article, list(islice(revisions, _AT_ONCE))
    there = {revision.id for revision in first}
    is_deleted = newest.id not in there and newest.saved_at < to.now - _MOST_LAG
    if not is_deleted and not any(to.history.is_deleted(article, number) for number in there):
        _add(article, chain(first, revisions), to)
        return
    # Who deletes one edit often deletes those before it.
    since = min(newest.saved_at - to.window, head.revision.saved_at)
    with to.history.transaction():
        there = _add(article, to.source.revisions(article.title, since), to)
        known = {one.id for one in to.history.revisions(article, since=since)}
        deleted = known - there if is_deleted else ()
        Upkeep(to.history).note_deleted(article, deleted, there, partial(to.parser.read, article))


def _at_first_sight(head: Head, to: Looking) -> Iterator[Revision]:
    """Give what a baseline is made of: edits that are too young, and what stood before them.

    What was long before is for the backfill to fetch.
    """
    title, begin = head.article.title, to.now - to.window
    if head.revision.saved_at > begin:
        stood = to.source.as_of(title, begin)
        if stood and stood.saved_at < begin:
            yield stood
    yield from to.source.revisions(title, min(head.revision.saved_at, begin))


def _of_the_same_page(
    article: Article, newest: Revision, revisions: Iterator[Revision], to: Looking
) -> Iterator[Revision]:
    """Give back the revisions of a page; raise Gone where ours was moved, and this is another."""
    first = list(islice(revisions, _AT_ONCE))
    if all(revision.id != newest.id for revision in first):
        title = to.source.title_of(newest)
        if title is not None and title != article.title:
            with to.history.transaction():
                moved = to.history.rename(article, title)
                Presence(to.history).moved(moved, to.now)
            raise Gone(article, moved, article)
    return chain(first, revisions)


def _known_as(asked: Article, final: Article, history: History) -> Article | None:
    """Find the article as we know it: under the title asked for, its present or a former one."""
    known = history.registry.titles(asked) or history.registry.titles(final)
    return known[0] if known else None


def _moved(known: Article, new: Article, revisions: Iterable[Revision], to: Looking) -> Seen:
    """Follow a move, back to a former title, too: the page there has what we know."""
    with to.history.transaction():
        to.history.rename(known, new.title)
        _add(new, revisions, to)
        Presence(to.history).moved(new, to.now)
    return Seen(new)


def _add(article: Article, revisions: Iterable[Revision], to: Looking) -> set[int]:
    """Read and store revisions, some at a time, so that a long absence needs little memory.

    Gives the ids of all, those that were known included.
    """
    listed: set[int] = set()
    unread = iter(revisions)
    known = to.history.known(article)
    newest = to.history.newest(article)
    is_between = False
    while some := list(islice(unread, _AT_ONCE)):
        with to.history.transaction():
            for revision in some:
                listed.add(revision.id)
                if revision.id not in known:
                    text = revision.text
                    snapshot = None if text is None else to.parser.read(article, text)
                    to.history.add(article, revision, snapshot)
                    is_between |= newest is not None and revision.saved_at < newest.saved_at
    if is_between:  # imported, or undeleted
        Upkeep(to.history).review_reverts(article, partial(to.parser.read, article))
    return listed
