"""The check of a whole database: it finds what is wrong, and nothing where all is well."""

import pytest

from storage.history import History
from storage.verify import count_texts, verify
from tests.storage.builders import MONGOLIA, add, page, revision


@pytest.fixture
def stored(path):
    with History(path) as history:
        add(history, *(revision(n, page(f"Cuba {1900 + n}", "Chad 1961")) for n in range(1, 30)))
        add(history, revision(30, None))
    return path


def found(path):
    with History(path) as history:
        return [checked.wrong for checked in verify(history) if checked.wrong]


def spoil(path, statement):
    with History(path) as history:
        history.database.run("PRAGMA foreign_keys = OFF")
        history.database.run(statement)


def test_nothing_is_wrong_with_a_sound_database(stored):
    with History(stored) as history:
        checked = list(verify(history))

        assert ([one.wrong for one in checked if one.wrong], len(checked)) == ([], 29)
        assert count_texts(history) == 29


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        pytest.param(
            "UPDATE wikitext SET sha1 = zeroblob(20) WHERE id = 5",
            f'the text of revision 5 of "{MONGOLIA}" is damaged: its sha1 is ',
            id="a text is not the one that was stored",
        ),
        pytest.param(
            "DELETE FROM section WHERE id = 5",
            f'the text of revision 5 of "{MONGOLIA}" cannot be read: database ',
            id="a section is not there",
        ),
        pytest.param(
            "UPDATE topic SET article = 7 WHERE identity = 'Chad'",
            " points to a row of article that is not there",
            id="a row points nowhere",
        ),
        pytest.param(
            "UPDATE fact SET ended = ended + 1 WHERE begun = (SELECT min(begun) FROM fact)",
            'the relation "Cuba" of "Foreign relations of Mongolia" begins or ends with a '
            "revision that is not there",
            id="a fact ends nowhere",
        ),
        pytest.param(
            "UPDATE fact SET ended = NULL",
            'the relation "Cuba" of "Foreign relations of Mongolia" is said twice at a time',
            id="two facts overlap",
        ),
        pytest.param(
            "UPDATE section SET base = id WHERE id = 5",
            f'the text of revision 5 of "{MONGOLIA}" cannot be read: database ',
            id="a section is a delta against itself",
        ),
        pytest.param(
            "UPDATE wikitext SET base = id WHERE id = 5",
            f'the text of revision 5 of "{MONGOLIA}" cannot be read: database ',
            id="a page is a delta against itself",
        ),
        pytest.param(
            "UPDATE section SET content = 'text' WHERE id = 5",
            f'the text of revision 5 of "{MONGOLIA}" cannot be read: database ',
            id="a section is text where bytes were written",
        ),
        pytest.param(
            "UPDATE revision SET tags = 'mobile edit'",
            ": in revision 30 rows have tags that are no JSON: restore a backup",
            id="tags are no JSON",
        ),
        pytest.param(
            "UPDATE fact SET dates = '[' WHERE begun = (SELECT min(begun) FROM fact)",
            ": in fact 2 rows have dates that are no JSON",
            id="dates are no JSON",
        ),
        pytest.param(
            "UPDATE wikitext SET sha1 = x'' WHERE id = 5",
            ": in wikitext 1 row has a sha1 that is none",
            id="a text has no sha1",
        ),
        pytest.param(
            "INSERT INTO told VALUES ('all', 1, x'00', NULL, '[]', '')",
            ": in told 1 row has facts that cannot be unpacked",
            id="what was told cannot be unpacked",
        ),
    ],
)
def test_what_is_wrong_is_named(stored, statement, told):
    spoil(stored, statement)

    assert any(told in wrong for wrong in found(stored))


def test_a_page_that_is_damaged_is_named(stored):
    with History(stored) as history:
        (root,) = history.database.row("SELECT rootpage FROM sqlite_schema WHERE name = 'fact'")
        history.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    with stored.open("r+b") as file:
        file.seek((root - 1) * 2048 + 8)
        file.write(b"\xff" * 400)

    assert any("is damaged" in wrong for wrong in found(stored))
