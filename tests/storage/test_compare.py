from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.compare import compare, in_order
from tests.storage.builders import membership, relation

CUBA = relation("Cuba", "1960-12-07")
NONE = relation("Cuba", status="none")
SEVERED = relation("Cuba", "1960-12-07", "severed")
SUSPENDED = relation("Cuba", "1960-12-07", "suspended")
WTO = membership("WTO")


def said(changes):
    return [(change.what, change.minor) for change in changes]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        pytest.param(None, CUBA, "established", id="a relation appears"),
        pytest.param(NONE, CUBA, "established", id="none becomes a relation"),
        pytest.param(CUBA, None, "withdrawn", id="a relation goes"),
        pytest.param(CUBA, NONE, "withdrawn", id="a relation becomes none"),
        pytest.param(CUBA, SEVERED, "severed", id="a relation is severed"),
        pytest.param(CUBA, SUSPENDED, "suspended", id="a relation is suspended"),
        pytest.param(SUSPENDED, SEVERED, "severed", id="a suspended relation is severed"),
        pytest.param(SEVERED, SUSPENDED, "suspended", id="a severed relation is suspended"),
        pytest.param(None, SEVERED, "severed", id="a relation appears as severed"),
        pytest.param(NONE, SUSPENDED, "suspended", id="none becomes suspended"),
        pytest.param(SEVERED, CUBA, "resumed", id="a severed relation is established"),
        pytest.param(SUSPENDED, CUBA, "resumed", id="a suspended relation is established"),
        pytest.param(
            SUSPENDED,
            replace(CUBA, since="1999"),
            "resumed",
            id="where status and date change, the status names it",
        ),
        pytest.param(
            replace(CUBA, since=""), CUBA, "refined", id="a date is given where there was none"
        ),
        pytest.param(replace(CUBA, since="1960"), CUBA, "refined", id="a year becomes a day"),
        pytest.param(CUBA, replace(CUBA, since="1960-12"), "coarsened", id="a day becomes a month"),
        pytest.param(CUBA, replace(CUBA, since=""), "coarsened", id="a date goes"),
        pytest.param(CUBA, replace(CUBA, since="1961"), "redated", id="a date becomes another"),
        pytest.param(None, WTO, "joined", id="an organisation appears"),
        pytest.param(None, membership("WTO", "former"), "joined", id="a former one appears"),
        pytest.param(WTO, None, "left", id="an organisation goes"),
        pytest.param(WTO, membership("WTO", "observer"), "status", id="a member is an observer"),
        pytest.param(WTO, membership("WTO", since="1997"), "refined", id="an accession is dated"),
    ],
)
def test_what_is_told_of_a_change(before, after, what):
    facts_before = [before] if before else []
    facts_after = [after] if after else []

    (change,) = compare(facts_before, facts_after)

    assert (change.what, change.before, change.after) == (what, before, after)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        pytest.param(None, NONE, "listed", id="a row of none appears"),
        pytest.param(NONE, None, "unlisted", id="a row of none goes"),
        pytest.param(SEVERED, None, "unlisted", id="a severed relation goes"),
        pytest.param(SUSPENDED, NONE, "unlisted", id="a suspended relation becomes none"),
        pytest.param(NONE, replace(NONE, since="1990"), "dates", id="a row of none is dated"),
        pytest.param(CUBA, replace(CUBA, name="CUB"), "renamed", id="another name"),
        pytest.param(CUBA, replace(CUBA, dates=("1960", "1990")), "dates", id="other dates"),
        pytest.param(
            CUBA, replace(CUBA, also=(("1961", "established"),)), "dates", id="another statement"
        ),
        pytest.param(CUBA, replace(CUBA, note="See below"), "note", id="another note"),
        pytest.param(CUBA, replace(CUBA, references=("X",)), "references", id="a reference"),
        pytest.param(CUBA, replace(CUBA, section="Americas"), "section", id="another section"),
        pytest.param(
            replace(CUBA, also=(("1961", "established"),)),
            replace(CUBA, since="1961"),
            "redated",
            id="a date that another statement gave before",
        ),
        pytest.param(
            replace(CUBA, also=(("1960-12-07", "severed"),)),
            SEVERED,
            "severed",
            id="a status that another statement gave before",
        ),
    ],
)
def test_a_minor_change_is_told_only_when_asked_for(before, after, what):
    facts_before = [before] if before else []
    facts_after = [after] if after else []

    changes = compare(facts_before, facts_after, minor=True)

    assert compare(facts_before, facts_after) == []
    assert (what, True) in said(changes)
    assert all(change.minor for change in changes)


def test_one_fact_gives_its_change_first_and_then_the_minor_ones():
    after = replace(CUBA, since="1961", name="Republic of Cuba", note="new")

    changes = compare([CUBA], [after], minor=True)

    assert said(changes) == [("redated", False), ("note", True), ("renamed", True)]


def test_relations_come_first_then_memberships_each_by_name():
    after = [WTO, membership("African Union"), relation("chad"), relation("Benin"), CUBA]

    names = [change.name for change in compare([], after)]

    assert names == ["Benin", "chad", "Cuba", "African Union", "WTO"]


def test_a_counterpart_and_an_organisation_of_one_identity_are_two():
    before, after = [relation("EU", "1989")], [membership("EU", "observer")]

    assert said(compare(before, after)) == [("withdrawn", False), ("joined", False)]


FACTS = [
    relation(name, since, status, note=note, also=also)
    for name in ("Cuba", "Chad", "Benin")
    for since in ("", "1960", "1960-12", "1960-12-07", "1960~", "1961")
    for status in ("established", "none", "severed", "suspended")
    for note in ("", "note")
    for also in ((), (("1961", "established"),))
] + [
    membership(name, status, since)
    for name in ("Cuba", "WTO")
    for status in ("member", "observer")
    for since in ("", "1960", "1960-12", "1961")
]
PAGES = st.lists(st.sampled_from(FACTS), unique_by=lambda fact: (fact.kind, fact.identity))
MIRRORED = {
    "refined": "coarsened",
    "coarsened": "refined",
    "redated": "redated",
    "joined": "left",
    "left": "joined",
    "status": "status",
}


@given(PAGES)
def test_nothing_differs_from_itself(facts):
    assert compare(facts, list(facts), minor=True) == []


def test_facts_and_changes_stand_in_one_alphabet_relations_first():
    facts = [WTO, membership("AU"), *map(relation, ["Zambia", "Åland", "the Gambia", "Cuba"])]

    assert [fact.name for fact in in_order(facts)] == [
        "Åland", "Cuba", "the Gambia", "Zambia", "AU", "WTO",
    ]  # fmt: skip
    assert [change.name for change in compare([], facts)] == [fact.name for fact in in_order(facts)]


@given(PAGES, PAGES, st.randoms(use_true_random=False))
def test_order_does_not_matter(before, after, random):
    mixed_before, mixed_after = list(before), list(after)
    random.shuffle(mixed_before)
    random.shuffle(mixed_after)

    mixed = compare(mixed_before, mixed_after, minor=True)

    assert mixed == compare(before, after, minor=True)


@given(PAGES, PAGES)
def test_a_date_or_membership_changes_back_by_the_mirrored_change(before, after):
    forth = {(c.kind, c.identity): c.what for c in compare(before, after, minor=True)}
    back = {(c.kind, c.identity, c.what) for c in compare(after, before, minor=True)}

    for (kind, identity), what in forth.items():
        if what in MIRRORED:
            assert (kind, identity, MIRRORED[what]) in back


@given(PAGES, PAGES)
def test_a_fact_has_at_most_one_change_that_is_told(before, after):
    told = [(change.kind, change.identity) for change in compare(before, after)]

    assert len(told) == len(set(told))
    assert all(change.before != change.after for change in compare(before, after))
