import re

import pytest

from scraper.article import Article
from storage.articles import UnknownArticle
from storage.change import StorageError
from tests.storage.builders import MONGOLIA, NORWAY, add, page, revision, values

SWAZILAND = Article("en.wikipedia.org", "Foreign relations of Swaziland")
ESWATINI = Article("en.wikipedia.org", "Foreign relations of Eswatini")
MONGOLEI = Article("de.wikipedia.org", "Foreign relations of Mongolia")


@pytest.fixture
def several(history):
    for article in (SWAZILAND, MONGOLIA, NORWAY):
        add(history, revision(1, page("Cuba 1960")), to=article)
    return history


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Foreign relations of Mongolia", id="its title"),
        pytest.param("Foreign_relations_of_Mongolia", id="its title with underscores"),
        pytest.param("Mongolia", id="its subject"),
        pytest.param("mongolia ", id="its subject in lower case"),
        pytest.param("en.wikipedia.org:Foreign relations of Mongolia", id="wiki and title"),
        pytest.param("en.wikipedia.org:Mongolia", id="wiki and subject"),
        pytest.param(
            "https://en.wikipedia.org/wiki/Foreign_relations_of_Mongolia#Asia", id="its address"
        ),
        pytest.param(
            "http://en.wikipedia.org/wiki/Foreign%20relations%20of%20Mongolia?x=1",
            id="its address, escaped",
        ),
        pytest.param(
            "https://EN.wikipedia.org/w/index.php?title=Foreign_relations_of_Mongolia&oldid=1",
            id="the address of an edit of it",
        ),
    ],
)
def test_an_article_is_found_by(several, name):
    assert several.find(name) == MONGOLIA


@pytest.mark.parametrize(
    ("name", "line"),
    [
        pytest.param("Mongola", 'did you mean "Foreign relations of Mongolia"?', id="a typo"),
        pytest.param("Angola", "`diplowatch list` has all", id="a name that only rhymes"),
        pytest.param("Foreign relations of Fiji", "`diplowatch list` has all", id="a whole title"),
        pytest.param("Atlantis", "`diplowatch list` has all", id="a name unlike all others"),
    ],
)
def test_an_unknown_name_is_one_line_with_advice(several, name, line):
    with pytest.raises(UnknownArticle, match=re.escape(line)):
        several.find(name)


def test_a_name_that_two_wikis_have_is_ambiguous_until_the_wiki_is_given(several):
    add(several, revision(1, page("Cuba 1960")), to=MONGOLEI)

    with pytest.raises(UnknownArticle, match=r'^"Mongolia" may be "de\..*", "en\..*": name one'):
        several.find("Mongolia")
    assert several.find("Mongolia", wiki="de.wikipedia.org") == MONGOLEI


def test_an_article_is_found_by_any_name_of_its_state(several):
    several.rename(SWAZILAND, "Foreign relations of Georgia (country)")

    assert several.find("Georgia") == several.find("Republic of Georgia")
    assert several.find("Kingdom of Norway") == NORWAY


def test_a_moved_article_keeps_its_history_and_is_found_by_both_titles(several):
    moved = several.rename(SWAZILAND, ESWATINI.title)
    add(several, revision(2, page("Cuba 1960", "Chad 1961")), to=ESWATINI)

    assert moved == several.find("Swaziland") == several.find("Eswatini") == ESWATINI
    assert several.known(SWAZILAND) == several.known(ESWATINI) == {1, 2}


def test_an_article_that_is_moved_back_has_its_first_title_again(several):
    several.rename(SWAZILAND, ESWATINI.title)
    several.rename(ESWATINI, SWAZILAND.title)

    assert several.articles() == [MONGOLIA, NORWAY, SWAZILAND]
    assert several.find("Eswatini") == SWAZILAND


def test_an_article_may_be_moved_to_a_title_that_another_once_had(several):
    several.rename(SWAZILAND, ESWATINI.title)
    several.rename(NORWAY, SWAZILAND.title)

    assert several.registry.titles(SWAZILAND)[0] == SWAZILAND
    assert several.registry.titles(NORWAY)[0] == SWAZILAND
    assert several.registry.titles(ESWATINI) == [ESWATINI]


def test_two_histories_are_not_made_one_by_a_move(several):
    with pytest.raises(StorageError, match="there is an article of that title, with a history"):
        several.rename(SWAZILAND, NORWAY.title)


def test_an_article_that_is_unknown_has_no_history(history):
    assert (history.known(NORWAY), history.newest(NORWAY), history.facts(NORWAY)) == (
        set(),
        None,
        (),
    )


def test_the_same_revision_id_on_two_wikis_is_two_revisions(several):
    add(several, revision(1, page("Chad 1961")), to=MONGOLEI)

    assert values(several.facts(MONGOLEI)) == ["Chad 1961"]
    assert values(several.facts(MONGOLIA)) == ["Cuba 1960"]
