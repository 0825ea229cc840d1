"""All articles, all counterparts, all organisations."""

from collections import Counter
from dataclasses import dataclass

from monitor.web.asked import Asked
from monitor.web.pages.parts import ArticleRef, TopicRef, article_ref, iso, topic_ref
from monitor.web.pages.subjects import main_wiki
from monitor.web.sight import Sight
from reports.dates import human_time
from reports.regions import region
from scraper.names import counterparts
from scraper.names.fold import alphabetical, fold
from scraper.snapshot import Kind
from storage.now import Said, said_now
from storage.overview import Overview, overviews


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in numbers: what it lists, its edits, what cannot be read or does not fit.

    Relations are those that are established. ``blind`` counts what cannot be read, ``doubts``
    what can with doubt, ``failing`` the claims that do not fit.
    """

    article: ArticleRef
    letter: str
    relations: int
    memberships: int
    revisions: int
    newest_at: str
    newest: str
    blind: int
    doubts: int
    failing: int


@dataclass(frozen=True, slots=True)
class Articles:
    """All articles, or those that cannot be read in part; by subject."""

    only_unread: bool
    rows: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A counterpart or organisation, and how many articles list it."""

    topic: TopicRef
    letter: str
    region: str
    articles: int


@dataclass(frozen=True, slots=True)
class Topics:
    """All counterparts, or all organisations, that are listed now; by name."""

    kind: Kind
    rows: tuple[TopicRow, ...]


def all_articles(sight: Sight) -> list[Overview]:
    """Give all articles in numbers."""
    return sight.keep("overviews", lambda: overviews(sight.history))


def articles(sight: Sight, asked: Asked) -> Articles:
    """List the articles; ``unread`` asks for those that cannot be read in part alone."""
    only_unread, main = asked.flag("unread"), main_wiki(sight)
    rows = map(_row, all_articles(sight))
    return Articles(
        only_unread,
        tuple(
            sorted(
                (row for row in rows if row.blind or not only_unread),
                key=lambda row: (
                    alphabetical(row.article.subject),
                    row.article.wiki != main,
                    row.article.wiki,
                ),
            )
        ),
    )


def topics(sight: Sight, kind: Kind) -> Topics:
    """List the counterparts or organisations."""
    return sight.keep(("topics", kind), lambda: _topics(kind, said_now(sight.history, kind)))


def name_of_identity(identity: str, used: Counter[str]) -> str:
    """Name an identity as the tables of names do, else as most articles do."""
    return counterparts.canonical(identity) or max(used, key=lambda name: (used[name], name))


def _letter(name: str) -> str:
    """Give the letter under which a name is looked for, "#" where it begins with none."""
    first = fold(name)[:1]
    return first.upper() if first.isalpha() else "#"


def _row(one: Overview) -> ArticleRow:
    return ArticleRow(
        article_ref(one.article),
        _letter(one.article.subject),
        one.relations,
        one.memberships,
        one.revisions,
        iso(one.newest) if one.newest else "",
        human_time(one.newest) if one.newest else "",
        one.blind,
        one.doubts,
        one.failing,
    )


def _topics(kind: Kind, said: list[Said]) -> Topics:
    names: dict[str, Counter[str]] = {}
    for one in said:
        names.setdefault(one.identity, Counter())[one.name] += 1
    rows = [_topic(kind, identity, used) for identity, used in names.items()]
    return Topics(kind, tuple(sorted(rows, key=lambda row: alphabetical(row.topic.name))))


def _topic(kind: Kind, identity: str, used: Counter[str]) -> TopicRow:
    topic = topic_ref(kind, identity, name_of_identity(identity, used))
    part = region(identity) if kind == "relation" else ""
    return TopicRow(topic, _letter(topic.name), part, used.total())
