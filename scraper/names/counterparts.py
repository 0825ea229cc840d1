"""A name of a state or another counterpart of diplomatic relations -> its stable identity."""

from dataclasses import dataclass, field
from functools import cache, lru_cache

from scraper.names import organisations
from scraper.names.fold import fold, turned
from scraper.names.tables import rows, values
from scraper.names.titles import base, plain, sides

# An organisation's abbreviation is taken for a counterpart only where nothing else in a
# list of states could be meant.
_KNOWN_BY_ABBREVIATION = frozenset(
    {"NATO", "UN", "AU", "OAS", "GCC", "OIC", "OSCE", "OECD", "SADC"}
)


@dataclass(frozen=True, slots=True)
class _Table:
    canonical: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=8192)
def identify(name: str, target: str = "", code: str = "") -> str:
    """Give the identity of a counterpart, "" if unknown: ("Burma") -> "MMR".

    ``target`` is the link's, and decides before the name. ``code`` is the name of a
    template like {{GER}}, or a flag template's argument; it decides last. Organisations
    are counterparts too where they are fully named or linked.
    """
    title = plain(target)
    if title and (identity := _lookup(_subject(title))):
        return identity
    if title and fold(base(title)) == fold(name):
        return ""
    return _lookup(name.strip()) or _table().codes.get(code, "") or _lookup(code)


def display(code: str) -> str:
    """Give what a template like {{GER}} shows: "Germany"; "" if it is none of ours."""
    return _table().shown.get(code, "")


def canonical(identity: str) -> str:
    """Give the name of an identity: "MNG" -> "Mongolia", "nato" -> its full name; "" if unknown."""
    return _table().canonical.get(identity) or organisations.canonical(identity)


def _subject(title: str) -> str:
    """Give X for "Foreign relations of X", and other titles as they are."""
    pair = sides(title)
    return pair[0] if pair and not pair[1] else title


def _lookup(text: str) -> str:
    if not text:
        return ""
    table = _table()
    identity = table.abbreviations.get(text) or table.names.get(fold(text))
    identity = identity or table.names.get(fold(turned(text)))
    if identity:
        return identity
    if text in _KNOWN_BY_ABBREVIATION:
        return organisations.identify(text)
    return organisations.fully_named(text)


@cache
def _table() -> _Table:
    table = _Table()
    for identity, _, _, name, _, aliases, codes, _ in rows("countries.tsv"):
        table.canonical[identity] = name
        for each in (name, *values(aliases)):
            if each.isupper():
                table.abbreviations[each] = identity
                table.shown[each] = name
            else:
                table.names[fold(each)] = identity
        for each in values(codes):
            code, _, shown = each.partition("=")
            table.codes[code] = identity
            table.shown[code] = shown or name
    return table
