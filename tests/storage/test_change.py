from dataclasses import replace

from storage.change import change_document
from storage.compare import compare
from tests.storage.builders import relation, revision

CUBA = relation("Cuba", "1960", dates=("1960", "1990"), section="Americas")


def test_a_change_as_json_has_both_sides_and_the_id_of_the_revision():
    (change,) = compare([CUBA], [replace(CUBA, name="Republic of Cuba", since="1961")])

    assert change_document(replace(change, revision=revision(7, None))) == {
        "kind": "relation",
        "what": "redated",
        "identity": "Cuba",
        "name": "Republic of Cuba",
        "before": {
            "name": "Cuba",
            "since": "1960",
            "dates": ["1960", "1990"],
            "status": "established",
        },
        "after": {
            "name": "Republic of Cuba",
            "since": "1961",
            "dates": ["1960", "1990"],
            "status": "established",
        },
        "minor": False,
        "section": "Americas",
        "revision": 7,
    }


def test_a_side_that_is_absent_and_a_revision_that_is_unknown_are_null():
    (change,) = compare([CUBA], [])

    document = change_document(change)

    assert (document["name"], document["after"], document["revision"]) == ("Cuba", None, None)
