"""The words that say of a subject that it is a member -> what status they give.

``It is an active member of``, ``Fiji also belongs to``, ``, and an observer in``.
"""

import re
from dataclasses import dataclass
from typing import Literal

from scraper.subject import is_another
from scraper.words.language import words
from scraper.words.spoken import remembered

Kind = Literal["claims", "claims_of_two", "claims_of_three", "adds"]

_FEWEST: dict[Kind, int] = {"claims": 1, "claims_of_two": 2, "claims_of_three": 3, "adds": 1}
_LONGEST_SUBJECT = 7  # words


@dataclass(frozen=True, slots=True)
class Assertion:
    """Where a text asserts a membership, and the status that it gives to what follows.

    It counts where a sentence names at least ``fewest`` organisations by it: "is active
    in" tells less. What ``adds`` only goes on with an enumeration that has begun.
    """

    kind: Kind
    status: str
    past: bool
    fewest: int
    start: int
    end: int


def asserts(text: str) -> bool:
    """Whether a text has any word of an assertion."""
    return bool(words().membership["asserting"][0].search(text.lower()))


@remembered(maxsize=1024)
def assertions(text: str) -> tuple[Assertion, ...]:
    """Find them in order; where they overlap, the stronger kind counts."""
    if not asserts(text):
        return ()
    lowered = text.lower().replace("\n", " ")
    apart: list[Assertion] = []
    taken = bytearray(len(lowered))  # 1 for each character of an assertion
    for kind, fewest in _FEWEST.items():
        for pattern in words().membership[kind]:
            for match in pattern.finditer(lowered):
                start, end = match.span()
                if not any(taken[start:end]):
                    taken[start:end] = b"\1" * (end - start)
                    status = status_said(match["as"])
                    past = match["as"] == "admitted"
                    apart.append(Assertion(kind, status, past, fewest, start, end))
    return tuple(sorted(apart, key=lambda asserted: asserted.start))


def has_subject(before: str, about: str) -> bool:
    """Whether a short subject stands right before an assertion, in its own clause.

    ``before`` is what the sentence says up to there; ``about`` the identity of the state that
    the article is about, "" where that is unknown: no other may be the subject.
    """
    if is_another(before, about):
        return False
    before = before.lower()
    patterns = words().membership
    clauses = patterns["clause"][0].split(before)
    subject = clauses[-1].strip()
    if patterns["unasserted"][0].search(subject):
        return False
    longest = _LONGEST_SUBJECT
    if not subject and len(clauses) > 1:  # "Fiji takes part in this and is a member of"
        subject = clauses[-2].strip()
        longest *= 2 if len(clauses) == 2 else 1
    if patterns["of_another"][0].match(subject) or patterns["others"][0].search(subject):
        return False
    is_relative = patterns["relative"][0].search(before.strip()[-60:])
    return len(subject.split()) <= longest and not is_relative


@remembered(maxsize=256)
def status_said(said: str) -> str:
    """Give the status for the words of an assertion, without what only praises: "active member"."""
    said = words().membership["called_by"][0].sub(r"\g<as>", said)
    kept = [word for word in re.findall(r"[\w-]+", said) if _tells(word)]
    return words().membership_status(" ".join(kept)) if kept else "member"


def _tells(word: str) -> bool:
    return any(pattern.search(word) for pattern in words().membership["tells"])
