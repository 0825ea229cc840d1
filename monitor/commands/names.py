"""Which counterpart or organisation is meant by a name on the command line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.snapshot import Kind
    from storage.history import History

_MOST_NAMED = 8
_NEAR = 0.75  # as difflib reckons: "Cad" is near "Chad", "Atlantis" is not near "Albania"


def identity_of(asked: str, kind: "Kind | None", history: "History") -> str:
    """Find the identity that a name or identity stands for.

    What the tables of names know decides, else what the articles in the database call
    it. SettingsError names the candidates where there are several, and the nearest
    names where there is none.
    """
    from monitor.settings import SettingsError
    from scraper.names import counterparts, organisations

    if not asked.strip():
        raise SettingsError("no name is given: name a state or an organisation")
    spoken_of = [(identity, name) for one, identity, name in history.named() if kind in (None, one)]
    identities = {identity for identity, _ in spoken_of}
    if asked in identities:
        return asked
    tables = {
        counterparts.identify(asked) if kind != "membership" else "",
        organisations.identify(asked) if kind != "relation" else "",
    } - {""}
    found = (tables & identities) or tables or _alike(asked, spoken_of)
    if len(found) == 1:
        return found.pop()
    if found:
        several = [f"{_called(identity, spoken_of)} ({identity})" for identity in found]
        raise SettingsError(
            f'"{asked}" may be {_listed(several)}: give one of the names in brackets'
        )
    if kind and (other := _of_other_kind(asked, kind, history)):
        raise SettingsError(other)
    raise SettingsError(_unknown(asked, spoken_of))


def _of_other_kind(asked: str, kind: "Kind", history: "History") -> str:
    """Say so where articles speak of what is asked for, but in the other way."""
    from monitor.settings import SettingsError

    other = "membership" if kind == "relation" else "relation"
    try:
        identity = identity_of(asked, None, history)
    except SettingsError:
        return ""
    if any((one, known) == (other, identity) for one, known, _ in history.named()):
        return f'no article speaks of "{asked}" as a {kind}, but as a {other}: leave --kind out'
    return ""


def _alike(asked: str, spoken_of: Iterable[tuple[str, str]]) -> set[str]:
    """Find what goes by the name, else what has it among the words of its names."""
    wanted = asked.casefold()
    exact = {identity for identity, name in spoken_of if name.casefold() == wanted}
    return exact or {
        identity
        for identity, name in spoken_of
        if f" {wanted} " in f" {name.casefold().replace(',', ' ').replace('(', ' ')} "
    }


def _called(identity: str, spoken_of: Iterable[tuple[str, str]]) -> str:
    from scraper.names import counterparts

    names = (name for known, name in spoken_of if known == identity)
    return counterparts.canonical(identity) or next(names, identity)


def _listed(several: list[str]) -> str:
    shown = sorted(several)[:_MOST_NAMED]
    return ", ".join(shown) + (" or others" if len(several) > len(shown) else "")


def _unknown(asked: str, spoken_of: Iterable[tuple[str, str]]) -> str:
    from difflib import get_close_matches

    from scraper.names import counterparts, organisations

    names = {name.casefold(): name for _, name in spoken_of}
    for identity in {identity for identity, _ in spoken_of}:
        full = counterparts.canonical(identity) or organisations.canonical(identity)
        names.setdefault(full.casefold(), full)
    near = get_close_matches(asked.casefold(), names, n=3, cutoff=_NEAR)
    hint = "did you mean " + " or ".join(f'"{names[name]}"' for name in near) + "?"
    return f'no article speaks of "{asked}": {hint if near else "check its name"}'
