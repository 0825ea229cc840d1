import pytest

from scraper.names.confirm import Naming, Remark, confirm, question
from scraper.names.wikidata import identity_of, items_of
from scraper.titles_online import Entry

SWAZI = Naming("relation", "Swaziland", "", "SWZ")
LINKED = Naming("relation", "Burma", "Burma", "MMR")
UNKNOWN = Naming("relation", "Swatini", "", "?swatini")
HEALTH = Naming("membership", "WHO", "World Health Organization", "who")
COUNCIL = Naming("membership", "Council", "Council of Elders", "?council")


@pytest.mark.parametrize(
    ("naming", "title"),
    [
        pytest.param(LINKED, "Burma", id="a link's target"),
        pytest.param(SWAZI, "Template:Country data Swaziland", id="what draws the flag"),
        pytest.param(Naming("membership", "WHO", "", "who"), "WHO", id="an organisation's name"),
        pytest.param(
            Naming("relation", "Burma", ":Burma_(country)#History", "MMR"),
            "Burma (country)",
            id="the page alone of a link to a section",
        ),
    ],
)
def test_what_is_asked(naming, title):
    assert question(naming) == title


@pytest.mark.parametrize(
    ("naming", "entry", "remarks"),
    [
        pytest.param(
            SWAZI, Entry("Template:Country data Eswatini"), [], id="a redirect that we know"
        ),
        pytest.param(LINKED, Entry("Myanmar", "Q836"), [], id="an item that we know"),
        pytest.param(LINKED, None, [], id="no page"),
        pytest.param(LINKED, Entry("Burma", "Q1", True), [], id="a page of several meanings"),
        pytest.param(
            LINKED,
            Entry("Bermuda", "Q23635"),
            [("disagrees", "Bermuda", "Q23635", "BMU")],
            id="the link leads to another state",
        ),
        pytest.param(
            UNKNOWN,
            Entry("Template:Country data Eswatini"),
            [("alias", "Eswatini", "", "SWZ")],
            id="the wiki knows a name that we lack",
        ),
        pytest.param(
            LINKED,
            Entry("Myanmar", "Q999999999"),
            [("item", "Myanmar", "Q999999999", "")],
            id="an item that the tables have not",
        ),
        pytest.param(
            Naming("relation", "Burma", "Burma–India relations", "MMR"),
            Entry("India–Myanmar relations", "Q4999370"),
            [],
            id="an item of relations is no state's",
        ),
        pytest.param(HEALTH, Entry("World Health Organization", "Q7817"), [], id="an organisation"),
        pytest.param(
            COUNCIL,
            Entry("Council of the Elders", "Q42"),
            [("new", "Council of the Elders", "Q42", "")],
            id="an organisation that the tables lack",
        ),
    ],
)
def test_names_held_against_the_wiki(naming, entry, remarks):
    entries = {question(naming): entry} if entry else {}

    assert confirm([naming], entries) == [
        Remark(what, naming, title, item, theirs) for what, title, item, theirs in remarks
    ]


def test_the_gravest_comes_first():
    entries = {
        question(COUNCIL): Entry("Council of the Elders", "Q42"),
        question(UNKNOWN): Entry("Template:Country data Eswatini"),
        question(LINKED): Entry("Bermuda", "Q23635"),
    }

    found = [remark.what for remark in confirm([COUNCIL, UNKNOWN, LINKED], entries)]

    assert found == ["disagrees", "alias", "new"]


def test_an_item_is_one_identity_and_an_identity_may_have_several_items():
    assert (
        identity_of("Q711", "relation"),
        identity_of("Q711", "membership"),
        items_of("VAT", "relation"),
    ) == ("MNG", "", {"Q159583", "Q237"})
