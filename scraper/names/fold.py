"""How names are made alike before they are compared; nothing is ever guessed beyond it."""

import re
import sys
import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("_-‐‑‒–—―−", " "),
        **dict.fromkeys("‘’‛ʻʼ′`", "'"),
        "&": " and ",
    }
)
_SAINT = re.compile(r"\bst(?:\.\s*(?=\S)|\s+)")
_TURNED = re.compile(r"([^,(]+?)(?:, (.+ of(?: the)?)| \((.+ of(?: the)?)\))")
_THE = re.compile(r"(?:the\s+)+")


def fold(text: str) -> str:
    """Fold a name for comparison: "The Côte d’Ivoire" -> "cote d'ivoire".

    Case, accents, white space, a leading "the", the kind of dash or apostrophe, "&" for
    "and" and "St." for "Saint" make no difference; all else does.
    """
    if not text.isascii():
        text = _without_marks(text.replace("´", "'"))
    text = " ".join(text.casefold().translate(_ALIKE).split())
    text = _SAINT.sub("saint ", text)
    return text[match.end() :] if (match := _THE.match(text)) else text


@lru_cache(maxsize=16384)
def alphabetical(name: str) -> str:
    """Give a key that sorts names: "Åland" with A, "the Gambia" with G, what is no letter last."""
    folded = fold(name)
    return folded if folded[:1].isalpha() else chr(sys.maxunicode) + folded


def unknown(name: str) -> str:
    """Name the identity of what no table knows: "?" and the folded name."""
    return "?" + fold(name)


def turned(name: str) -> str:
    """Turn "Congo, Republic of the" or "Congo (Republic of the)" into "Republic of the Congo".

    "" where there is nothing to turn.
    """
    match = _TURNED.fullmatch(name)
    return f"{match[2] or match[3]} {match[1]}" if match else ""


def _without_marks(text: str) -> str:
    # Folding the case can compose what was taken apart, so it is taken apart twice.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
