"""What an article says of each topic, and since which revision it has said so."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scraper.article import Revision
from scraper.snapshot import Fact
from storage.database import Database
from storage.intervals import Intervals, Key
from storage.revisions import COLUMNS, JOINED, revision_of

_SINCE = """
WITH RECURSIVE held (topic, begun, since, status) AS (
    SELECT fact.topic, fact.begun, fact.since, fact.status
    FROM topic JOIN fact ON fact.topic = topic.id AND fact.begun =
        (SELECT max(begun) FROM fact WHERE topic = topic.id AND begun <= ?)
    WHERE topic.article = ? AND (fact.ended IS NULL OR fact.ended > ?)
    UNION ALL
    SELECT held.topic, prior.begun, held.since, held.status
    FROM held JOIN fact AS prior ON prior.topic = held.topic AND prior.begun =
        (SELECT max(begun) FROM fact WHERE topic = held.topic AND begun < held.begun)
    WHERE prior.ended = held.begun AND prior.since = held.since AND prior.status = held.status
)
SELECT topic, min(begun) FROM held GROUP BY topic
"""
"""From when on date and status of what holds have stood, whatever the name was."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A value, or with ``fact`` None its absence, and the revision that brought it.

    For a value that is the first revision since which its date and status have stood
    without a break; for an absence the first revision that no longer said anything.
    """

    fact: Fact | None
    revision: Revision


def standings(database: Database, article: int, moment: int) -> dict[Key, Standing]:
    """Give the standing of every topic of which the article had spoken by a moment."""
    latest = Intervals(database).latest(article, moment)
    since: dict[int, int] = dict(database.rows(_SINCE, moment, article, moment))
    places = {
        # A topic of which nothing holds has an end.
        interval.key: since.get(interval.topic, interval.ended or 0)
        for interval in latest
    }
    revisions = revisions_at(database, article, set(places.values()))
    return {
        interval.key: Standing(
            interval.fact if interval.topic in since else None, revisions[places[interval.key]]
        )
        for interval in latest
    }


def revisions_at(database: Database, article: int, moments: Iterable[int]) -> dict[int, Revision]:
    """Give the revisions, without texts, of some moments of an article."""
    return revisions_of(database, {article: moments})[article]


def revisions_of(
    database: Database, moments: Mapping[int, Iterable[int]]
) -> dict[int, dict[int, Revision]]:
    """Give the revisions, without texts, of some moments of each of several articles."""
    found: dict[int, dict[int, Revision]] = {article: {} for article in moments}
    for article, *row in database.rows(
        f"SELECT revision.article, {COLUMNS}"  # noqa: S608 - constants
        " FROM json_each(?) AS asked CROSS JOIN json_each(asked.value) AS place"
        f" CROSS JOIN {JOINED}"
        " WHERE revision.article = CAST(asked.key AS INTEGER) AND revision.moment = place.value",
        json.dumps({article: list(wanted) for article, wanted in moments.items()}),
    ):
        found[article][row[0]] = revision_of(tuple(row))
    return found
