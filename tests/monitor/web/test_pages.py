from contextlib import closing

import pytest

from monitor.web.asked import Asked
from monitor.web.pages import audit, compare, home, listing, relations, search, topic
from monitor.web.routes import Request, answer
from monitor.web.sight import Site
from scraper.article import Article
from storage.finding import KINDS
from tests.monitor.web.seen import Seen
from tests.monitor.web.world import WORLD, fill, text, title

MONGOLIA = Article("en.wikipedia.org", "Foreign relations of Mongolia")
MANY = [f"{letter}{number:02}" for letter in "AB" for number in range(25)]
GERMAN = (
    "== Diplomatische Beziehungen ==\n{{|\n! Staat !! Seit\n|-\n| [[{}]] || 7. Juni 1961\n|}}\n"
)


def asked(query=""):
    return Asked.read(query)


def plain(words):
    return words.replace("\xa0", " ")


def test_home_has_the_latest_changes_by_edit(sight):
    page = home.home(sight, asked())

    assert (page.articles, page.revisions) == (3, 7)
    assert [
        (one.article.subject, one.edit.revision, [change.topic.name for change in one.changes])
        for one in page.latest
    ] == [
        ("Mongolia", 7, ["World Trade Organization", "France"]),
        ("Mongolia", 4, ["Peru"]),
    ]


def test_findings_of_every_kind_can_be_asked_for(tmp_path):
    path = tmp_path / "world.sqlite"
    fill(path, {title("Mongolia"): [text("Peru since 1960")]})
    fill(path, {"Außenpolitik der Mongolei": [GERMAN.format("Peru")]}, wiki="de.wikipedia.org")
    with closing(Site(path)) as site:
        found = {kind: answer(site, Request("/audit", f"kind={kind}")) for kind in KINDS}

    assert {kind: one.status for kind, one in found.items()} == dict.fromkeys(KINDS, 200)
    assert "Dates years apart in two wikis" in found["wikis"].body.decode()


def test_home_goes_on_before_a_time(sight):
    page = home.home(sight, asked("before=2012-01-03"))

    assert [one.edit.revision for one in page.latest] == [4]


def test_articles_are_listed_with_their_numbers(sight):
    page = listing.articles(sight, asked())

    assert [
        (row.article.subject, row.relations, row.memberships, row.revisions) for row in page.rows
    ] == [("Chad", 2, 0, 1), ("France", 2, 0, 1), ("Mongolia", 3, 2, 5)]


def test_articles_stand_in_one_alphabet_whatever_their_wiki_and_their_letters(tmp_path):
    path = tmp_path / "world.sqlite"
    subjects = ["Zambia", "Åland", "the Gambia", "Abkhazia"]
    fill(path, {title(one): [text("Chad since 1960")] for one in subjects})
    fill(path, {title("Mongolia"): [text("Chad since 1960")]}, wiki="simple.wikipedia.org")
    with closing(Site(path)) as site:
        with site.sight() as sight:
            rows = listing.articles(sight, asked()).rows
        seen = Seen(answer(site, Request("/articles")).body.decode())

    assert [(row.letter, row.article.subject) for row in rows] == [
        ("A", "Abkhazia"), ("A", "Åland"), ("G", "Gambia"), ("M", "Mongolia"), ("Z", "Zambia"),
    ]  # fmt: skip
    marked = [one.text for one in seen.all("bdi") if one.text.endswith("wikipedia.org")]
    assert marked == ["simple.wikipedia.org"]


def test_letters_lead_into_a_long_list(tmp_path):
    states = {one: [text("Chad since 1960")] for one in map(title, MANY)}
    fill(tmp_path / "world.sqlite", states)
    with closing(Site(tmp_path / "world.sqlite")) as site:
        seen = Seen(answer(site, Request("/articles")).body.decode())
    anchors = [one.attributes["href"][1:] for one in seen.all("a") if one.text in ("A", "B")]
    rows = [one.attributes["id"] for one in seen.all("tr") if "id" in one.attributes]

    assert anchors == rows == ["letter-A", "letter-B"]


def test_articles_that_cannot_be_read_in_part_are_counted_and_listed(tmp_path):
    path = tmp_path / "world.sqlite"
    prose = "== History ==\n" + "It has a long history of relations. " * 400
    fill(path, {**WORLD, title("Peru"): [prose]})
    with closing(Site(path)) as site, site.sight() as sight:
        unread = listing.articles(sight, asked("unread=1"))
        page = home.home(sight, asked())

    assert [(row.article.subject, row.blind) for row in unread.rows] == [("Peru", 1)]
    assert page.unread == 1


def test_counterparts_are_listed_with_the_number_of_articles(sight):
    page = listing.topics(sight, "relation")

    assert [(row.topic.name, row.region, row.articles) for row in page.rows] == [
        ("Chad", "Africa", 1),
        ("France", "Europe", 2),
        ("Mongolia", "Asia", 2),
        ("Peru", "Americas", 2),
    ]


def test_a_counterpart_is_held_against_its_own_article(sight):
    page = topic.topic(sight, "relation", "MNG", asked())

    assert [one.subject for one in page.own] == ["Mongolia"]
    assert [
        (one.article.subject, plain(one.fact.says), plain(one.answer), one.differs)
        for one in page.now
    ] == [
        ("Chad", "since 6 June 2012", "since 5 May 2011", True),
        ("France", "since 27 April 1965", "since 27 April 1965", False),
    ]


def test_an_article_is_answered_by_that_of_its_own_wiki(tmp_path):
    fill(tmp_path / "world.sqlite", WORLD)
    texts = {
        "Außenpolitik der Mongolei": [GERMAN.format("Frankreich")],
        "Außenpolitik Frankreichs": [GERMAN.format("Mongolei")],
    }
    fill(tmp_path / "world.sqlite", texts, wiki="de.wikipedia.org")
    site = Site(tmp_path / "world.sqlite")
    with site.sight() as sight:
        page = topic.topic(sight, "relation", "MNG", asked())
        found = audit.audit(sight, asked("kind=dates"))
    site.close()

    assert [one.title for one in page.own] == [MONGOLIA.title, "Außenpolitik der Mongolei"]
    assert [(one.article.title, plain(one.answer)) for one in page.now] == [
        ("Außenpolitik Frankreichs", "since 7 June 1961"),
        ("Foreign relations of Chad", "since 5 May 2011"),
        ("Foreign relations of France", "since 27 April 1965"),
    ]
    assert [one.kind for one in found.findings.shown] == ["dates"]


def test_all_that_was_ever_said_of_a_counterpart_is_there(sight):
    page = topic.topic(sight, "relation", "PER", asked())

    assert [
        (one.article.subject, plain(one.says), one.begun.revision, one.ended and one.ended.revision)
        for one in page.ever.shown
    ] == [
        ("Mongolia", "since 30 May 1990", 4, None),
        ("Mongolia", "since 1990", 3, 4),
        ("France", "since 1826", 2, None),
    ]


def test_an_organisation_has_all_its_members(sight):
    page = topic.topic(sight, "membership", "un", asked())

    assert (page.own, [one.article.subject for one in page.now]) == ((), ["Mongolia"])


def test_the_matrix_counts_relations_by_subregion(sight):
    page = relations.matrix(sight)

    assert [part for _, part in page.columns] == [
        "Middle Africa", "South America", "Eastern Asia", "Western Europe",
    ]  # fmt: skip
    assert {
        row.subregion: [(share.relations, share.possible) for share in row.shares]
        for row in page.rows
    } == {
        "Middle Africa": [(0, 0), (0, 1), (1, 1), (1, 1)],
        "Eastern Asia": [(1, 1), (1, 1), (0, 0), (1, 1)],
        "Western Europe": [(0, 1), (1, 1), (1, 1), (0, 0)],
    }


def test_what_the_matrix_does_not_show_is_counted_apart(tmp_path):
    path = tmp_path / "world.sqlite"
    fill(path, {**WORLD, title("Peru"): [text("Chad since 1980", "European Union since 1990")]})
    fill(
        path, {"Außenpolitik der Mongolei": [GERMAN.format("Frankreich")]}, wiki="de.wikipedia.org"
    )
    with closing(Site(path)) as site, site.sight() as sight:
        page = relations.matrix(sight)
    shown = [share.relations for row in page.rows for share in row.shares]

    assert (sum(shown), page.relations, page.articles, page.elsewhere) == (8, 8, 4, 2)


@pytest.mark.parametrize(
    ("rows", "columns", "sides"),
    [
        pytest.param("Eastern Asia", "Western Europe", "both", id="both articles agree"),
        pytest.param("Eastern Asia", "Middle Africa", "differs", id="their dates contradict"),
        pytest.param("Middle Africa", "Western Europe", "one", id="only this article"),
        pytest.param("Western Europe", "Middle Africa", "other", id="only the other article"),
        pytest.param("Eastern Asia", "South America", "alone", id="there is no other article"),
        pytest.param("Middle Africa", "South America", "", id="nothing is said"),
    ],
)
def test_each_pair_of_states_says_who_lists_it(sight, rows, columns, sides):
    (row,) = relations.quarter(sight, rows, columns).rows

    assert [cell.sides for cell in row.cells] == [sides]


def test_findings_can_be_sorted_and_narrowed_down(sight):
    page = audit.audit(sight, asked("kind=dates&about=chad&sort=apart"))
    (finding,) = page.findings.shown

    assert (page.articles, finding.days_apart) == (3, 398)
    assert [(side.article.subject, plain(side.words)) for side in finding.sides] == [
        ("Chad", "Mongolia since 6 June 2012"),
        ("Mongolia", "Chad since 5 May 2011"),
    ]


@pytest.mark.parametrize(
    ("about", "subjects"),
    [
        pytest.param("chad", ["Chad"], id="its subject"),
        pytest.param("Foreign_relations of chad", ["Chad"], id="its title"),
        pytest.param("Tchad", ["Chad"], id="another name"),
        pytest.param("TCD", ["Chad"], id="its identity"),
        pytest.param("Mongolei", ["Außenpolitik der Mongolei", "Mongolia"],
                     id="its name in a wiki's language"),
        pytest.param("Peru", [], id="a state without an article"),
        pytest.param("Cha", [], id="a part of a name"),
    ],
)  # fmt: skip
def test_findings_are_about_whoever_goes_by_a_name(tmp_path, about, subjects):
    path = tmp_path / "world.sqlite"
    fill(path, WORLD)
    fill(path, {"Außenpolitik der Mongolei": [GERMAN.format("Peru")]}, wiki="de.wikipedia.org")
    with closing(Site(path)) as site, site.sight() as sight:
        page = audit.audit(sight, asked(f"about={about}"))
    of = [{side.article.subject for side in one.sides} for one in page.findings.shown]

    assert sorted(one.subject for one in page.named) == subjects
    assert all(one & set(subjects) for one in of)
    assert (len(of) > 0) == (subjects != [])


def test_where_no_article_goes_by_a_name_the_audit_leads_to_the_search(look):
    seen = look("/audit?about=Atlantis")

    assert "No article goes by “Atlantis”." in seen.text()
    assert "/search?q=Atlantis" in [one.attributes["href"] for one in seen.all("a")]


def test_findings_link_to_the_sections_of_both_articles(look):
    seen = look("/audit?kind=dates")
    links = [one.attributes["href"] for one in seen.all("a", rel="noreferrer")]

    assert links == [
        "https://en.wikipedia.org/wiki/Foreign_relations_of_Chad#Diplomatic_relations",
        "https://en.wikipedia.org/wiki/Foreign_relations_of_Mongolia#Diplomatic_relations",
    ]


def test_two_days_are_compared_as_facts_and_as_text(sight):
    page = compare.compare(sight, MONGOLIA, asked("from=2012-01-01&to=2012-01-02"))

    assert (page.before.revision, page.after.revision) == (3, 4)
    assert [plain(change.says) for change in page.changes] == [
        "the date is now 30 May 1990 (was 1990)"
    ]
    changed = [row for row in page.text if row.kind == "changed"]
    assert [part.text for row in changed for part in row.after.parts if part.differs] == ["30 May "]


def test_without_days_the_first_edit_is_compared_with_the_newest(sight):
    page = compare.compare(sight, MONGOLIA, asked())

    assert (page.before.revision, page.after.revision) == (3, 7)
    assert page.url == "https://en.wikipedia.org/wiki/Special:Diff/3/7"


def test_revisions_can_be_compared_by_their_ids(sight):
    page = compare.compare(sight, MONGOLIA, asked("from=4&to=6"))

    assert (page.changes, page.text, page.unshown) == ((), (), "")


@pytest.mark.parametrize(
    ("query", "days", "edits"),
    [
        pytest.param("from=2012-01-02&to=2012-01-09", ("2012-01-02", "2012-01-09"), (4, 7),
                     id="a day without an edit"),
        pytest.param("from=2012-01-09&to=2012-01-02", ("2012-01-02", "2012-01-09"), (4, 7),
                     id="the later first"),
        pytest.param("from=2012-01-09&to=2012-01-08", ("2012-01-08", "2012-01-09"), (7, 7),
                     id="of one edit, the later first"),
        pytest.param("to=2012-01-09", ("2012-01-01", "2012-01-09"), (3, 7), id="one of them"),
        pytest.param("from=6&to=4", ("2012-01-02", "2012-01-04"), (4, 6), id="ids turned"),
    ],
)  # fmt: skip
def test_days_stay_as_they_were_asked_for_and_stand_in_order(sight, query, days, edits):
    page = compare.compare(sight, MONGOLIA, asked(query))

    assert (page.before_day, page.after_day) == days
    assert (page.before.revision, page.after.revision) == edits


def test_each_row_that_went_has_its_own_line(tmp_path):
    path = tmp_path / "world.sqlite"
    states = ["Chad", "France", "Peru", "Cuba", "Fiji"]
    rows = [f"{state} since 1960" for state in states]
    fill(path, {MONGOLIA.title: [text(*rows), text(rows[0])]})
    with closing(Site(path)) as site, site.sight() as sight:
        page = compare.compare(sight, MONGOLIA, asked())

    assert [change.topic.name for change in page.changes] == sorted(states[1:])


@pytest.mark.parametrize(
    ("query", "names", "is_near"),
    [
        pytest.param("q=mong", ["article", "counterpart"], False, id="the beginning of a name"),
        pytest.param("q=Burkina+Fasso", [], True, id="what sounds like nobody"),
        pytest.param("q=Mongola", ["article", "counterpart"], True, id="what only sounds like it"),
        pytest.param("q=Tchad", ["article", "counterpart"], False, id="another name"),
        pytest.param("q=MNG", ["article", "counterpart"], False, id="an identity"),
        pytest.param("q=UN", ["organisation"], False, id="an abbreviation"),
        pytest.param("q=relations+of", ["article"] * 3, False, id="words of a title"),
        pytest.param("q=qqqqqq", [], True, id="nothing"),
        pytest.param("q=%3Cb%3E", [], True, id="no word at all"),
        pytest.param("", [], False, id="nothing asked"),
    ],
)
def test_names_are_found(sight, query, names, is_near):
    page = search.search(sight, asked(query))

    assert ([hit.kind for hit in page.hits], page.is_near) == (names, is_near)


def test_a_counterpart_is_found_by_its_name_in_a_wikis_language(tmp_path):
    path = tmp_path / "world.sqlite"
    fill(path, WORLD)
    fill(path, {"Außenpolitik Frankreichs": [GERMAN.format("Peru")]}, wiki="de.wikipedia.org")
    with closing(Site(path)) as site, site.sight() as sight:
        hits = search.search(sight, asked("q=Mongolei")).hits

    assert [(hit.kind, hit.name) for hit in hits] == [
        ("article", "Foreign relations of Mongolia"), ("counterpart", "Mongolia"),
    ]  # fmt: skip
