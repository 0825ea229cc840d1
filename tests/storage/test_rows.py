"""What a history answers, as rows for a data frame."""

import pytest

from scraper.snapshot import Claim
from storage import history
from storage.change import StorageError
from storage.database import Database, DatabaseBroken
from storage.history import History
from storage.rows import rows
from tests.storage.builders import MONGOLIA, add, at, page, relation, revision

ARTICLE = {"wiki": "en.wikipedia.org", "article": MONGOLIA.title}


@pytest.fixture
def past(path):
    """Write three revisions, and open what was written as a notebook does."""
    with History(path) as written:
        add(
            written,
            revision(1, page("Cuba 1960")),
            revision(2, page("Cuba 1960-12-07")),
            revision(3, page(), tags=("a", "b")),
        )
    with history.open(path) as opened:
        yield opened


def test_a_fact_is_a_row_of_its_fields():
    fact = relation("Cuba", "1960", dates=("1960", "1965"), references=("A", "B"))

    assert rows([fact], year=2012) == [
        {
            "year": 2012,
            "kind": "relation",
            "identity": "Cuba",
            "name": "Cuba",
            "since": "1960",
            "dates": "1960; 1965",
            "status": "established",
            "section": "Relations",
            "note": "",
            "references": "A; B",
        }
    ]


def test_a_change_has_both_of_its_sides_and_its_edit(past):
    refined, withdrawn = rows(past.changes())

    assert refined == {
        **ARTICLE,
        "kind": "relation",
        "what": "refined",
        "identity": "Cuba",
        "name": "Cuba",
        "name_before": "Cuba",
        "since_before": "1960",
        "status_before": "established",
        "name_after": "Cuba",
        "since_after": "1960-12-07",
        "status_after": "established",
        "minor": False,
        "section": "Relations",
        "saved_at": at(2),
        "revision": 2,
        "user": "Ann",
        "comment": "",
    }
    assert [withdrawn[f"{column}_after"] for column in ("name", "since", "status")] == [None] * 3


def test_a_change_between_two_revisions_has_the_same_columns_but_for_the_article(past):
    (between,), (of_all, _) = rows(past.between(MONGOLIA, 1, 2)), rows(past.changes())

    assert {**ARTICLE, **between} == of_all


def test_a_period_lasts_from_one_edit_until_another(past):
    first, last = rows(past.timeline("Cuba"))
    edits = ("since", "said_from", "first_revision", "said_until", "end_revision", "end_user")

    assert [first[column] for column in edits] == ["1960", at(1), 1, at(2), 2, "Ann"]
    assert [last[column] for column in edits] == ["1960-12-07", at(2), 2, at(3), 3, "Ann"]


def test_revisions_articles_and_claims_are_rows_too(past):
    claim = Claim("", "relations with 9 states", 9, "states", 8)

    assert rows(past.articles()) == [
        {"wiki": "en.wikipedia.org", "title": MONGOLIA.title, "subject": "Mongolia"}
    ]
    assert [(row["id"], row["tags"], "text" in row) for row in rows(past.revisions(MONGOLIA))] == [
        (1, "", False),
        (2, "", False),
        (3, "a; b", False),
    ]
    assert [(row["number"], row["holds"]) for row in rows([claim])] == [(9, False)]


def test_what_is_opened_to_ask_cannot_be_written_to(past):
    with pytest.raises(StorageError):
        add(past, revision(4, page()))
    assert len(past.known(MONGOLIA)) == 3


def test_what_was_reverted_can_be_asked_for_as_well(path):
    with History(path) as written:
        for number, text in enumerate((page("Cuba 1960"), "lol", page("Cuba 1960")), start=1):
            add(written, revision(number, text))
    with history.open(path) as opened:
        assert opened.facts(MONGOLIA, revision=2) == ()


def test_only_a_database_of_ours_that_is_there_is_opened(path):
    with pytest.raises(StorageError, match="no database"):
        history.open(path)
    Database(path).close()
    with pytest.raises(DatabaseBroken):
        history.open(path)
