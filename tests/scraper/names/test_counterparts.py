import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.names import counterparts, organisations
from scraper.names.counterparts import canonical, display, identify, kind
from scraper.names.fold import fold
from scraper.names.tables import rows, values

TRAPS = Path(__file__).with_name("names.tsv").read_text("utf-8").splitlines()[1:]
COUNTRIES = list(rows("countries.tsv"))
IDS = [row[0] for row in COUNTRIES]


@pytest.mark.parametrize(
    ("name", "target", "code", "identity"),
    [pytest.param(*line.split("\t"), id=line.replace("\t", "|")) for line in TRAPS],
)
def test_a_name_gives_its_identity_or_none(name, target, code, identity):
    assert identify(name, target, code) == identity


@given(st.sampled_from(IDS))
def test_the_canonical_name_leads_back_to_its_identity(identity):
    assert identify(canonical(identity)) == identity


@given(st.sampled_from([row[0] for row in rows("organisations.tsv")]))
def test_a_fully_named_organisation_is_a_counterpart_too(identity):
    name = organisations.canonical(identity)

    assert identify(name) in {identity, "EU"}


@given(st.text())
def test_any_text_has_an_identity_of_the_tables_or_none(text):
    found = identify(text, text, text)

    assert found == "" or canonical(found)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("GER", "Germany"),
        ("DEU", "Germany"),
        ("RUS", "Russia"),
        ("BEN", "Benin"),
        ("BFA", "Burkina Faso"),
        ("ERI", "Eritrea"),
        ("GNQ", "Equatorial Guinea"),
        ("GUI", "Guinea"),
        ("MWI", "Malawi"),
        ("SYR", "Syria"),
        ("PRC", "China"),
        ("UK", "United Kingdom"),
        ("EU", "European Union"),
        ("ZAI", "Zaire"),
        ("TPE", "Chinese Taipei"),
        ("FRG", "West Germany"),
        ("ger", ""),
        ("DE", ""),
        ("DTS", ""),
        ("ISBN", ""),
        ("OSCE", ""),
        ("", ""),
    ],
)
def test_a_template_code_shows_its_name(code, shown):
    assert display(code) == shown


@pytest.mark.parametrize(
    ("identity", "name", "sort"),
    [
        ("MNG", "Mongolia", "UN member"),
        ("SUN", "Soviet Union", "historical"),
        ("nato", "North Atlantic Treaty Organization", ""),
        ("?ruritania", "", ""),
    ],
)
def test_an_identity_has_a_name_and_a_sort(identity, name, sort):
    assert (canonical(identity), kind(identity)) == (name, sort)


def test_no_name_means_two_counterparts():
    meant: dict[str, set[str]] = {}
    for identity, _, _, name, _, aliases, _, _ in COUNTRIES:
        for each in (name, *values(aliases)):
            meant.setdefault(fold(each), set()).add(identity)

    assert {name: ids for name, ids in meant.items() if len(ids) > 1} == {}


def test_no_code_means_two_counterparts():
    meant: dict[str, set[str]] = {}
    for identity, *_, codes, _ in COUNTRIES:
        for each in values(codes):
            meant.setdefault(each.partition("=")[0], set()).add(identity)

    assert {code: ids for code, ids in meant.items() if len(ids) > 1} == {}


def test_two_letter_codes_are_only_those_that_no_cell_can_mean_otherwise():
    names = [each for row in COUNTRIES for each in (*values(row[5]), *values(row[6]))]

    assert {each for each in names if len(each) < 3} == {"UK", "US", "EU"}


def test_no_wikidata_item_is_two_counterparts():
    items = [item for row in COUNTRIES for item in (row[1], *values(row[2])) if item]

    assert [
        item for item in items if items.count(item) > 1 or not re.fullmatch(r"Q\d+", item)
    ] == []


def test_ids_are_well_formed_and_unique():
    wrong = [each for each in IDS if not re.fullmatch(r"[A-Z]{3}|EU|x(-[a-z0-9]+)+", each)]

    assert (wrong, len(IDS)) == ([], len(set(IDS)))


def test_successors_are_in_the_table():
    successors = {each for row in COUNTRIES for each in values(row[7])}

    assert successors - set(IDS) == set()


def test_identities_of_counterparts_and_organisations_do_not_meet():
    assert set(IDS) & {row[0] for row in rows("organisations.tsv")} == set()


def test_what_was_asked_is_remembered_within_bounds():
    assert counterparts._identify.maxsize == 8192
