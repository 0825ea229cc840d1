"""What all articles say now, in a few columns."""

from dataclasses import dataclass

from scraper.article import Article
from scraper.snapshot import Kind
from storage.history import History


@dataclass(frozen=True, slots=True)
class Said:
    """What an article says of a counterpart or organisation: a fact without its details."""

    article: Article
    identity: str
    name: str
    since: str
    status: str


def said_now(history: History, kind: Kind, article: Article | None = None) -> list[Said]:
    """List all that the articles, or one, say of one kind, by article and identity."""
    articles = history.registry.by_id()
    of_one = "" if article is None else " AND topic.article = ?"
    rows = history.database.rows(
        "SELECT topic.article, topic.identity, fact.name, fact.since, fact.status"  # noqa: S608 - constants
        " FROM topic JOIN fact ON fact.topic = topic.id AND fact.ended IS NULL"
        f" WHERE topic.kind = ?{of_one} ORDER BY topic.article, topic.identity",
        kind,
        *([] if article is None else [history.registry.id(article)]),
    )
    return [Said(articles[number], *said) for number, *said in rows]
