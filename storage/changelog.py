"""The change log: the ends of the intervals, each with the revision that brought it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from scraper.article import Article, Revision
from scraper.snapshot import Fact, Kind
from storage.change import Change
from storage.compare import compare
from storage.database import Database, Row, Value
from storage.intervals import BEGINNING, END, FACT, interval_of
from storage.neighbours import counting_after
from storage.standing import revisions_of

_WIDTH = FACT.count(",") + 1


@dataclass(frozen=True, slots=True)
class Period:
    """A value of a fact, the revision that brought it, and the one that ended it, if one did."""

    article: Article
    fact: Fact
    begun: Revision
    ended: Revision | None


@dataclass(frozen=True, slots=True)
class Span:
    """What to look at: moments from ``first`` to ``last``; one article, identity, kind if given."""

    first: int = BEGINNING
    last: int = END
    article: int | None = None
    identity: str | None = None
    kind: Kind | None = None


def change_log(
    database: Database, articles: dict[int, Article], span: Span, *, minor: bool
) -> Iterator[tuple[Article, Change]]:
    """Give the changes in the order in which they were made; what an article began with is none."""
    rows = _edges(database, span)
    baselines = {
        article: counting_after(database, article, BEGINNING)
        for article in {row[1] for row in rows}
    }
    revisions = _revisions(database, rows)
    for (moment, article), group in groupby(rows, key=lambda row: row[:2]):
        if moment == baselines[article]:
            continue
        sides = [_sides(row) for row in group]
        before = [was for was, _ in sides if was]
        after = [now for _, now in sides if now]
        for change in compare(before, after, minor=minor):
            yield articles[article], replace(change, revision=revisions[article][moment])


def periods(database: Database, articles: dict[int, Article], span: Span) -> list[Period]:
    """Give all that was ever said within a span, in the order in which it began."""
    where, values = _where(span)
    rows = database.rows(
        "SELECT fact.begun, topic.article, topic.id, topic.kind, topic.identity, "  # noqa: S608 - constants
        f"{FACT.format('fact')} FROM topic JOIN fact ON fact.topic = topic.id"
        f" WHERE {where} AND fact.begun <= ? AND coalesce(fact.ended, ?) > ?"
        " ORDER BY fact.begun, topic.article, topic.id",
        *values,
        span.last,
        END,
        span.first,
    )
    revisions = _revisions(database, rows, ended=6)
    found = []
    for _, article, topic, kind, identity, *row in rows:
        interval = interval_of(topic, kind, identity, tuple(row))
        known = revisions[article]
        ended = None if interval.ended is None else known[interval.ended]
        found.append(Period(articles[article], interval.fact, known[interval.begun], ended))
    return found


def _edges(database: Database, span: Span) -> list[Row]:
    """Give (moment, article, topic, kind, identity, columns before, columns after)."""
    where, values = _where(span)
    of_topics = "SELECT topic, {0} FROM fact WHERE {0} BETWEEN ? AND ?"
    if span.article is not None or span.identity is not None:
        of_topics += f" AND topic IN (SELECT id FROM topic WHERE {where})"  # noqa: S608 - constants
    else:
        values = []
    span_values: list[Value] = [span.first, span.last, *values]
    kind = "" if span.kind is None else f" WHERE topic.kind = '{span.kind}'"
    return database.rows(
        f"WITH edge (topic, moment) AS ({of_topics.format('begun')} UNION"  # noqa: S608 - constants
        f" {of_topics.format('ended')})"
        " SELECT edge.moment, topic.article, topic.id, topic.kind, topic.identity,"
        f" {FACT.format('was')}, {FACT.format('now')}"
        " FROM edge JOIN topic ON topic.id = edge.topic"
        " LEFT JOIN fact AS was ON was.topic = edge.topic AND was.ended = edge.moment AND was.begun"
        " = (SELECT max(begun) FROM fact WHERE topic = edge.topic AND begun < edge.moment)"
        " LEFT JOIN fact AS now ON now.topic = edge.topic AND now.begun = edge.moment"
        f"{kind} ORDER BY edge.moment, topic.article",
        *span_values,
        *span_values,
    )


def _where(span: Span) -> tuple[str, list[Value]]:
    wanted = {"article": span.article, "identity": span.identity, "kind": span.kind}
    given = {column: value for column, value in wanted.items() if value is not None}
    conditions = [f"topic.{column} = ?" for column in given]
    return " AND ".join(conditions) or "TRUE", list(given.values())


def _sides(row: Row) -> tuple[Fact | None, Fact | None]:
    _, _, topic, kind, identity, *columns = row
    was, now = columns[:_WIDTH], columns[_WIDTH:]
    return (
        interval_of(topic, kind, identity, tuple(was)).fact if was[0] is not None else None,
        interval_of(topic, kind, identity, tuple(now)).fact if now[0] is not None else None,
    )


def _revisions(
    database: Database, rows: list[Row], ended: int | None = None
) -> dict[int, dict[int, Revision]]:
    """Give the revisions of the rows' moments, and of those in column ``ended``, by article."""
    moments: dict[int, set[int]] = {}
    for row in rows:
        wanted = moments.setdefault(row[1], set())
        wanted.add(row[0])
        if ended is not None and row[ended] is not None:
            wanted.add(row[ended])
    return revisions_of(database, moments)
