"""A small world of articles, as a database that pages are made of."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scraper.article import Article, Revision
from scraper.parse import Parser
from storage.history import History

WIKI = "en.wikipedia.org"
MIDNIGHT = datetime(2012, 1, 1, tzinfo=UTC)


def title(subject: str) -> str:
    return f"Foreign relations of {subject}"


def text(*relations: str, members: Sequence[str] = (), more: str = "") -> str:
    """Write an article: relations like "Chad 5 May 2011", organisations by name."""
    rows = (relation.rpartition(" since ") for relation in relations)
    table = "".join(
        f"|-\n| {{{{flag|{name or date}}}}} || {date if name else ''}\n" for name, _, date in rows
    )
    listed = "".join(f"* [[{member}]]\n" for member in members)
    memberships = f"==International organizations==\n{listed}" if members else ""
    return (
        f"{more}==Diplomatic relations==\n"
        '{| class="wikitable"\n! Country !! Formal Relations Began\n'
        f"{table}|}}\n{memberships}"
    )


def fill(
    path: Path, articles: Mapping[str, Sequence[str | None]], user: str = "Ann", wiki: str = WIKI
) -> None:
    """Store articles' texts, by title, each a day after the one before it."""
    parser, number = Parser(), 0
    with History(path, read=parser.read) as history, history.transaction():
        for name, texts in articles.items():
            article, parent = Article(wiki, name), 0
            for day, wikitext in enumerate(texts):
                number += 1
                saved_at = MIDNIGHT + timedelta(days=day)
                comment = f"edit {number}"
                revision = Revision(number, parent, saved_at, user, comment, wikitext)
                snapshot = None if wikitext is None else parser.read(article, wikitext)
                history.add(article, revision, snapshot)
                parent = number


MONGOLIA = [
    text("Chad since 5 May 2011", "Peru since 1990", members=["United Nations"]),
    text("Chad since 5 May 2011", "Peru since 30 May 1990", members=["United Nations"]),
    text("Chad since 1 January 1066", members=["United Nations"]),
    text("Chad since 5 May 2011", "Peru since 30 May 1990", members=["United Nations"]),
    text(
        "Chad since 5 May 2011", "Peru since 30 May 1990", "France since 27 April 1965",
        members=["United Nations", "World Trade Organization"],
    ),
]  # fmt: skip
"""The second edit gives a day, the third is vandalism, the fourth undoes it, the fifth adds."""

CHAD = [text("Mongolia since 6 June 2012", "France since 1960")]
FRANCE = [text("Mongolia since 27 April 1965", "Peru since 1826")]

WORLD = {title("Chad"): CHAD, title("France"): FRANCE, title("Mongolia"): MONGOLIA}
"""Chad's article and Mongolia's disagree; France's agrees with it, and does not list Chad."""
