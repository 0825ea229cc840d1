import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.names.organisations import canonical, identify
from scraper.names.tables import rows, values

TRAPS = Path(__file__).with_name("organisations.tsv").read_text("utf-8").splitlines()[1:]
ORGANISATIONS = list(rows("organisations.tsv"))
IDS = [row[0] for row in ORGANISATIONS]
AMBIGUOUS = {row[0] for row in rows("abbreviations.tsv")}


@pytest.mark.parametrize(
    ("name", "target", "neighbours", "identity"),
    [pytest.param(*line.split("\t"), id=line.replace("\t", "|")) for line in TRAPS],
)
def test_a_name_gives_its_identity_or_none(name, target, neighbours, identity):
    assert identify(name, target, neighbours.split("/")) == identity


@given(st.sampled_from(IDS))
def test_the_canonical_name_leads_back_to_its_identity(identity):
    assert identify(canonical(identity)) == identity


def test_every_name_and_abbreviation_leads_to_its_own_identity():
    led = {
        (each, row[0]): identify(each)
        for row in ORGANISATIONS
        for each in (row[4], *values(row[3]), *values(row[5]))
    }

    assert {key: found for key, found in led.items() if found != key[1]} == {}


@given(st.text(), st.text(), st.lists(st.text()))
def test_any_text_has_an_identity_of_the_table_or_none(name, target, neighbours):
    found = identify(name, target, neighbours)

    assert found == "" or canonical(found)


def test_an_ambiguous_abbreviation_is_none_of_an_organisation():
    owned = {each for row in ORGANISATIONS for each in values(row[3])}

    assert owned & AMBIGUOUS == set()


def test_every_reading_of_an_abbreviation_is_in_the_table():
    assert {row[1] for row in rows("abbreviations.tsv")} - set(IDS) == set()


def test_successors_and_wholes_are_in_the_table():
    assert {each for row in ORGANISATIONS for each in row[1:3] if each} - set(IDS) == set()


def test_ids_are_well_formed_and_unique():
    wrong = [each for each in IDS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each)]

    assert (wrong, len(IDS)) == ([], len(set(IDS)))


def test_no_wikidata_item_is_two_organisations():
    items = [row[6] for row in ORGANISATIONS if row[6]]

    assert [
        item for item in items if items.count(item) > 1 or not re.fullmatch(r"Q\d+", item)
    ] == []
