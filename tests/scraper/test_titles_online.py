import pytest

from scraper.manners import Patience
from scraper.titles_online import Entry
from scraper.wiki import Wiki, WikiRefused
from tests import loopback_faults as faults
from tests.fake_time import FakeTime


@pytest.fixture
def reader(loopback_wiki):
    time = FakeTime()
    with Wiki(
        "en.example",
        api=loopback_wiki.api,
        contact="operator@example.org",
        sleep=time.sleep,
        clock=time.clock,
        patience=Patience(tries=1),
    ) as wiki:
        yield wiki


def test_a_title_leads_through_redirects_to_its_page_and_item(loopback_wiki, reader):
    loopback_wiki.edit("Eswatini", "A kingdom.")
    loopback_wiki.redirect("Swaziland", "Eswatini")
    loopback_wiki.properties["Eswatini"] = {"wikibase_item": "Q1050", "defaultsort": "E"}

    assert reader.look_up(["swaziland", "Eswatini"]) == {
        "swaziland": Entry("Eswatini", "Q1050"),
        "Eswatini": Entry("Eswatini", "Q1050"),
    }


def test_a_page_of_several_meanings_says_so(loopback_wiki, reader):
    loopback_wiki.edit("Georgia", "May be one or another.")
    loopback_wiki.properties["Georgia"] = {"wikibase_item": "Q32768", "disambiguation": ""}

    assert reader.look_up(["Georgia"]) == {"Georgia": Entry("Georgia", "Q32768", True)}


def test_what_has_no_page_or_can_be_no_title_is_left_out(loopback_wiki, reader):
    loopback_wiki.edit("Plain", "Without an item.")

    assert reader.look_up(["Plain", "Missing", "", "a|b"]) == {"Plain": Entry("Plain")}


def test_fifty_titles_are_one_request(loopback_wiki, reader):
    reader.look_up([f"Title {number}" for number in range(101)])

    assert [one.parameters["titles"].count("|") + 1 for one in loopback_wiki.asked] == [50, 50, 1]


def test_a_wiki_that_refuses_is_an_error(loopback_wiki, reader):
    loopback_wiki.fail(faults.status(403))

    with pytest.raises(WikiRefused):
        reader.look_up(["Eswatini"])
