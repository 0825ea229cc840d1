"""The revisions of an article by their number: the first, the second, and so on."""

from scraper.article import Article, Revision
from storage.history import History
from storage.revisions import COLUMNS, JOINED, moment_of, revision_of


def number_of_revisions(history: History, article: Article) -> int:
    """Count the stored revisions of an article."""
    ((number,),) = history.database.rows(
        "SELECT count(*) FROM revision WHERE article = ?", history.registry.id(article)
    )
    return int(number)


def nth_revision(history: History, article: Article, number: int) -> Revision | None:
    """Give a revision by its number, from 1; None where there is none."""
    row = number > 0 and history.database.row(
        f"SELECT {COLUMNS} FROM {JOINED} WHERE revision.article = ?"  # noqa: S608 - constants
        " ORDER BY revision.moment LIMIT 1 OFFSET ?",
        history.registry.id(article),
        number - 1,
    )
    return revision_of(row) if row else None


def newest_with_text(history: History, article: Article) -> int | None:
    """Give the id of the newest revision whose text is kept; None where none is."""
    row = history.database.row(
        "SELECT id FROM revision WHERE article = ? AND text IS NOT NULL"
        " ORDER BY moment DESC LIMIT 1",
        history.registry.id(article),
    )
    return row[0] if row else None


def number_of(history: History, article: Article, revision: Revision) -> int:
    """Give the number of a revision of an article."""
    ((number,),) = history.database.rows(
        "SELECT count(*) FROM revision WHERE article = ? AND moment <= ?",
        history.registry.id(article),
        moment_of(revision.saved_at, revision.id),
    )
    return int(number)
