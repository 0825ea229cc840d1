"""Languages are files: each has all that English has, and is read apart from all others.

``languages/CODE/*.txt`` are fragments as in ``test_fragments``; adding a language needs no
Python here either.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scraper.article import Article
from scraper.dates import read_dates
from scraper.names import counterparts, organisations
from scraper.names.about import about
from scraper.names.fold import fold
from scraper.names.local import read
from scraper.parse import Parser, version
from scraper.words import dates
from scraper.words.language import language_of, languages, load, missing, tables_of
from scraper.words.spoken import speaking
from tests.scraper.fragment import parts
from tests.scraper.told import told

HERE = Path(__file__).parent
FRAGMENTS = sorted((HERE / "languages").glob("*/*.txt"))
OTHERS = [language for language in languages() if language != "en"]
UN_MEMBERS = 193


def named(fragment: Path) -> str:
    return f"{fragment.parent.name}-{fragment.stem}"


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=named)
def test_fragment(fragment):
    wikitext, expected = parts(fragment)

    assert told(Parser().parse("Mongolia", wikitext, fragment.parent.name)) == expected


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_all_that_english_has(language):
    meanings = {meaning for meaning, _ in dates.lines("en")}
    load(language)

    assert missing(tables_of(language)) == []
    assert meanings - {meaning for meaning, _ in dates.lines(language)} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_in_a_language_is_what_english_does_not_know(language):
    meanings = {meaning for meaning, _ in dates.lines("en")}
    tables, english = tables_of(language), tables_of("en")

    assert {meaning for meaning, _ in dates.lines(language)} - meanings == set()
    assert [
        f"[{use}] {meaning}"
        for use in tables
        for meaning in tables[use]
        if meaning not in english.get(use, {}) and use not in ("status", "role")
    ] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_names_all_members_of_the_un_by_identities_that_there_are(language):
    pairs = read(language)
    unknown = [
        identity
        for identity, _ in pairs
        if not (counterparts.kind(identity) or organisations.canonical(identity))
    ]
    members = {identity for identity, _ in pairs if counterparts.kind(identity) == "UN member"}

    assert (unknown, len(members)) == ([], UN_MEMBERS)


@pytest.mark.parametrize("language", OTHERS)
def test_no_name_has_two_meanings(language):
    states = {}
    for identity, name in read(language):
        if counterparts.kind(identity):
            states.setdefault(fold(name), set()).add(identity)

    assert [name for name, identities in states.items() if len(identities) > 1] == []


@pytest.mark.parametrize(
    ("host", "titles"),
    [
        (
            "en.wikipedia.org",
            {
                "Foreign relations of Mongolia": "MNG",
                "Foreign_relations_of_the_Bahamas": "BHS",
                "Foreign relations of Georgia (country)": "GEO",
                "Mongolia": "MNG",
                "Foreign relations of Mongolian": "",
            },
        ),
        (
            "de.wikipedia.org",
            {
                "Außenpolitik der Mongolei": "MNG",
                "Außenpolitik der Vereinigten Staaten": "USA",
                "Auswärtige Beziehungen des Vereinigten Königreichs": "GBR",
                "Liste der diplomatischen Beziehungen von Laos": "LAO",
                "Außenpolitik Belgiens": "BEL",
                "Außenpolitik Nigers": "NER",
                "Außenpolitik Nigerias": "NGA",
                "Außenpolitik": "",
                "Außenpolitik Atlantis'": "",
            },
        ),
        (
            "ru.wikipedia.org",
            {
                "Внешняя политика Монголии": "MNG",
                "Внешняя политика США": "USA",
                "Международные отношения Южной Кореи": "KOR",
                "Внешняя политика Святого Престола": "VAT",
                "Внешняя политика Нигера": "NER",
                "Внешняя политика Нигерии": "NGA",
                "Внешняя политика Атлантиды": "",
            },
        ),
    ],
    ids=["en", "de", "ru"],
)
def test_the_state_that_an_article_is_about_is_told_by_its_title(host, titles):
    parser = Parser()

    assert {title: parser.identify(Article(host, title)) for title in titles} == titles


@pytest.mark.parametrize(("language", "ending"), [("de", "s"), ("ru", "а")])
def test_without_endings_no_state_is_taken_for_another(language, ending):
    with speaking(language):
        taken = {
            (identity, about(name + ending))
            for identity, name in read(language)
            if counterparts.kind(identity) == "UN member"
        }

    assert {(one, other) for one, other in taken if other not in (one, "")} == set()
    assert len({one for one, other in taken if one == other}) > UN_MEMBERS // 4


@pytest.mark.parametrize("language", OTHERS)
def test_an_organisation_is_known_by_each_of_its_names_and_no_ending_makes_it_another(language):
    with speaking(language):
        known = {
            (identity, organisations.identify(name + ending))
            for identity, name in read(language)
            for ending in ("", "s", "а", "ов")
            if organisations.canonical(identity)
        }

    assert {(one, other) for one, other in known if other not in (one, "")} == set()
    assert {one for one, _ in known} == {one for one, other in known if one == other}


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_fragments(language):
    assert [fragment for fragment in FRAGMENTS if fragment.parent.name == language] != []


@pytest.mark.parametrize("fragment", sorted((HERE / "fragments").glob("*.txt")), ids=named)
def test_what_another_language_makes_of_a_text_is_nothing_to_english(fragment):
    wikitext, expected = parts(fragment)
    Parser().parse("", wikitext, "de")

    assert told(Parser().parse("Foreign relations of Mongolia", wikitext)) == expected


def test_one_parser_reads_the_same_text_in_each_language_in_its_own_way():
    wikitext, expected = parts(HERE / "languages" / "de" / "tables.txt")
    parser = Parser()
    german, english, again = (
        told(parser.parse("", wikitext, language)) for language in ("de", "en", "de")
    )

    assert (german, again) == (expected, expected)
    assert english != expected


def test_threads_that_read_other_languages_do_not_meet():
    wikitexts = {fragment.parent.name: parts(fragment) for fragment in FRAGMENTS}
    turns = list(wikitexts) * 20
    with ThreadPoolExecutor(4) as executor:
        said = executor.map(
            lambda language: told(Parser().parse("", wikitexts[language][0], language)), turns
        )

    assert list(said) == [wikitexts[language][1] for language in turns]


def test_a_numeric_date_is_taken_as_the_language_writes_it():
    with speaking("de"):
        german = read_dates("05.12.1990")
    english = read_dates("05.12.1990")

    assert (german.since, german.problem) == ("1990-12-05", "")
    assert (english.since, bool(english.problem)) == ("1990", True)


@pytest.mark.parametrize(
    ("host", "language"),
    [
        ("de.wikipedia.org", "de"),
        ("en.wikipedia.org", "en"),
        ("xx.wikipedia.org", "en"),
        ("de.example.org", "en"),
    ],
)
def test_a_wikipedia_tells_its_language_by_its_host(host, language):
    assert language_of(host) == language


def test_another_wiki_has_the_language_that_it_is_given():
    article = Article("wiki.example.org", "Mongolei")
    wikitext, expected = parts(HERE / "languages" / "de" / "tables.txt")
    parser = Parser({"wiki.example.org": "de"})
    snapshot = parser.read(article, wikitext)

    assert told(snapshot) == expected
    assert snapshot.parser == parser.version(article) == version("de") != version("en")


def test_a_language_without_words_is_named():
    with pytest.raises(LookupError, match='no words for the language "tlh"'):
        Parser().parse("", "text", "tlh")
