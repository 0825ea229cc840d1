"""The latest changes, without a look at all those before them."""

from datetime import datetime

from scraper.article import Article
from storage.change import Change
from storage.changelog import Span, change_log
from storage.history import History
from storage.intervals import BEGINNING, END
from storage.revisions import first_moment

_EDGES = """
SELECT moment FROM (
    SELECT * FROM (SELECT begun AS moment FROM fact WHERE begun <= ?1 ORDER BY 1 DESC LIMIT ?2)
    UNION ALL
    SELECT * FROM (SELECT ended FROM fact WHERE ended <= ?1 ORDER BY 1 DESC LIMIT ?2)
) ORDER BY moment DESC LIMIT 1 OFFSET ?2 - 1
"""


def latest_changes(
    history: History, most: int, *, before: datetime | None = None
) -> list[tuple[Article, Change]]:
    """List the last changes over all articles that were made before a time, the newest first.

    They are ``most`` or some more, since what was changed in one second is never parted.
    Those of reverted edits are left out, as minor ones are, and what an article began with.
    """
    last = END if before is None else first_moment(before) - 1
    edges = 2 * most
    while True:
        first = _place(history, last, edges)
        found = list(
            change_log(history.database, history.registry.by_id(), Span(first, last), minor=False)
        )
        if len(found) >= most or first == BEGINNING:
            return _last(found, most)
        edges *= 4


def _place(history: History, last: int, edges: int) -> int:
    """Give the second of the so-many-last beginning or end of a fact."""
    row = history.database.row(_EDGES, last, edges)
    return BEGINNING if row is None else row[0] >> 32 << 32


def _last(found: list[tuple[Article, Change]], most: int) -> list[tuple[Article, Change]]:
    newest_first = found[::-1]
    if len(newest_first) <= most:
        return newest_first
    at = _saved_at(newest_first[most - 1])
    return [one for one in newest_first if (_saved_at(one) or at) >= at] if at else newest_first


def _saved_at(found: tuple[Article, Change]) -> datetime | None:
    revision = found[1].revision
    return revision.saved_at if revision else None
