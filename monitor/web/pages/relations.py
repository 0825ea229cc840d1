"""Who has relations with whom: by subregion, and state by state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from monitor.web.addresses import region_path
from monitor.web.asked import NotAnswered
from monitor.web.pages.parts import ArticleRef, TopicRef, article_ref, topic_ref
from monitor.web.pages.subjects import subjects
from monitor.web.sight import Sight
from reports.clean import clean
from reports.regions import subregion, subregions
from scraper.article import Article
from scraper.names import counterparts
from scraper.names.fold import alphabetical
from storage.apart import days_apart
from storage.now import Said, said_now

Sides = Literal["both", "differs", "one", "other", "alone", "none", ""]
"""
both: the article lists relations, and so does that on the counterpart, with dates that fit
differs: both list them, with dates that contradict each other
one: the article lists them, that on the counterpart does not
other: the article does not list them, that on the counterpart does
alone: the article lists them, and none on the counterpart is there
none: severed, suspended, or said to be without relations
"" nothing is said
"""

_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Share:
    """How many relations the articles of one subregion list with the states of another.

    ``level`` is how many of those that could be, from 0 (none) to 5 (all).
    """

    relations: int
    possible: int
    level: int
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """A subregion, its region, how many articles it has, and its shares in the columns' order."""

    region: str
    subregion: str
    articles: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Relations by subregion: of the articles in the rows, of counterparts in the columns.

    ``relations`` and ``articles`` count what it shows. Of the rest, ``elsewhere`` is with
    counterparts that have no column, or in articles that are not the one on their state.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    relations: int
    articles: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article says of one counterpart, beside what that one's says."""

    sides: Sides
    since: str
    year: str
    status: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """An article and its cells, in the columns' order; None where it is about the column."""

    article: ArticleRef
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Quarter:
    """The articles of one subregion against the counterparts of another."""

    rows_of: str
    columns_of: str
    columns: tuple[TopicRef, ...]
    rows: tuple[StateRow, ...]
    turned: str


@dataclass(frozen=True)
class _Known:
    """All relations that are said now; articles by the identity of their subject."""

    articles: dict[str, Article]
    said: dict[tuple[Article, str], Said]
    columns: dict[str, tuple[str, ...]]


def matrix(sight: Sight) -> Matrix:
    """Count the relations by subregion."""
    return sight.keep("matrix", lambda: _matrix(_known(sight)))


def quarter(sight: Sight, rows_of: str, columns_of: str) -> Quarter:
    """Show who of one subregion has relations with whom of another."""
    names = {name for _, name in subregions()}
    for asked in (rows_of, columns_of):
        if asked not in names:
            raise NotAnswered(404, f'no subregion "{clean(asked, 60)}": /relations has all')
    known = _known(sight)
    columns = known.columns.get(columns_of, ())
    subjects = sorted(
        ((article, one) for one, article in known.articles.items() if subregion(one) == rows_of),
        key=lambda pair: alphabetical(pair[0].subject),
    )
    return Quarter(
        rows_of,
        columns_of,
        tuple(topic_ref("relation", one, counterparts.canonical(one)) for one in columns),
        tuple(
            StateRow(
                article_ref(article),
                tuple(_cell(known, article, subject, column) for column in columns),
            )
            for article, subject in subjects
        ),
        region_path(columns_of, rows_of),
    )


def _known(sight: Sight) -> _Known:
    return sight.keep("relations", lambda: _read(sight))


def _read(sight: Sight) -> _Known:
    articles = {
        identity: next(iter(by_wiki.values())) for identity, by_wiki in subjects(sight).items()
    }
    said = {(one.article, one.identity): one for one in said_now(sight.history, "relation")}
    named = {identity for _, identity in said} | articles.keys()
    columns: dict[str, list[str]] = {}
    for identity in named:
        part = subregion(identity)
        if part and (identity in articles or counterparts.kind(identity) != "historical"):
            columns.setdefault(part, []).append(identity)
    return _Known(
        articles,
        said,
        {part: tuple(sorted(those, key=_by_name)) for part, those in columns.items()},
    )


def _by_name(identity: str) -> str:
    return alphabetical(counterparts.canonical(identity))


def _matrix(known: _Known) -> Matrix:
    of = {article: identity for identity, article in known.articles.items()}
    standing = [one for one in known.said.values() if one.status == "established"]
    states = {identity for part in known.columns.values() for identity in part}
    shown = [
        one
        for one in standing
        if one.identity in states
        and one.identity != (subject := of.get(one.article, ""))
        and subregion(subject)
    ]
    counts = Counter((subregion(of[one.article]), subregion(one.identity)) for one in shown)
    columns = tuple(pair for pair in subregions() if known.columns.get(pair[1]))
    articles = Counter(subregion(identity) for identity in known.articles)
    rows = [
        Row(region, part, articles[part], tuple(_shares(part, columns, counts, articles, known)))
        for region, part in subregions()
        if articles[part]
    ]
    listing = len({one.article for one in shown})
    return Matrix(columns, tuple(rows), len(shown), listing, len(standing) - len(shown))


def _shares(
    part: str,
    columns: Sequence[tuple[str, str]],
    counts: Mapping[tuple[str, str], int],
    articles: Mapping[str, int],
    known: _Known,
) -> Iterable[Share]:
    for _, column in columns:
        states = len(known.columns[column])
        possible = articles[part] * states - (articles[part] if column == part else 0)
        relations = counts.get((part, column), 0)
        level = min(_LEVELS, -(-_LEVELS * relations // possible)) if possible > 0 else 0
        yield Share(relations, possible, level, region_path(part, column))


def _cell(known: _Known, article: Article, subject: str, column: str) -> Cell | None:
    if column == subject:
        return None
    said = known.said.get((article, column))
    other = known.articles.get(column)
    answer = known.said.get((other, subject)) if other else None
    stands = said is not None and said.status == "established"
    shown = said or answer
    since = shown.since if shown else ""
    return Cell(
        _sides(said, answer, is_known=other is not None),
        clean(since, 40),
        since[:4] if since[:4].isdecimal() else "",
        clean(said.status, 40) if said and not stands else "",
    )


def _sides(said: Said | None, answer: Said | None, *, is_known: bool) -> Sides:
    if said is not None and said.status != "established":
        return "none"
    answered = answer is not None and answer.status == "established"
    if said is None:
        return "other" if answered else ""
    if not is_known:
        return "alone"
    if not answered or answer is None:
        return "one"
    return "differs" if days_apart(said.since, answer.since) else "both"
