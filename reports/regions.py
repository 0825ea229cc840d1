"""Where in the world a counterpart lies: the United Nations' regions and subregions.

The table follows M49 (https://unstats.un.org/unsd/methodology/m49/). What M49 does not
know stands where it lies, states of the past where their capital lay.
"""

from functools import cache
from pathlib import Path

from scraper.names.tables import values

REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")
OTHERS = "Others"
"""Organisations, Antarctica, and whatever no table knows."""


def region(identity: str) -> str:
    """Give the region of an identity: "MNG" -> "Asia"; OTHERS for what has none."""
    return _places().get(identity, (OTHERS, ""))[0]


def subregion(identity: str) -> str:
    """Give its part of the region: "MNG" -> "Eastern Asia"; "" for what has none."""
    return _places().get(identity, (OTHERS, ""))[1]


@cache
def subregions() -> tuple[tuple[str, str], ...]:
    """List the subregions, each after its region: ("Africa", "Eastern Africa") and so on."""
    return tuple((whole, part) for whole, part, _ in _table())


@cache
def _places() -> dict[str, tuple[str, str]]:
    return {
        identity: (whole, part) for whole, part, listed in _table() for identity in values(listed)
    }


@cache
def _table() -> list[list[str]]:
    lines = Path(__file__).with_name("regions.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]
