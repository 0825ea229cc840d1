from dataclasses import replace

from tests.storage.builders import MONGOLIA, add, page, relation, revision


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
