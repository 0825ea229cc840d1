"""The words before a verb -> whether they name another state than the article's own."""

import re

from scraper.names import counterparts
from scraper.words.language import words

_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_LONGEST_NAME = 6  # words: "Democratic Republic of the Congo" has five
_SUPRANATIONAL = "supranational"


def is_another(before: str, about: str) -> bool:
    """Whether what stands right before a verb is the name of another state alone.

    ``before`` is what the sentence says up to the verb; ``about`` the identity of the state
    that the article is about. Nothing is told of another where that is unknown, or where the
    sentence has named it: "Fiji and Tonga are members of".
    """
    if not about:
        return False
    said = _WORD.findall(before)
    named = _named_at_end(said) or _named_at_end(said[:-1])  # "Tonga also"
    return named not in ("", about) and not _names(said, about)


def _named_at_end(said: list[str]) -> str:
    for length in range(min(len(said), _LONGEST_NAME), 0, -1):
        if named := _state(said[-length:]):
            return named
    return ""


def _names(said: list[str], about: str) -> bool:
    if words().membership["itself"][0].search(" ".join(said).lower()):
        return True
    return any(
        _state(said[begin:end]) == about
        for begin in range(len(said))
        for end in range(begin + 1, begin + 1 + _LONGEST_NAME)
    )


def _state(said: list[str]) -> str:
    if not said[0][0].isupper():
        return ""
    identity = counterparts.identify(" ".join(said))
    return identity if counterparts.kind(identity) not in ("", _SUPRANATIONAL) else ""
