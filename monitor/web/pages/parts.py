"""What several pages show: articles, edits, facts, changes, and a list cut into pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Generic, TypeVar

from monitor.web.addresses import article_path, topic_path
from monitor.web.asked import NotAnswered
from monitor.web.pages.aside import contradicting, fitting
from reports.audit import section_url
from reports.clean import clean
from reports.counts import TITLE_LIMIT
from reports.edits import edit_of
from reports.links import article_url, history_url
from reports.sides import after_of, before_of, value_of
from reports.wording import name_of, says, sign
from scraper.article import Article, Revision
from scraper.snapshot import Fact, Kind
from storage.change import Change, What

_NOTE_LIMIT, _SECTION_LIMIT = 300, 100

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article: its page here, and on the wiki itself and its list of authors."""

    wiki: str
    title: str
    subject: str
    path: str
    url: str
    authors: str


@dataclass(frozen=True, slots=True)
class TopicRef:
    """A counterpart or organisation by the name that is used, and its page."""

    kind: Kind
    identity: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class EditRef:
    """An edit: when it was saved (``saved_at`` ISO 8601), by whom, why, and the wiki's diff."""

    revision: int
    saved_at: str
    at: str
    by: str
    comment: str
    url: str


@dataclass(frozen=True, slots=True)
class FactSeen:
    """What an article says of one thing.

    ``since`` is EDTF and ``status`` the article's, ``says`` both in words. Of what other
    statements of the article say, ``contradicting`` cannot be right as well, ``others`` can.
    ``stands_since`` is the edit since which it has said so.
    """

    topic: TopicRef
    status: str
    since: str
    says: str
    section: str
    section_url: str
    note: str
    references: int
    contradicting: tuple[str, ...]
    others: tuple[str, ...]
    stands_since: EditRef | None


@dataclass(frozen=True, slots=True)
class ChangeSeen:
    """A change in words, and what the article said and says, each by itself."""

    sign: str
    what: What
    topic: TopicRef
    says: str
    before: str
    after: str
    section: str
    minor: bool


@dataclass(frozen=True, slots=True)
class EditSeen:
    """An edit of an article and the changes that it brought."""

    article: ArticleRef
    edit: EditRef | None
    changes: tuple[ChangeSeen, ...]


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a list: which of how many pages, and how many there are in all."""

    shown: tuple[T, ...]
    number: int
    pages: int
    total: int


@lru_cache(maxsize=2048)
def article_ref(article: Article) -> ArticleRef:
    """Describe an article."""
    return ArticleRef(
        wiki=clean(article.wiki, 100),
        title=clean(article.title, TITLE_LIMIT),
        subject=clean(article.subject, TITLE_LIMIT),
        path=article_path(article),
        url=article_url(article),
        authors=history_url(article),
    )


def topic_ref(kind: Kind, identity: str, name: str) -> TopicRef:
    """Describe a counterpart or organisation."""
    said = clean(name, 80) or clean(identity, 80) or "(no name)"
    return TopicRef(kind, clean(identity, 120), said, topic_path(kind, identity))


def edit_ref(article: Article, revision: Revision | None) -> EditRef | None:
    """Describe an edit."""
    edit = edit_of(article, revision)
    if edit is None or revision is None:
        return None
    return EditRef(revision.id, iso(revision.saved_at), edit.at, edit.by, edit.comment, edit.url)


def fact_seen(article: Article, fact: Fact, stands_since: EditRef | None) -> FactSeen:
    """Describe what an article says of one thing."""
    return FactSeen(
        topic=topic_ref(fact.kind, fact.identity, name_of(fact)),
        status=clean(fact.status, 60),
        since=clean(fact.since, 40),
        says=value_of(fact),
        section=clean(fact.section, _SECTION_LIMIT),
        section_url=section_url(article, fact.section),
        note=clean(fact.note, _NOTE_LIMIT),
        references=len(fact.references),
        contradicting=contradicting(fact),
        others=fitting(fact),
        stands_since=stands_since,
    )


def change_seen(change: Change) -> ChangeSeen:
    """Describe a change."""
    fact = change.after or change.before
    return ChangeSeen(
        sign=sign(change),
        what=change.what,
        topic=topic_ref(change.kind, change.identity, name_of(fact) if fact else change.name),
        says=says(change),
        before=before_of(change),
        after=after_of(change),
        section=clean(change.section, _SECTION_LIMIT),
        minor=change.minor,
    )


def by_edit(changes: Iterable[tuple[Article, Change]]) -> tuple[EditSeen, ...]:
    """Put together what one edit brought, in the order of the edits' first mention."""
    grouped: dict[tuple[Article, int], list[Change]] = {}
    for article, change in changes:
        key = article, change.revision.id if change.revision else 0
        grouped.setdefault(key, []).append(change)
    return tuple(
        EditSeen(
            article_ref(article),
            edit_ref(article, found[0].revision),
            tuple(map(change_seen, found)),
        )
        for (article, _), found in grouped.items()
    )


def slice_of(whole: Sequence[T], page: int, size: int) -> Slice[T]:
    """Cut one page out of a list; raises NotAnswered where the page is beyond its end."""
    pages = max(1, -(-len(whole) // size))
    if page > pages:
        raise NotAnswered(404, f"no page {page}: the last is {pages}")
    shown = tuple(whole[(page - 1) * size : page * size])
    return Slice(shown, page, pages, len(whole))


def iso(time: datetime) -> str:
    """Write a time, which is UTC, as ISO 8601."""
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"
