"""A name of an organisation -> its stable identity."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache, lru_cache

from scraper.names.fold import fold
from scraper.names.tables import rows, values
from scraper.names.titles import base, plain

_LONG = 5  # shorter abbreviations can be words: "who", "can", "nam"


@dataclass(frozen=True, slots=True)
class _Table:
    canonical: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    ambiguous: dict[str, list[tuple[str, frozenset[str]]]] = field(default_factory=dict)


def identify(name: str, target: str = "", neighbours: Collection[str] = ()) -> str:
    """Give the identity of an organisation, "" if unknown: ("ICC", "International Criminal Court").

    ``target`` is the link's, and decides before the name. ``neighbours`` are the names in
    the same list: they tell what an ambiguous abbreviation stands for (``abbreviations.tsv``).
    Abbreviations of up to four letters are matched as they are written: "WHO" is not "who".
    """
    return _identify(name, target) or _decide(name.strip(), neighbours)


def canonical(identity: str) -> str:
    """Give the name of an identity: "wto" -> "World Trade Organization"; "" if unknown."""
    return _table().canonical.get(identity, "")


def fully_named(text: str) -> str:
    """Identify by a name that needs no context; short abbreviations are not enough."""
    return _table().names.get(fold(text), "")


@lru_cache(maxsize=4096)
def _identify(name: str, target: str) -> str:
    title = plain(target)
    if title and (identity := _lookup(title)):
        return identity
    if title and fold(base(title)) == fold(name):
        return ""
    return _lookup(name.strip())


def _lookup(text: str) -> str:
    table = _table()
    return table.abbreviations.get(text) or table.names.get(fold(text), "")


def _decide(abbreviation: str, neighbours: Collection[str]) -> str:
    """Let the first reading with a mark among the neighbours, or without marks, decide."""
    for identity, marks in _table().ambiguous.get(abbreviation, ()):
        if not marks or not marks.isdisjoint(neighbours):
            return identity
    return ""


@cache
def _table() -> _Table:
    table = _Table()
    for identity, _, abbreviations, name, aliases, _ in rows("organisations.tsv"):
        table.canonical[identity] = name
        for each in (name, *values(aliases)):
            table.names[fold(each)] = identity
        for each in values(abbreviations):
            table.abbreviations[each] = identity
            if len(each) >= _LONG:
                table.names[fold(each)] = identity
    for abbreviation, identity, beside in rows("abbreviations.tsv"):
        readings = table.ambiguous.setdefault(abbreviation, [])
        readings.append((identity, frozenset(values(beside))))
    return table
