"""Texts come back to the byte, and are kept small."""

from hashlib import sha1

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.database import Database, DatabaseBroken
from storage.schema import migrate
from storage.texts import Texts

HEADINGS = ["", "== Asia ==\n", "== Europe ==\n", "== Europe ==\n"]
SECTIONS = st.tuples(st.sampled_from(HEADINGS), st.text(max_size=20)).map("".join)
PAGES = st.lists(SECTIONS, max_size=5)


@pytest.fixture
def database():
    opened = Database(":memory:")
    migrate(opened)
    opened.run(
        "INSERT INTO article VALUES (1, 'en.wikipedia.org', 'A'), (2, 'en.wikipedia.org', 'B')"
    )
    yield opened
    opened.close()


def store(texts, *pages, article=1):
    """Store pages, each like the one before, and give their ids."""
    ids = []
    for page in pages:
        ids.append(texts.store(article, page, b"", ids[-1] if ids else None))
    return ids


FEW = settings(max_examples=40, deadline=None)
"""Each example migrates a database of its own."""


@FEW
@given(st.lists(st.tuples(st.sampled_from([1, 2]), PAGES), max_size=12))
def test_every_text_comes_back_to_the_byte(stored):
    database = Database(":memory:")
    migrate(database)
    database.run("INSERT INTO article VALUES (1, 'w', 'A'), (2, 'w', 'B')")
    texts, before, ids = Texts(database), {}, []
    for article, page in stored:
        before[article] = texts.store(article, page, b"", before.get(article))
        ids.append(before[article])

    cold = Texts(database)

    assert [texts.load(text) for text in ids] == ["".join(page) for _, page in stored]
    assert [cold.load(text) for text in ids] == ["".join(page) for _, page in stored]
    database.close()


def test_a_section_that_stays_is_stored_once(database):
    texts = Texts(database)
    store(texts, ["lead", "== Asia ==\nrows"], ["other lead", "== Asia ==\nrows"], ["lead"])

    assert database.rows("SELECT count(*) FROM section") == [(3,)]


def test_a_section_that_comes_back_after_a_restart_is_known_again(database):
    store(Texts(database), ["lead", "== Asia ==\nrows"], ["lead"])
    store(Texts(database), ["lead", "== Asia ==\nrows"])

    assert database.rows("SELECT count(*) FROM section") == [(2,)]


def test_each_article_has_sections_of_its_own(database):
    texts = Texts(database)
    store(texts, ["lead"], article=1)
    store(texts, ["lead"], article=2)

    assert database.rows("SELECT article FROM section") == [(1,), (2,)]


def test_twice_the_same_section_on_a_page_is_one(database):
    texts = Texts(database)
    (text,) = store(texts, ["== Asia ==\n", "== Asia ==\n"])

    assert texts.load(text) == "== Asia ==\n== Asia ==\n"
    assert database.rows("SELECT count(*) FROM section") == [(1,)]


def test_a_section_that_was_part_of_another_is_a_delta_against_it(database):
    asia = "".join(f"row {number}\n" for number in range(100))
    texts = Texts(database)
    store(
        texts,
        ["== Lists ==\n" + asia],
        ["== Lists ==\n== Asia ==\n" + asia],
        ["", "== Asia ==\n" + asia],
    )

    (size,) = database.row("SELECT length(content) FROM section ORDER BY id DESC")

    assert size < 30


def test_chains_of_deltas_are_bounded(database):
    rows = [f"row {number}\n" * 20 for number in range(400)]
    texts = Texts(database)
    ids = store(texts, *(["".join(rows[number : number + 20])] for number in range(380)))
    chains = database.rows(
        "WITH RECURSIVE chain (id, base, length) AS (SELECT id, base, 1 FROM section UNION ALL"
        " SELECT chain.id, section.base, length + 1 FROM chain JOIN section ON section.id ="
        " chain.base) SELECT max(length) FROM chain"
    )
    whole = database.rows("SELECT count(*) FROM section WHERE base IS NULL")

    assert chains[0][0] <= 38
    assert whole[0][0] <= 1 + 380 // 28
    assert Texts(database).load(ids[200]) == "".join(rows[200:220])


def test_half_of_a_surrogate_pair_is_kept_as_it_is(database):
    texts = Texts(database)
    (text,) = store(texts, ["a \ud83c flag"])

    assert Texts(database).load(text) == "a \ud83c flag"


def test_the_sha1_is_kept(database):
    texts = Texts(database)
    text = texts.store(1, ["lead"], sha1(b"lead", usedforsecurity=False).digest(), None)

    assert texts.sha1(text).hex() == "8cb33b2754e53feca4f75fca4c4d200a22c69c61"


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param("UPDATE section SET content = x'ff' WHERE id = 1", id="a section"),
        pytest.param("UPDATE wikitext SET sections = x'05' WHERE id = 1", id="a list"),
        pytest.param("DELETE FROM wikitext WHERE id = 1", id="a row that is gone"),
    ],
)
def test_what_is_damaged_is_said_to_be(database, damage):
    (text,) = store(Texts(database), ["lead"])
    database.run(damage)

    with pytest.raises(DatabaseBroken, match=r"is damaged at .*: restore a backup"):
        Texts(database).load(text)
