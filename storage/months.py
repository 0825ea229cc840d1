"""How many edits were made, and how many changes stood, in each month."""

from collections import Counter

from scraper.article import Article
from storage.history import History

Month = tuple[int, int]
"""Year and month."""


def edits_by_month(history: History, article: Article | None = None) -> dict[Month, int]:
    """Count the stored revisions of an article, or of all, reverted ones included."""
    rows = history.database.rows(
        "SELECT substr(saved_at, 1, 7), count(*) FROM revision"
        " WHERE article = coalesce(?, article) GROUP BY 1",
        None if article is None else history.registry.id(article),
    )
    return {(int(month[:4]), int(month[5:])): number for month, number in rows}


def changes_by_month(history: History, article: Article | None = None) -> dict[Month, int]:
    """Count the changes of an article, or of all, by the month of the edit that brought them.

    Those of reverted edits are left out, as minor ones are, and what an article began with.
    """
    found = history.changes(article=article)
    times = (change.revision.saved_at for _, change in found if change.revision)
    return dict(Counter((time.year, time.month) for time in times))
