from contextlib import closing

import pytest

from monitor.web.pages.aside import contradicting, fitting
from monitor.web.routes import Request, answer
from monitor.web.sight import Site
from scraper.snapshot import Fact
from tests.monitor.web.seen import Seen
from tests.monitor.web.world import fill, text, title

MONGOLIA = "/article/en.wikipedia.org/Foreign_relations_of_Mongolia"


def relation(since, *also, status="established", dates=()):
    return Fact("relation", "ARM", "Armenia", since, dates, status, "Relations", also=also)


def membership(since, *also, status="member"):
    return Fact("membership", "un", "United Nations", since, (), status, "Members", also=also)


def plain(said):
    return [words.replace("\xa0", " ") for words in said]


@pytest.mark.parametrize(
    ("fact", "against", "beside"),
    [
        pytest.param(relation("1992"), [], [], id="nothing else is said"),
        pytest.param(relation("1992-01-31", ("1992-02-11", "established")),
                     ["since 11 February 1992"], [], id="another day"),
        pytest.param(relation("1992-01-31", ("1992-01", "established")),
                     [], ["since January 1992"], id="the same, less exact"),
        pytest.param(relation("1992-01-31", ("", "established")), [], [], id="a mere mention"),
        pytest.param(relation("", ("1992", "established")), [], ["since 1992"],
                     id="a date where the main list has none"),
        pytest.param(relation("", ("1992", "established"), ("1995", "established")),
                     ["since 1992", "since 1995"], [], id="two dates elsewhere"),
        pytest.param(relation("1992", ("1995", "established"), dates=("1992", "1995")),
                     [], ["since 1995"], id="a date of the same cell"),
        pytest.param(relation("1992", ("", "severed")), ["severed"], [], id="another status"),
        pytest.param(relation("", ("", "established"), status="none"),
                     [], ["without a date"], id="a mention of contacts"),
        pytest.param(membership("", ("", "observer")), ["observer"], [], id="another membership"),
        pytest.param(membership("1992", ("1990", "observer")), [], ["observer since 1990"],
                     id="one membership after the other"),
    ],
)  # fmt: skip
def test_what_is_said_elsewhere_contradicts_or_fits(fact, against, beside):
    assert (plain(contradicting(fact)), plain(fitting(fact))) == (against, beside)


def test_only_what_contradicts_is_marked_on_the_page(tmp_path):
    first = text("Chad since 5 May 2011", "Peru since 30 May 1990", "Cuba since 1960")
    again = text("Chad since 6 June 2012", "Peru since May 1990", "Cuba")
    fill(tmp_path / "world.sqlite", {title("Mongolia"): [first + again]})
    with closing(Site(tmp_path / "world.sqlite")) as site:
        seen = Seen(answer(site, Request(MONGOLIA)).body.decode())

    marked, quiet = seen.all("span", class_="also"), seen.all("span", class_="note")
    assert plain(one.text for one in marked) == ["but elsewhere in it: since 6 June 2012"]
    assert plain(one.text for one in quiet) == ["elsewhere in it: since May 1990"]
