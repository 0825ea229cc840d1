"""Terminal columns: how wide text is, and lines that fit."""

import unicodedata
from collections.abc import Iterator

_INVISIBLE = frozenset({"Mn", "Me", "Cf"})


def width(text: str) -> int:
    """Count a text's columns in a terminal (Unicode Annex 11; ambiguous ones are narrow)."""
    return sum(map(_char_width, text))


def wrap(text: str, columns: int, *, first: str = "", rest: str = "") -> list[str]:
    """Break a text at its spaces into lines of at most ``columns``.

    The first is indented by ``first``, the others by ``rest``; a no-break space holds.
    """
    lines: list[str] = []
    line, filled = first, False
    for word in _fitting(text, columns - max(width(first), width(rest))):
        if filled and width(line) + 1 + width(word) > columns:
            lines.append(line)
            line, filled = rest, False
        line += f" {word}" if filled else word
        filled = True
    return [*lines, line.rstrip(" ")]


def _fitting(text: str, columns: int) -> Iterator[str]:
    for word in filter(None, text.split(" ")):
        piece, used = "", 0
        for char in word:
            if used + _char_width(char) > columns:
                yield piece
                piece, used = "", 0
            piece += char
            used += _char_width(char)
        yield piece


def _char_width(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.category(char) in _INVISIBLE or "\u1160" <= char <= "\u11ff":
        return 0  # marks, joiners, and the vowels and finals that join a Hangul syllable
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
