"""Names of states and organisations in the language that is read, beside the English ones.

``scraper/words/LANGUAGE.names.tsv``: an identity, a tab, a name; of several names for one
identity the first is the usual one.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from importlib.resources import files

from scraper.names.fold import fold
from scraper.words.language import words
from scraper.words.spoken import remembered, spoken

_SHORTEST_STEM = 6  # letters: an abbreviation has no cases


@dataclass(frozen=True, slots=True)
class _Names:
    identities: dict[str, list[str]]
    shown: dict[str, str]


def local(name: str, among: Container[str]) -> str:
    """Give the identity that a name has in the language that is read; "" if it has none.

    The European Union is a counterpart and an organisation: ``among`` tells which is meant.
    """
    identities = _names.now().identities
    meant = identities.get(fold(name), ()) if identities else ()
    return next((identity for identity in meant if identity in among), "")


def declined(name: str, among: Container[str]) -> str:
    """Give the identity of a name in any case of its own: "des Internationalen Währungsfonds".

    "" where what is left of its words without their endings is that of several, or too short.
    """
    stems = _stems.now()
    stem = stem_of(name, words().endings) if stems else ""
    meant = {identity for identity in stems.get(stem, ()) if identity in among}
    return meant.pop() if len(meant) == 1 and len(stem) >= _SHORTEST_STEM else ""


def stem_of(name: str, endings: Iterable[re.Pattern[str]]) -> str:
    """Take the endings off a folded name: "Vereinten Nationen" -> "vereint nation"."""
    stems = fold(name).split()
    for ending in endings:
        stems = [ending.sub("", word) for word in stems]
    return " ".join(stems)


@remembered(maxsize=1)
def _stems() -> dict[str, set[str]]:
    stems: dict[str, set[str]] = {}
    endings = words().endings
    for identity, name in read(spoken()):
        stems.setdefault(stem_of(name, endings), set()).add(identity)
    return stems


def shown(identity: str) -> str:
    """Give the usual name in the language that is read; "" where that is the English one."""
    return _names.now().shown.get(identity, "")


@remembered(maxsize=1)
def _names() -> _Names:
    names = _Names({}, {})
    for identity, name in read(spoken()):
        names.identities.setdefault(fold(name), []).append(identity)
        names.shown.setdefault(identity, name)
    return names


def read(language: str) -> list[tuple[str, str]]:
    """List the identities and names of a language's file; none where it has no file."""
    source = files("scraper.words") / f"{language}.names.tsv"
    if not source.is_file():
        return []
    lines = source.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return [(identity, name) for identity, _, name in pairs]
