from dataclasses import replace
from functools import partial

import pytest

from storage.history import History
from storage.upkeep import Upkeep
from tests.storage.builders import MONGOLIA, NORWAY, add, page, read, relation, revision


def test_a_past_reading_has_the_notes_of_its_time(history):
    add(history, revision(1, page("Fiji 2010 old")), revision(2, page("Fiji 2010 new")))

    fiji = relation("Fiji", "2010", note="old")
    assert (history.reading(MONGOLIA, revision=1), history.facts(MONGOLIA, revision=1)) == (
        (fiji,),
        (replace(fiji, note="new"),),
    )


def test_a_present_reading_is_what_the_facts_are(history):
    add(history, revision(5, page("Fiji 2010")))

    assert history.reading(MONGOLIA, revision=5) == history.facts(MONGOLIA)


@pytest.fixture
def beside(path):
    """Give who writes, and who has opened the same database to ask."""
    with History(path, read=read) as writer, History(path, read=read, read_only=True) as reader:
        yield writer, reader


def test_who_asks_is_not_shown_a_purged_text_for_that_of_another_revision(beside):
    writer, reader = beside
    add(writer, revision(1, page("Cuba 1960")), revision(2, page("Cuba 1960 secret")))
    assert "secret" in reader.text(MONGOLIA, 2)
    Upkeep(writer).purge(MONGOLIA, [2], partial(read, MONGOLIA))
    add(writer, revision(3, page("Cuba 1960 public")))

    assert reader.text(MONGOLIA, 3) == writer.text(MONGOLIA, 3)


def test_who_asks_does_not_take_a_new_article_for_one_that_was_removed(beside):
    writer, reader = beside
    add(writer, revision(1, page("Mali 1999")), to=NORWAY)
    assert [fact.name for fact in reader.facts(NORWAY)] == ["Mali"]
    Upkeep(writer).remove(NORWAY)
    add(writer, revision(2, page("Peru 1888")))

    assert (reader.facts(NORWAY), reader.facts(MONGOLIA)[0].name) == ((), "Peru")


def test_a_question_sees_one_state_while_another_process_writes(beside, monkeypatch):
    writer, reader = beside
    add(writer, revision(1, page("Fiji 2010", "Tonga 1970")))
    ask, coming = reader.database.rows, [revision(2, page("Fiji 2010"))]

    def rows(sql, *values):
        if "RECURSIVE held" in sql and coming:
            add(writer, coming.pop())
        return ask(sql, *values)

    monkeypatch.setattr(reader.database, "rows", rows)

    assert [one.fact.name for one in reader.standing(MONGOLIA).values()] == ["Fiji", "Tonga"]
