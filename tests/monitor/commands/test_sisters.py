"""``diplowatch sisters`` on the command line, before a wiki on loopback."""

import json
import tomllib

import pytest

MONGOLIA, FIJI = "Foreign relations of Mongolia", "Foreign relations of Fiji"
LINKS = {
    MONGOLIA: [("de", "Außenpolitik der Mongolei"), ("ru", "Внешняя политика Монголии")],
    FIJI: [("de", "Außenpolitik Fidschis")],
}


@pytest.fixture(autouse=True)
def wiki(loopback_wiki, settle):
    settle(MONGOLIA, FIJI)
    for title, links in LINKS.items():
        loopback_wiki.edit(title, "text")
        loopback_wiki.langlinks[title] = [
            {"lang": language, "title": name, "url": f"https://{language}.example.org/wiki/X"}
            for language, name in links
        ]
    return loopback_wiki


def test_those_of_all_articles_are_listed(diplowatch, wiki):
    ended = diplowatch("sisters", "--format", "csv")

    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "article,language,wiki,title",
        f"{wiki.host}:{MONGOLIA},de,de.example.org,Außenpolitik der Mongolei",
        f"{wiki.host}:{MONGOLIA},ru,ru.example.org,Внешняя политика Монголии",
        f"{wiki.host}:{FIJI},de,de.example.org,Außenpolitik Fidschis",
    ]


def test_one_article_and_one_language_are_chosen(diplowatch):
    ended = diplowatch("sisters", "Mongolia", "--language", "ru", "--format", "json")

    assert [row["title"] for row in json.loads(ended.out)] == ["Внешняя политика Монголии"]


def test_the_settings_take_them_as_they_are_written(diplowatch):
    ended = diplowatch("sisters", "--format", "toml")

    assert tomllib.loads(ended.out)["articles"] == [
        {
            "wiki": "de.example.org",
            "titles": ["Außenpolitik der Mongolei", "Außenpolitik Fidschis"],
        },
        {"wiki": "ru.example.org", "titles": ["Внешняя политика Монголии"]},
    ]


def test_an_article_that_is_not_there_is_named(diplowatch, wiki):
    ended = diplowatch("sisters", "Foreign relations of Nowhere", "--wiki", wiki.host)

    assert ended.status == 3
    assert ended.err.startswith('diplowatch: no article "Foreign relations of Nowhere" on 127.')
