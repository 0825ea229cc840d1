"""What the World Factbook said each year of every country's memberships: comma lists."""

import json
from collections import Counter
from functools import cache

import pytest

from scraper.enumeration import Entry
from scraper.memberships import enumeration
from scraper.names import organisations
from tests.shared_data import DATA, needs_data

pytestmark = needs_data

# Two commas that are part of a name, and two brackets that stand alone between commas.
PARTED_OTHERWISE = 4
YEARS = range(1990, 2026)


@cache
def _lists() -> dict[str, list[int]]:
    """Give the distinct lists, each with the years in which it stands."""
    found: dict[str, list[int]] = {}
    file = DATA / "factbook" / "participation-1990-2025.jsonl"
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["text"], []).append(row["year"])
    return found


@cache
def _entries(text: str) -> tuple[Entry, ...]:
    return enumeration(text)


def _names(text: str) -> int:
    """Count what stands between the commas that are in no bracket."""
    names, depth, current = 0, 0, ""
    for char in text + ",":
        if char in ",;" and depth == 0:
            names += bool(current.strip())
            current = ""
            continue
        depth = depth + 1 if char == "(" else max(depth - 1, 0) if char == ")" else depth
        current += char
    return names


def test_every_name_is_parted_from_the_next():
    closed = [text for text in _lists() if text.count("(") == text.count(")")]

    otherwise = [text for text in closed if len(_entries(text)) != _names(text)]

    assert (len(closed) > 4000, len(otherwise)) == (True, PARTED_OTHERWISE)


def test_of_every_year_nearly_all_names_are_identified():
    known, named = Counter[int](), Counter[int]()
    for text, years in _lists().items():
        entries = _entries(text)
        beside = frozenset(entry.name for entry in entries)
        identified = sum(bool(organisations.identify(entry.name, "", beside)) for entry in entries)
        for year in years:
            known[year] += identified
            named[year] += len(entries)

    shares = {year: known[year] / named[year] for year in YEARS}

    assert {year: share for year, share in shares.items() if share < 0.98} == {}
    assert known.total() / named.total() > 0.998  # 334,986 of 335,509 when this was written


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("ASEAN (observer)", "observer", id="observer"),
        pytest.param("ICC (NGOs)", "ngos", id="NGOs"),
        pytest.param("ICC (national committees)", "national committees", id="committees"),
        pytest.param("WFTU (associate)", "associate", id="associate"),
        pytest.param("ISO (correspondent)", "correspondent", id="correspondent"),
        pytest.param("AfDB (nonregional member)", "nonregional member", id="nonregional"),
        pytest.param("EITI (compliant country)", "compliant country", id="compliant"),
        pytest.param("EITI (compliant country) (suspended)", "suspended", id="the later bracket"),
        pytest.param("EU (candidate country)", "candidate country", id="candidate"),
        pytest.param("EU (applicant)", "applicant", id="applicant"),
        pytest.param("SAARC (dialogue partner)", "dialogue partner", id="dialogue partner"),
        pytest.param("Interpol (subbureau)", "subbureau", id="subbureau"),
        pytest.param("PFP (signatory)", "signatory", id="signatory"),
        pytest.param("UNSC (temporary)", "temporary", id="temporary"),
        pytest.param("ISO (subscriber)", "subscriber", id="subscriber"),
        pytest.param("OECD (enhanced engagement, OPANAL", "enhanced engagement", id="unclosed"),
        pytest.param(
            "OAS (excluded from formal participation since 1962)",
            "excluded from formal participation",
            id="the words of the list",
        ),
    ],
)
def test_a_qualifier_is_the_status(text: str, status: str):
    assert enumeration(text)[0].status == status
