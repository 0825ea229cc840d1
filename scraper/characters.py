"""Characters as a reader sees them, in time linear in the text: entities, white space."""

import re
from html import unescape

UPPER, LOWER = "A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я", "a-zß-öø-ÿα-ωа-џ"
"""Letters of the Latin, Greek and Cyrillic alphabets, for the classes of patterns."""

_LONG_NUMBER = re.compile(r"&#(?:[0-9]{8,}+|[xX][0-9A-Fa-f]{8,}+);?")


def decoded(text: str) -> str:
    """Write entities as characters: ``&ndash;`` -> "–".

    Python refuses to read numbers of thousands of digits; none of them is a character.
    """
    if "&" not in text:
        return text
    return unescape(_LONG_NUMBER.sub("\ufffd", text) if "&#" in text else text)
