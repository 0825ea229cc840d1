"""Articles on the same subject in other languages, as the wiki links them."""

import pytest

from scraper.article import Article
from scraper.sisters import Sister
from scraper.wiki import Wiki

MONGOLIA = "Foreign relations of Mongolia"
GERMAN = Sister("de", Article("de.example.org", "Außenpolitik der Mongolei"))
RUSSIAN = Sister("ru", Article("ru.example.org", "Внешняя политика Монголии"))


@pytest.fixture
def wiki(loopback_wiki):
    loopback_wiki.edit(MONGOLIA, "text")
    loopback_wiki.edit("Foreign relations of Fiji", "text")
    loopback_wiki.redirect("Mongolian diplomacy", MONGOLIA)
    loopback_wiki.langlinks[MONGOLIA] = [linked(RUSSIAN), linked(GERMAN)]
    with Wiki(loopback_wiki.host, api=loopback_wiki.api) as reached:
        yield reached


def linked(sister):
    """Write a link as the API does."""
    title = sister.article.title
    url = f"https://{sister.article.wiki}/wiki/{title.replace(' ', '_')}"
    return {"lang": sister.language, "url": url, "title": title}


def test_they_are_given_by_title_and_language(wiki):
    assert wiki.sisters([MONGOLIA, "Foreign relations of Fiji"]) == {
        MONGOLIA: (GERMAN, RUSSIAN),
        "Foreign relations of Fiji": (),
    }


def test_a_redirect_has_those_of_its_target(wiki):
    assert wiki.sisters(["Mongolian diplomacy"]) == {"Mongolian diplomacy": (GERMAN, RUSSIAN)}


def test_titles_without_a_page_are_left_out(wiki):
    assert wiki.sisters(["Nowhere", "{{no title}}"]) == {}


def test_an_answer_in_parts_is_put_together(wiki, loopback_wiki):
    loopback_wiki.most_links = 1

    assert wiki.sisters([MONGOLIA]) == {MONGOLIA: (GERMAN, RUSSIAN)}
    assert len(loopback_wiki.asked) == 2


def test_a_link_without_the_address_of_its_wiki_is_left_out(wiki, loopback_wiki):
    loopback_wiki.langlinks[MONGOLIA].append({"lang": "xx", "title": "Mongolia"})

    assert wiki.sisters([MONGOLIA]) == {MONGOLIA: (GERMAN, RUSSIAN)}


def test_fifty_titles_are_one_request(wiki, loopback_wiki):
    wiki.sisters(f"Title {number}" for number in range(100))

    assert len(loopback_wiki.asked) == 2
