"""All articles at a glance: how many revisions each has, and how much its newest says."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from scraper.article import Article
from storage.history import History
from storage.revisions import time_of


@dataclass(frozen=True, slots=True)
class Overview:
    """An article in numbers; those of ``relations`` and ``memberships`` are what is listed now.

    Relations are those that are established, memberships those of any standing.
    ``blind`` and ``doubts`` count the problems of its newest reading, ``failing`` the
    claims that its own list belies.
    """

    article: Article
    revisions: int
    newest: datetime | None
    relations: int
    memberships: int
    blind: int
    doubts: int
    failing: int


def overviews(history: History) -> list[Overview]:
    """Describe all articles, by wiki and title."""
    rows = history.database.rows
    revisions = {
        number: (count, time_of(newest))
        for number, count, newest in rows(
            "SELECT article, count(*), max(moment) FROM revision GROUP BY article"
        )
    }
    listed = Counter(
        {
            (number, kind): count
            for number, kind, count in rows(
                "SELECT topic.article, topic.kind, count(*) FROM topic"
                " JOIN fact ON fact.topic = topic.id AND fact.ended IS NULL"
                " WHERE fact.status = 'established'"
                " OR topic.kind = 'membership' AND fact.status != 'none' GROUP BY 1, 2"
            )
        }
    )
    found = {
        number: (json.loads(problems), json.loads(claims))
        for number, problems, claims in rows("SELECT article, problems, claims FROM reading")
    }
    return [
        _overview(
            article,
            revisions.get(number, (0, None)),
            (listed[number, "relation"], listed[number, "membership"]),
            found.get(number, ([], [])),
        )
        for number, article in sorted(
            history.registry.by_id().items(), key=lambda pair: (pair[1].wiki, pair[1].title)
        )
    ]


def _overview(
    article: Article,
    revisions: tuple[int, datetime | None],
    listed: tuple[int, int],
    found: tuple[list[list[object]], list[list[object]]],
) -> Overview:
    problems, claims = found
    grades = [grade for _, _, grade, _ in problems]
    failing = sum(number != count for _, _, number, _, count in claims)
    return Overview(
        article, *revisions, *listed, grades.count("blind"), grades.count("doubt"), failing
    )
