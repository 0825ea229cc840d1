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
def _places() -> dict[str, tuple[str, str]]:
    lines = Path(__file__).with_name("regions.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return {identity: (whole, part) for whole, part, listed in rows for identity in values(listed)}
