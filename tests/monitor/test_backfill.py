"""Backfills over a wiki on loopback and from exports: whole, resumable, and no news."""

from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO

import pytest

from monitor.backfill import from_wiki
from monitor.filling import Filling, from_export
from monitor.stop import Stop, Stopped
from scraper.article import Article
from scraper.parse import Parser
from scraper.title import EVERY_PAGE, Choice
from scraper.wiki import Patience, Wiki
from storage.history import History
from tests.monitor.exports import export
from tests.monitor.world import article

TITLE = "Foreign relations of Mongolia"
FORMER = "Foreign relations of the Mongols"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXTS = [article(f"Chad {1900 + number}") for number in range(120)]


@pytest.fixture
def history():
    with History(":memory:", read=Parser().read) as opened:
        yield opened


@pytest.fixture
def filling(history):
    return Filling(history, Parser(), Stop(), NOW)


@pytest.fixture
def wiki(loopback_wiki):
    with Wiki(loopback_wiki.host, api=loopback_wiki.api, patience=Patience(tries=1)) as opened:
        yield opened


@pytest.fixture
def mongolia(loopback_wiki):
    for text in TEXTS:
        loopback_wiki.edit(TITLE, text)
    return Article(loopback_wiki.host, TITLE)


def fill(asked, wiki, filling):
    *_, filled = from_wiki(asked, wiki, filling)
    return filled.added, filled.known, filled.total


def test_the_whole_history_is_fetched_once(mongolia, wiki, filling, loopback_wiki):
    first = fill(mongolia, wiki, filling)
    asked = len(loopback_wiki.asked)
    second = fill(mongolia, wiki, filling)

    assert (first, second, len(loopback_wiki.asked) - asked) == ((120, 0, 120), (0, 120, 120), 2)
    assert [filling.history.text(mongolia, number) for number in (1, 120)] == [TEXTS[0], TEXTS[-1]]


def test_stopped_it_goes_on_with_what_is_missing(mongolia, wiki, filling):
    with suppress(Stopped):
        for filled in from_wiki(mongolia, wiki, filling):
            if filled.added:
                filling.stop.ask()
    again = Filling(filling.history, filling.parser, Stop(), NOW)

    assert fill(mongolia, wiki, again) == (70, 50, 120)


def test_older_revisions_are_put_in_their_place(mongolia, wiki, filling, loopback_wiki):
    with suppress(Stopped):
        fill(mongolia, wiki, filling)
    loopback_wiki.edit(TITLE, article("Peru 1800"), saved_at=datetime(2020, 1, 1, tzinfo=UTC))
    added = fill(mongolia, wiki, filling)
    (first, *_) = filling.history.revisions(mongolia)

    assert (added, first.id) == ((1, 120, 121), 121)


def test_withheld_texts_are_stored_as_withheld(mongolia, wiki, filling, loopback_wiki):
    loopback_wiki.hide(TITLE, 60, "text", "sha1", "user")
    fill(mongolia, wiki, filling)
    hidden = filling.history.revision(mongolia, 60)

    assert (filling.history.text(mongolia, 60), hidden.user) == (None, None)
    assert [change.revision.id for _, change in filling.history.changes()][57:59] == [59, 61]


def test_a_page_that_was_moved_keeps_one_history(mongolia, wiki, filling, loopback_wiki):
    fill(mongolia, wiki, filling)
    loopback_wiki.move(TITLE, FORMER)
    moved = Article(mongolia.wiki, FORMER)
    added = fill(moved, wiki, filling)

    assert (added, filling.history.articles()) == ((1, 120, 121), [moved])
    assert filling.history.find(str(mongolia)) == moved


def test_what_is_known_under_two_titles_becomes_one(mongolia, wiki, filling, loopback_wiki):
    fill(mongolia, wiki, filling)
    loopback_wiki.move(TITLE, FORMER)
    newest = loopback_wiki.edit(FORMER, article("Togo 1970"))
    revision = wiki.fetch([newest])[newest]
    moved = Article(mongolia.wiki, FORMER)
    filling.history.add(moved, revision, filling.parser.parse(FORMER, revision.text))
    fill(moved, wiki, filling)

    assert filling.history.articles() == [moved]
    assert len(filling.history.known(moved)) == 122


def test_a_page_to_which_old_edits_were_moved_takes_no_other_history(
    mongolia, wiki, filling, loopback_wiki
):
    fill(mongolia, wiki, filling)
    page = loopback_wiki.pages[TITLE]
    loopback_wiki.edit(FORMER, "another page")
    loopback_wiki.pages[FORMER].revisions[:0] = page.revisions[:10]
    del page.revisions[:10]
    fill(Article(mongolia.wiki, FORMER), wiki, filling)

    assert [
        len(filling.history.known(Article(mongolia.wiki, title))) for title in (TITLE, FORMER)
    ] == [120, 11]


def from_file(data, filling, *titles):
    pages = {}
    choice = Choice(titles) if titles else EVERY_PAGE
    for filled in from_export(BytesIO(data), choice, "", filling):
        pages[filled.page.title] = (filled.added, filled.known)
    return pages


def test_an_export_gives_all_its_pages_or_those_that_are_named(filling):
    data = export({TITLE: TEXTS[:3], "Foreign relations of Fiji": TEXTS[3:5]})
    named = from_file(data, filling, "foreign relations of Fiji")
    every = from_file(data, filling)

    assert (named, every) == (
        {"Foreign relations of Fiji": (2, 0)},
        {TITLE: (3, 0), "Foreign relations of Fiji": (0, 2)},
    )


def test_an_export_joins_what_the_wiki_gave(mongolia, wiki, filling):
    fill(mongolia, wiki, filling)
    data = export({TITLE: TEXTS}, wiki=mongolia.wiki)

    assert from_file(data, filling) == {TITLE: (0, 120)}


def test_an_old_export_joins_the_article_under_its_present_title(filling):
    moved = Article("en.wikipedia.org", FORMER)
    from_file(export({FORMER: TEXTS[:9]}), filling)
    added = from_file(export({TITLE: TEXTS[:5]}), filling)

    assert (added, filling.history.articles()) == ({TITLE: (0, 5)}, [moved])
    assert filling.history.find(TITLE) == moved


def test_a_part_that_came_under_an_old_title_is_joined_when_that_shows(filling):
    """The export's first revisions are not known, and its last ones are: under another title."""
    texts = [*TEXTS, *TEXTS, *TEXTS, *TEXTS, *TEXTS]
    from_file(export({FORMER: texts}, first=590), filling)
    from_file(export({TITLE: texts}), filling)

    assert filling.history.articles() == [Article("en.wikipedia.org", FORMER)]
    assert len(filling.history.revisions(Article("en.wikipedia.org", FORMER))) == 600


def test_that_the_newest_revision_was_known_before_makes_no_other_history(filling):
    """The newest restores a text of 35 edits ago, which at first was right before it."""
    texts = [*TEXTS[:39], TEXTS[4]]
    from_file(export({TITLE: texts}, first=40), filling)
    from_file(export({TITLE: texts}), filling)

    assert len(list(filling.history.periods())) == 40


def test_a_backfill_is_no_news(world):
    for number in range(8):
        world.edit(article(f"Chad {1900 + number}", "Peru 1970"))
        world.wait(days=1)
    page = world.wiki.pages[TITLE]
    begun = world.told()
    with suppress(StopIteration):
        for revision in page[:-1]:
            world.history.add(
                Article("en.wikipedia.org", TITLE),
                revision,
                world.parser.parse(TITLE, revision.text),
            )
    world.wait(days=1)

    assert (begun, world.told(), len(world.history.changes())) == (
        ["begins: Mongolia, 2 relations"],
        [],
        7,
    )
