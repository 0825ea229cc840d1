from contextlib import closing

import pytest

from monitor.web.asked import Asked
from monitor.web.pages.article import article
from monitor.web.pages.listing import articles
from monitor.web.routes import Request, answer
from monitor.web.sight import Site
from scraper.article import Article
from tests.monitor.web.seen import Seen
from tests.monitor.web.world import fill, text

MONGOLIA = Article("en.wikipedia.org", "Foreign relations of Mongolia")
PATH = "/article/en.wikipedia.org/Foreign_relations_of_Mongolia"


def page(sight, query=""):
    return article(sight, MONGOLIA, Asked.read(query))


def said(then):
    return [f"{fact.topic.name} {fact.says}".replace("\xa0", " ") for fact in then.relations]


@pytest.mark.parametrize(
    ("query", "number", "relations"),
    [
        pytest.param("", 5, ["Chad since 5 May 2011", "France since 27 April 1965",
                             "Peru since 30 May 1990"], id="now"),
        pytest.param("n=1", 1, ["Chad since 5 May 2011", "Peru since 1990"], id="its first edit"),
        pytest.param("at=2012-01-02", 2, ["Chad since 5 May 2011", "Peru since 30 May 1990"],
                     id="at the end of a day"),
        pytest.param("n=3", 3, ["Chad since 1 January 1066"], id="what a vandal wrote"),
        pytest.param("revision=6", 4, ["Chad since 5 May 2011", "Peru since 30 May 1990"],
                     id="a revision"),
        pytest.param("sort=date", 5, ["France since 27 April 1965", "Peru since 30 May 1990",
                                      "Chad since 5 May 2011"], id="by date"),
        pytest.param("sort=edit", 5, ["Chad since 5 May 2011", "Peru since 30 May 1990",
                                      "France since 27 April 1965"], id="by edit"),
    ],
)  # fmt: skip
def test_an_article_is_shown_as_of_any_edit(sight, query, number, relations):
    then = page(sight, query).then

    assert (then.number, then.of, said(then)) == (number, 5, relations)


def test_each_fact_has_the_edit_since_which_it_stands(sight):
    since = {fact.topic.name: fact.stands_since.revision for fact in page(sight).then.relations}

    assert since == {"Chad": 3, "France": 7, "Peru": 4}


def test_what_a_reverted_edit_said_stands_since_itself(sight):
    (chad,) = page(sight, "n=3").then.relations

    assert chad.stands_since.revision == 5


@pytest.mark.parametrize(
    ("query", "steps"),
    [
        pytest.param("n=3", (f"{PATH}?n=2", f"{PATH}?n=4", f"{PATH}?revision=4",
                             f"{PATH}?revision=7"), id="in the middle"),
        pytest.param("", (f"{PATH}?n=4", "", f"{PATH}?revision=4", ""), id="at the end"),
        pytest.param("n=1&sort=date", ("", f"{PATH}?n=2&sort=date", "",
                                       f"{PATH}?revision=4&sort=date"), id="the order is kept"),
    ],
)  # fmt: skip
def test_steps_lead_to_the_edits_and_changes_beside_it(sight, query, steps):
    then = page(sight, query).then

    assert (then.earlier, then.later, then.changed_earlier, then.changed_later) == steps


def test_changes_are_the_newest_first_with_both_sides(sight):
    changes = page(sight).changes

    assert [
        (one.edit.revision, change.topic.name, change.before, change.after.replace("\xa0", " "))
        for one in changes.shown
        for change in one.changes
    ] == [
        (7, "World Trade Organization", "not listed", "member"),
        (7, "France", "not listed", "since 27 April 1965"),
        (4, "Peru", "since 1990", "since 30 May 1990"),
    ]


def test_the_page_has_forms_for_the_edit_and_for_the_day(look):
    seen = look(f"{PATH}?at=2012-01-02")
    (slider,) = seen.all("input", type="range")
    (day,) = seen.all("input", type="date")

    assert [slider.attributes[name] for name in ("name", "min", "max", "value")] == [
        "n", "1", "5", "2",
    ]  # fmt: skip
    assert [day.attributes[name] for name in ("name", "min", "max", "value")] == [
        "at", "2012-01-01", "2012-01-05", "2012-01-02",
    ]  # fmt: skip
    assert [one.attributes.get("action") for one in seen.all("form")][1:] == [PATH] * 3


def test_of_relations_those_established_are_counted_and_the_rest_is_named(tmp_path):
    rows = ["Chad since 1960", "Peru since No relations", "Cuba since 1970 (severed in 1980)"]
    fill(tmp_path / "world.sqlite", {MONGOLIA.title: [text(*rows)]})
    with closing(Site(tmp_path / "world.sqlite")) as site, site.sight() as seen:
        then = article(seen, MONGOLIA, Asked()).then
        (row,) = articles(seen, Asked()).rows

    assert (then.counted.words, row.relations) == ("1, 1 without, 1 severed", 1)


def test_of_an_article_that_lists_nothing_no_picture_is_empty(tmp_path):
    fill(tmp_path / "world.sqlite", {MONGOLIA.title: ["It is a state in Asia."]})
    with closing(Site(tmp_path / "world.sqlite")) as site, site.sight() as seen:
        shown = article(seen, MONGOLIA, Asked())

    assert (shown.chart, [one.title for one in shown.pictures]) == (
        None, [f"{MONGOLIA.title}: edits and changes by month"],
    )  # fmt: skip


def test_a_picture_has_its_size_before_it_is_loaded(look):
    sizes = [
        (int(one.attributes["width"]), int(one.attributes["height"]))
        for one in look(PATH).all("img")
    ]

    assert len(sizes) == 4
    assert all(width == 648 and height > 0 for width, height in sizes)


def test_what_the_article_as_a_whole_lacks_is_not_said_of_its_lead(tmp_path):
    path = tmp_path / "world.sqlite"
    fill(path, {MONGOLIA.title: ["== History ==\n" + "It has a long history of relations. " * 400]})
    with closing(Site(path)) as site:
        seen = Seen(answer(site, Request(PATH)).body.decode())

    assert "The article as a whole: cannot be read: no list of relations" in seen.text()
