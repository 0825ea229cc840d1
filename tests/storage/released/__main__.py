"""Write a database as the present version does: ``python -m tests.storage.released``.

Run it when a version is released, and never again for that version: what stands beside
this file is what users have.
"""

import tomllib
from pathlib import Path

from scraper.article import Article
from storage.history import History
from storage.outbox import NewDelivery, Outbox, StoredReport
from storage.told import Told
from tests.storage.builders import MIDNIGHT, MONGOLIA, NORWAY, add, page, relation, revision

TEXTS = [
    page("Cuba 1960", "UN member"),
    page("Cuba 1960", "UN member", "Chad 1961"),
    "blanked",
    page("Cuba 1960", "UN member", "Chad 1961"),
    None,
    page("Cuba 1960", "UN member", "Chad 1962"),
]


def write(path: Path) -> None:
    """Write a database that has something in most of its tables."""
    with History(path) as history:
        add(history, *(revision(number, text) for number, text in enumerate(TEXTS, start=1)))
        former = Article(NORWAY.wiki, "Foreign relations of the Norwegians")
        add(history, revision(7, page("Fiji 1970") + "?a table\n"), to=former)
        history.rename(former, NORWAY.title)
        facts = (relation("Cuba", "1960"), relation("Chad", "1961"))
        report = StoredReport("first", "everyone", MIDNIGHT, {"news": []})
        owed = NewDelivery("{}", "ann@example.org", "<first@example.org>", {"text": "News"})
        with history.transaction():
            number = Outbox(history).put(report, [owed])
            Told(history).tell("everyone", MONGOLIA, facts, number)
        history.database.run("PRAGMA journal_mode = DELETE")


if __name__ == "__main__":
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    version = project["version"]
    target = Path(__file__).with_name(f"{version}.sqlite")
    target.unlink(missing_ok=True)
    write(target)
