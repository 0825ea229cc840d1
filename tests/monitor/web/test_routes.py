import json
from contextlib import closing

import pytest

from monitor.web.routes import Request, answer
from monitor.web.sight import Site
from tests.monitor.web.seen import Seen
from tests.monitor.web.world import fill, text, title

MONGOLIA = "/article/en.wikipedia.org/Foreign_relations_of_Mongolia"
PAGES = {
    "/": "What changed",
    "/articles": "Articles",
    "/counterparts": "Counterparts",
    "/organisations": "Organisations",
    "/counterpart/TCD": "Chad",
    "/organisation/un": "United Nations",
    MONGOLIA: "Foreign relations of Mongolia",
    f"{MONGOLIA}?n=2": "Foreign relations of Mongolia",
    MONGOLIA.replace("article", "compare", 1): "Foreign relations of Mongolia on two days",
    "/relations": "Who has relations with whom",
    "/relations/Eastern%20Asia/Middle%20Africa": "Eastern Asia and Middle Africa",
    "/audit": "Where articles contradict each other",
    "/search?q=mongolia": "“mongolia”",
    "/search?q=nobody+at+all": "“nobody at all”",
    "/search": "Search",
}


def ask(site, path, known=""):
    bare, _, query = path.partition("?")
    return answer(site, Request(bare, query, known))


@pytest.mark.parametrize(("path", "heading"), PAGES.items(), ids=PAGES)
def test_every_page_has_its_heading_and_runs_nothing_but_our_own(site, path, heading):
    given = ask(site, path)
    seen = Seen(given.body.decode())

    assert (given.status, [one.text for one in seen.all("h1")]) == (200, [heading])
    assert "default-src 'none'" in dict(given.headers)["content-security-policy"]
    assert [one.attributes["src"] for one in seen.all("script")] == ["/static/web.js"]
    assert not [one for one in seen.elements if "style" in one.attributes]


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        pytest.param(f"{MONGOLIA}?n=2", "Foreign relations of Mongolia, edit 2 of 5", id="an edit"),
        pytest.param(MONGOLIA, "Foreign relations of Mongolia", id="as it is"),
        pytest.param("/?before=2012-01-03", "What changed until 2012-01-02", id="earlier changes"),
        pytest.param("/audit?kind=dates&about=Chad", "Audit of Chad: dates in two articles",
                     id="findings of a kind"),
        pytest.param(MONGOLIA.replace("article", "compare", 1) + "?from=2012-01-02",
                     "Foreign relations of Mongolia, 2012-01-02 and 2012-01-05", id="two days"),
    ],
)  # fmt: skip
def test_a_tab_says_what_is_in_it(site, path, heading):
    seen = Seen(ask(site, path).body.decode())

    assert [one.text for one in seen.all("title")] == [f"{heading} · diplowatch"]


@pytest.mark.parametrize("path", PAGES, ids=PAGES)
def test_all_that_is_shown_is_at_the_json_address_that_the_page_names(site, path):
    seen = Seen(ask(site, path).body.decode())
    (link,) = seen.all("link", rel="alternate")

    given = ask(site, link.attributes["href"])
    document = json.loads(given.body)

    assert (given.status, document["license"].startswith("https://")) == (200, True)
    assert len(document) > 1


@pytest.mark.parametrize(
    ("path", "status", "why"),
    [
        pytest.param("/nowhere", 404, "there is no such page here", id="no page"),
        pytest.param(f"{MONGOLIA}?revision=99", 404, 'no revision "99"', id="no revision"),
        pytest.param(f"{MONGOLIA}?n=99", 404, "no edit 99 is stored: the newest is 5",
                     id="an edit beyond the newest"),
        pytest.param(f"{MONGOLIA}?page=2", 404, "no page 2: the last is 1",
                     id="no page of changes"),
        pytest.param("/audit?page=2", 404, "no page 2: the last is 1", id="no page of findings"),
        pytest.param(f"{MONGOLIA}?at=1999-01-01", 404, 'no revision of "en.', id="early"),
        pytest.param(f"{MONGOLIA}?at=soon", 400, '"soon" is no date', id="no date"),
        pytest.param(f"{MONGOLIA}?n=-1", 400, 'no n "-1": give a number from 1', id="no number"),
        pytest.param(f"{MONGOLIA}?sort=taste", 400, 'no sort "taste"', id="no such order"),
        pytest.param("/counterpart/XXX", 404, 'no article speaks of "XXX"', id="never mentioned"),
        pytest.param("/relations/Atlantis/Asia", 404, 'no subregion "Atlantis"', id="no region"),
        pytest.param("/audit?kind=taste", 400, 'no kind "taste"', id="no kind of finding"),
        pytest.param("/picture/nothing.svg", 404, 'no picture "nothing"', id="no picture"),
    ],
)  # fmt: skip
def test_what_has_no_page_is_said_in_a_sentence_and_in_a_line_of_json(site, path, status, why):
    given = ask(site, path)

    assert given.status == status
    assert why[:1].upper() + why[1:] in Seen(given.body.decode()).text()

    bare, _, query = path.partition("?")
    if not bare.endswith(".svg"):
        told = ask(site, f"{bare}.json?{query}")
        assert (told.status, why in json.loads(told.body)["error"]) == (status, True)


@pytest.mark.parametrize(
    ("path", "says", "links"),
    [
        pytest.param("/article/Mongolei",
                     "No article goes by “Mongolei”. Did you mean “Foreign relations of Mongolia”?",
                     [MONGOLIA, "/search?q=Mongolei", "/articles"], id="a title that is near"),
        pytest.param("/article/x.org/Atlantis_Sunk", "No article goes by “Atlantis Sunk”.",
                     ["/search?q=Atlantis+Sunk", "/articles"], id="none is near"),
        pytest.param("/counterpart/XXX",
                     'No article speaks of "XXX": look for it by its name.',
                     ["/search?q=XXX", "/articles"], id="nobody"),
        pytest.param(f"{MONGOLIA}?revision=99",
                     'No revision "99" of "en.wikipedia.org:Foreign relations of Mongolia"'
                     " is stored.", [MONGOLIA, "/articles"], id="an edit of what is there"),
        pytest.param("/relations/Atlantis/Asia", 'No subregion "Atlantis": /relations has all.',
                     ["/relations", "/articles"], id="a part of the world"),
        pytest.param("//evil.example/x?n=1", "There is no such page here.", ["/articles"],
                     id="another host"),
    ],
)  # fmt: skip
def test_what_has_no_page_says_where_to_go_on(site, path, says, links):
    seen = Seen(ask(site, path).body.decode())
    main = [one for one in seen.elements if " main section" in one.within]

    assert [one.text for one in seen.all("h1")] == ["No such page"]
    assert [one.text for one in main if one.tag == "p"] == [says]
    assert [one.attributes["href"] for one in main if one.tag == "a"] == links


def test_of_several_articles_of_one_name_the_wiki_is_named(tmp_path):
    for wiki in ("en.wikipedia.org", "simple.wikipedia.org"):
        fill(tmp_path / "world.sqlite", {title("Mongolia"): [text("Chad since 1960")]}, wiki=wiki)
    with closing(Site(tmp_path / "world.sqlite")) as site:
        seen = Seen(ask(site, "/article/Mongolia").body.decode())

    assert "Several articles go by “Mongolia”." in seen.text()
    assert [one.text for one in seen.all("a")][-5:-3] == [
        "en.wikipedia.org:Foreign relations of Mongolia",
        "simple.wikipedia.org:Foreign relations of Mongolia",
    ]


def test_a_subject_leads_to_its_article(site):
    given = ask(site, "/article/mongolia")

    assert (given.status, dict(given.headers)["location"]) == (303, MONGOLIA)


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/counterpart/Chad", "/counterpart/TCD"),
        ("/counterpart/Republic%20of%20Chad.json", "/counterpart/TCD.json"),
        ("/organisation/World%20Trade%20Organization", "/organisation/wto"),
    ],
)
def test_a_name_leads_to_its_counterpart_or_organisation(site, path, leads_to):
    given = ask(site, path)

    assert (given.status, dict(given.headers)["location"]) == (303, leads_to)


def test_a_search_that_finds_one_thing_leads_to_it(site):
    given = ask(site, "/search?q=world+trade")

    assert (given.status, dict(given.headers)["location"]) == (303, "/organisation/wto")


def test_a_picture_is_not_sent_again_to_who_has_it(site):
    pytest.importorskip("matplotlib", reason='needs Matplotlib, the extra "plot"')
    path = "/picture/listed/en.wikipedia.org/Foreign_relations_of_Mongolia.svg"

    first = ask(site, path)
    again = ask(site, path, dict(first.headers)["etag"])

    assert (first.status, first.content_type) == (200, "image/svg+xml")
    assert first.body.startswith(b"<svg ")
    assert (again.status, again.body) == (304, b"")


def test_a_step_through_the_history_is_a_part_of_the_page(site):
    given = ask(site, f"{MONGOLIA}?n=2&part=then")
    seen = Seen(given.body.decode())

    assert given.status == 200
    assert seen.elements[0].attributes["id"] == "stand"
    assert not seen.all("html")


def test_an_identity_leads_nowhere_else_though_another_goes_by_it(tmp_path):
    path = tmp_path / "world.sqlite"
    both = text("Namibia since 1990", "Non-Aligned Movement since 1961")
    fill(path, {title("Chad"): [both]})
    with closing(Site(path)) as site:
        given = ask(site, "/counterpart/NAM")

    assert (given.status, "Namibia" in given.body.decode()) == (200, True)
