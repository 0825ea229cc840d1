"""Where articles are, and what each subscription has heard of that."""

import pytest

from scraper.article import Article
from storage.database import Database
from storage.history import History
from storage.presence import Elsewhere, Presence
from storage.schema import MIGRATIONS, migrate
from storage.told import Told
from tests.storage.builders import MONGOLIA, NORWAY, add, at, page, revision

OLD, NEW = MONGOLIA, Article(MONGOLIA.wiki, "Foreign relations of the Mongols")


@pytest.fixture
def presence(history):
    """Two articles, of which "all" was told."""
    add(history, revision(1, page("Fiji 2010")))
    add(history, revision(2, page("Fiji 2010")), to=NORWAY)
    known = Presence(history)
    for article in (MONGOLIA, NORWAY):
        Told(history).tell("all", article, (), None)
    known.begin("all")
    return known


def test_an_article_that_was_moved_is_elsewhere_until_that_is_heard(history, presence):
    history.rename(OLD, NEW.title)
    presence.moved(NEW, at(5))
    before = presence.elsewhere("all")
    presence.hear("all", NEW, NEW.title, "")

    assert before == [Elsewhere(NEW, "", at(5), None, OLD.title, "")]
    assert presence.elsewhere("all") == []


def test_how_an_article_is_gone_is_known_since_it_is_gone_so(presence):
    for minute, how in enumerate(("deleted", "deleted", "a redirect", "a redirect")):
        presence.gone(MONGOLIA, how, at(minute))

    assert presence.elsewhere("all") == [
        Elsewhere(MONGOLIA, "a redirect", None, at(2), MONGOLIA.title, "")
    ]


def test_an_article_that_is_there_again_is_gone_for_those_alone_who_heard_of_it(history, presence):
    Told(history).tell("few", MONGOLIA, (), None)
    presence.begin("few")
    presence.gone(MONGOLIA, "deleted", at(1))
    presence.hear("all", MONGOLIA, MONGOLIA.title, "deleted")
    presence.there([MONGOLIA, NORWAY])

    heard = {name: [one.gone_heard for one in presence.elsewhere(name)] for name in ("all", "few")}
    assert heard == {"all": ["deleted"], "few": []}


def test_who_was_told_of_nothing_knows_no_place(presence):
    presence.gone(MONGOLIA, "deleted", at(1))

    assert presence.elsewhere("another") == []


def test_an_earlier_versions_notices_count_as_far_as_they_were_heard(path):
    earlier = Database(path)
    migrate(earlier, {name: sql for name, sql in MIGRATIONS.items() if name < "004"})
    back, moved = "The article is there again.", 'The article was moved from "Old" to "New".'
    for number, title in enumerate(("New", "Gone", "Back"), start=1):
        earlier.run("INSERT INTO article VALUES (?, 'en.wikipedia.org', ?)", number, title)
        for name in ("early", "late"):
            values = "(?, ?, x'', NULL, '[]', '')"
            earlier.run(f"INSERT INTO told VALUES {values}", name, number)  # noqa: S608 - a constant
    for number, text in ((1, moved), (2, "It is gone."), (3, "It is gone."), (3, back)):
        earlier.run(
            "INSERT INTO notice (article, text, made_at) VALUES (?, ?, ?)",
            number,
            text,
            at(number).isoformat(),
        )
    for name, notice in (("early", 0), ("late", 4)):
        earlier.run("INSERT INTO heard VALUES (?, ?, ?)", name, at(9).isoformat(), notice)
    earlier.close()

    with History(path) as history:
        elsewhere = {name: Presence(history).elsewhere(name) for name in ("early", "late")}
    assert elsewhere == {
        "early": [
            Elsewhere(Article("en.wikipedia.org", "Gone"), "It is gone.", None, at(2), "Gone", ""),
            Elsewhere(Article("en.wikipedia.org", "New"), "", None, None, "Old", ""),
        ],
        "late": [],
    }
