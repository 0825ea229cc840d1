"""Tell a story: two texts of an article, and the report that its reader gets.

A story is a folder of three files, ``before.wikitext``, ``after.wikitext`` and
``report.txt``; the report is empty where there is nothing to tell. The folder's name
is the edit summary. ``python -m tests.stories.tell FOLDER...`` writes the reports, to
be read before they are committed.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from reports.render import text
from reports.report import ArticleNews, Report
from reports.settle import Key, key_of, settle
from scraper.article import Article, Revision
from scraper.parse import Parser
from scraper.snapshot import Fact, Snapshot

ARTICLE = Article("en.wikipedia.org", "Foreign relations of Mongolia")
SAVED_AT = datetime(2025, 1, 2, 11, 0, tzinfo=UTC)
NOW = SAVED_AT + timedelta(hours=1)


class Standing(NamedTuple):
    """What the article says after the edit, and the edit."""

    fact: Fact | None
    revision: Revision


def tell(folder: Path) -> str:
    """Give the report of the edit from before to after, told at once; "" where none is due."""
    before, after = (_parsed(folder / f"{name}.wikitext") for name in ("before", "after"))
    revision = Revision(
        id=4_000_000_002,
        parent_id=4_000_000_001,
        saved_at=SAVED_AT,
        user="Storyteller",
        comment=folder.name.replace("-", " "),
        text=None,
    )
    settled = settle(before.facts, _standing(before, after, revision), NOW, timedelta(0))
    known = {problem.what for problem in before.problems}
    doubted = {(claim.section, claim.text, claim.listed) for claim in before.claims}
    news = ArticleNews(
        article=ARTICLE,
        revision=revision,
        changes=settled.changes,
        upheavals=settled.upheavals,
        pending=settled.pending,
        held=settled.held,
        problems=tuple(each for each in after.problems if each.what not in known),
        claims=tuple(
            each
            for each in after.claims
            if not each.holds and (each.section, each.text, each.listed) not in doubted
        ),
    )
    report = Report(key="story", subscription="story", made_at=NOW, news=(news,))
    return text.render(report) if report.is_news else ""


def _parsed(path: Path) -> Snapshot:
    return Parser().parse(ARTICLE.title, path.read_text(encoding="utf-8"))


def _standing(before: Snapshot, after: Snapshot, revision: Revision) -> dict[Key, Standing]:
    now = {key_of(fact): fact for fact in after.facts}
    ever = [*map(key_of, before.facts), *now]
    return {key: Standing(now.get(key), revision) for key in dict.fromkeys(ever)}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        (Path(name) / "report.txt").write_text(tell(Path(name).resolve()), encoding="utf-8")
