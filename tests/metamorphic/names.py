"""The names tables, read here anew: which names and codes are the same state or organisation."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLES = Path(__file__).parents[2] / "scraper" / "names"


@dataclass(frozen=True)
class Called:
    """One state or organisation: its chief name, its other names, its codes or abbreviations."""

    identity: str
    name: str
    aliases: tuple[str, ...]
    codes: tuple[str, ...]
    kind: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@cache
def states() -> dict[str, Called]:
    return {
        row["id"]: Called(
            row["id"],
            row["name"],
            tuple(name for name in _values(row["aliases"]) if not name.isupper()),
            tuple(code.partition("=")[0] for code in _values(row["codes"])),
            row["kind"],
        )
        for row in _rows("countries.tsv")
    }


@cache
def organisations() -> dict[str, Called]:
    return {
        row["id"]: Called(
            row["id"],
            row["name"],
            tuple(_values(row["aliases"])),
            tuple(_values(row["abbreviations"])),
            "historical" if row["successor_id"] else "",
        )
        for row in _rows("organisations.tsv")
    }


@cache
def state_of(name: str) -> str:
    """Give the identity that goes by exactly that name or code, "" where none or several do."""
    return _only(_index(tuple(states().values())), name)


@cache
def organisation_of(name: str) -> str:
    return _only(_index(tuple(organisations().values())), name)


@cache
def _index(called: tuple[Called, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for each in called:
        for name in (*each.names, *each.codes):
            found[name].add(each.identity)
    return found


def _only(index: dict[str, set[str]], name: str) -> str:
    identities = index.get(name, set())
    return next(iter(identities)) if len(identities) == 1 else ""


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_TABLES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _values(field: str) -> list[str]:
    return [value for value in field.split("|") if value]
