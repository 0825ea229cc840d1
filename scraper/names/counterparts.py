"""A name of a state or another counterpart of diplomatic relations -> its stable identity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from scraper.names import organisations
from scraper.names.fold import fold, turned
from scraper.names.local import local, shown
from scraper.names.tables import rows, values
from scraper.names.titles import plain, qualified, sides
from scraper.words.spoken import remembered

# An organisation's abbreviation is taken for a counterpart only where nothing else in a
# list of states could be meant.
_KNOWN_BY_ABBREVIATION = frozenset(
    {"AU", "CIS", "CSCE", "CSTO", "EAC", "EAEU", "ECO", "EFTA", "GCC", "IAEA", "ICRC", "ILO", "IMF"}
    | {"NAM", "NATO", "OAS", "OAU", "OECD", "OECS", "OIC", "OPEC", "OSCE", "PIF", "SADC", "SCO"}
    | {"SICA", "UN", "WHO"}
)


_LONGEST = 300  # characters of a name or title: none of ours is as long


@dataclass(frozen=True, slots=True)
class _Table:
    canonical: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


def identify(name: str, target: str = "", code: str = "") -> str:
    """Give the identity of a counterpart, "" if unknown: "Burma" -> "MMR".

    ``target`` is the link's, and decides before the name. ``code`` is the name of a
    template like {{GER}}, or a flag template's argument; it decides last. Organisations
    are counterparts too where they are fully named or linked. Nothing is guessed: an
    unknown target or code that qualifies the name ("Georgia (U.S. state)") leaves it unknown.
    """
    return _identify.now(name[:_LONGEST], target[:_LONGEST], code[:_LONGEST])


def display(code: str) -> str:
    """Give what a template like {{GER}} shows: "Germany"; "" if it is none of ours."""
    table = _table()
    return shown(table.codes.get(code, "")) or table.shown.get(code, "")


def canonical(identity: str) -> str:
    """Give the name of an identity: "MNG" -> "Mongolia", "nato" -> its full name; "" if unknown."""
    return _table().canonical.get(identity) or organisations.canonical(identity)


def kind(identity: str) -> str:
    """Tell what sort of counterpart it is; "" for an organisation or what is unknown.

    One of "UN member", "observer", "limited" (recognition), "associated", "dependent",
    "sovereign entity", "supranational", "historical".
    """
    return kinds().get(identity, "")


def kinds() -> Mapping[str, str]:
    """Give the kind of every counterpart by its identity."""
    return _table().kinds


@remembered(maxsize=8192)
def _identify(name: str, target: str, code: str) -> str:
    title = plain(target)
    if title and (found := _lookup(_subject(title))):
        return found
    if _qualifies(title, name):
        return ""
    if coded := _table().codes.get(code) or _lookup(code):
        # {{flag|NAM}} shows "Namibia"; the code itself is not read as a name.
        return coded if name == code else _lookup(name.strip()) or coded
    return "" if _qualifies(code, name) else _lookup(name.strip())


def _subject(title: str) -> str:
    """Give X for "Foreign relations of X", and other titles as they are."""
    pair = sides(title)
    return pair[0] if pair and not pair[1] else title


def _qualifies(title: str, name: str) -> bool:
    """Tell whether a title takes the name in a sense of its own: "Georgia (U.S. state)"."""
    return bool(title) and fold(qualified(title)[0]) == fold(name)


def _lookup(text: str) -> str:
    if not text:
        return ""
    table = _table()
    if own := local(text, table.canonical):
        return own
    found = table.abbreviations.get(text) or table.names.get(fold(text))
    if not found and (text_turned := turned(text)):
        found = table.names.get(fold(text_turned))
    if not found and text in _KNOWN_BY_ABBREVIATION:
        found = organisations.identify(text)
    return found or organisations.fully_named(text)


@cache
def _table() -> _Table:
    table = _Table()
    for identity, _, _, name, kind, aliases, codes, _ in rows("countries.tsv"):
        table.canonical[identity] = name
        table.kinds[identity] = kind
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
