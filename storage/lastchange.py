"""When each article last changed in what it says of relations and memberships."""

from datetime import datetime

from scraper.article import Article
from storage.history import History
from storage.intervals import BEGINNING
from storage.neighbours import counting_after
from storage.revisions import time_of

_LAST_EDGE = """
SELECT topic.article, max(max(begun, coalesce(ended, begun)))
FROM fact JOIN topic ON topic.id = fact.topic GROUP BY topic.article
"""


def last_changes(history: History) -> dict[Article, datetime]:
    """Give when each article was last edited so that a fact changed; reverted edits did not.

    What an article began with is no change.
    """
    articles = history.registry.by_id()
    return {
        articles[number]: time_of(moment)
        for number, moment in history.database.rows(_LAST_EDGE)
        if moment != counting_after(history.database, number, BEGINNING)
    }
