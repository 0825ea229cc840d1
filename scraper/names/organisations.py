"""A name of an organisation -> its stable identity."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

from scraper.names.fold import fold
from scraper.names.local import declined, local
from scraper.names.tables import rows, values
from scraper.names.titles import participation, plain, qualified
from scraper.words.spoken import remembered

# Shorter abbreviations are matched as they are written: "WHO" is not "who".
_LONG = 5
_CLEAR = 4  # letters of an abbreviation that two will hardly share
_LONGEST = 300  # characters of a name or title: none of ours is as long
_SPELLINGS = {
    "organisation": "organization",
    "organisations": "organizations",
    "programme": "program",
    "centre": "center",
    "labour": "labor",
    "defence": "defense",
    "co operation": "cooperation",
    "co operative": "cooperative",
}
_SPELLED = re.compile(rf"\b(?:{'|'.join(_SPELLINGS)})\b")
_WHAT_IT_IS = frozenset({"organization", "organisation", "intergovernmental organization"})


@dataclass(frozen=True, slots=True)
class _Table:
    canonical: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    wider: dict[str, set[str]] = field(default_factory=dict)
    ambiguous: dict[str, list[tuple[str, frozenset[str]]]] = field(default_factory=dict)


def identify(name: str, target: str = "", neighbours: Collection[str] = ()) -> str:
    """Give the identity of an organisation, "" if unknown: "WTrO" -> "wto".

    ``target`` is the link's, and decides before the name, except where it is only the
    article on the successor or on the whole of what is named ([[World Bank|IBRD]]).
    ``neighbours`` are the names in the same list: they tell what an ambiguous
    abbreviation stands for (``abbreviations.tsv``).
    """
    name, target = name[:_LONGEST], target[:_LONGEST]
    return _identify.now(name, target) or _decide(name.strip(), neighbours)


def abbreviated(short: str) -> str:
    """Identify by an abbreviation that stands for one organisation alone: "CEMAC", not "ADB"."""
    table = _table()
    is_clear = len(short) >= _CLEAR and short not in table.ambiguous
    return table.abbreviations.get(short, "") if is_clear else ""


def fully_named(text: str) -> str:
    """Identify by a name that no context can change; short abbreviations are not enough."""
    table = _table()
    return local(text, table.canonical) or table.names.get(_key(text), "")


def canonical(identity: str) -> str:
    """Give the name of an identity: "wto" -> "World Trade Organization"; "" if unknown."""
    return _table().canonical.get(identity, "")


@remembered(maxsize=4096)
def _identify(name: str, target: str) -> str:
    title, name = plain(target), name.strip()
    linked, named = _of_title(title), _of_name(name)
    if linked:
        return named if linked in _table().wider.get(named, ()) else linked
    if title and fold(qualified(title)[0]) == fold(name):
        return ""
    return named


def _of_title(title: str) -> str:
    if not title:
        return ""
    what, kind = qualified(title)
    if found := _of_name(title) or (_of_name(what) if kind in _WHAT_IT_IS else ""):
        return found
    parts = {_of_name(part) for part in participation(title)} - {""}
    return parts.pop() if len(parts) == 1 else ""


def _of_name(text: str) -> str:
    table = _table()
    if own := local(text, table.canonical):
        return own
    if found := table.abbreviations.get(text) or table.names.get(_key(text)):
        return found
    if found := declined(text, table.canonical):
        return found
    # "World Health Organization (WHO)" says the same thing twice.
    spelled, short = qualified(text)
    found = table.names.get(_key(spelled), "") if spelled else ""
    if found and (readings := _readings(short)):
        return found if found in readings else ""
    return found if short.isupper() else ""


def _readings(abbreviation: str) -> set[str]:
    table = _table()
    several = {identity for identity, _ in table.ambiguous.get(abbreviation, ())}
    one = table.abbreviations.get(abbreviation) or table.names.get(_key(abbreviation), "")
    return (several | {one}) - {""}


def _decide(abbreviation: str, neighbours: Collection[str]) -> str:
    """Let the first reading with a mark among the neighbours, or without marks, decide."""
    for identity, marks in _table().ambiguous.get(abbreviation, ()):
        if not marks or not marks.isdisjoint(neighbours):
            return identity
    return ""


def _key(name: str) -> str:
    """Fold a name further than a state's: British spelling, commas and "UN" for the long form."""
    key = _SPELLED.sub(lambda match: _SPELLINGS[match[0]], fold(name).replace(",", ""))
    return "united nations " + key[3:] if key.startswith("un ") else key


@cache
def _table() -> _Table:
    table = _Table()
    for identity, successor, whole, abbreviations, name, aliases, _ in rows("organisations.tsv"):
        table.canonical[identity] = name
        table.wider[identity] = {successor, whole}
        for each in (name, *values(aliases)):
            table.names[_key(each)] = identity
        for each in values(abbreviations):
            table.abbreviations[each] = identity
            if len(each) >= _LONG or not each.isalpha():
                table.names[_key(each)] = identity
    for abbreviation, identity, beside in rows("abbreviations.tsv"):
        readings = table.ambiguous.setdefault(abbreviation, [])
        readings.append((identity, frozenset(values(beside))))
    return table
