"""What brackets add to an organisation's name -> the membership's status and dates."""

import re
from collections.abc import Sequence

from scraper.characters import LOWER, UPPER
from scraper.dates import read_dates
from scraper.names import organisations
from scraper.words.language import words

_LONGEST_REMARK = 8  # words
_FURTHER = re.compile("[,;] ")
_ABBREVIATION = re.compile(rf"[{UPPER}0-9][\w&.+/–-]*(?: [{UPPER}0-9][\w.-]*)?\Z")


def qualifiers(brackets: Sequence[str]) -> tuple[str, str, tuple[str, ...]]:
    """Tell status and dates from what stands in brackets beside a name."""
    since = ""
    dates: tuple[str, ...] = ()
    said: list[str] = []
    for bracket in brackets:
        if not bracket or _says_nothing(bracket):
            continue
        if period := words().membership["period"][0].search(bracket.lower()):
            since = since or period[1]
            said.append("former")
            continue
        before, date, after = _around_date(bracket)
        reading = read_dates(date)
        if reading.since and not reading.problem:
            since, dates = since or reading.since, dates or reading.dates
            bracket = before or after
        if bracket and not _says_nothing(bracket):
            said.append(_without_names(bracket))
    return (words().membership_status(" ".join(said)) if said else ""), since, dates


def remark(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Tell status and dates from what follows a name without brackets: ``– observer since 1998``.

    Nothing where it says anything else than a status, or that there is none.
    """
    if len(text.split()) > _LONGEST_REMARK:
        return "", "", ()
    status, since, dates = qualifiers([piece.strip() for piece in re.split(r"[()]", text)])
    is_understood = not status or status in words().status or denies(status)
    return (status, since, dates) if is_understood else ("", "", ())


def denies(status: str) -> bool:
    """Whether a status says that there is no membership: "never joined", "no"."""
    return bool(status) and bool(words().membership["no_member"][0].search(status.lower().strip()))


def _around_date(bracket: str) -> tuple[str, str, str]:
    """Part ``observer since 1998`` and ``joined 2013, suspended 2021`` at the date of joining."""
    patterns = words().membership
    (joins,), (since, comma) = patterns["joined"], patterns["since"]
    lowered = bracket.lower()
    if joining := joins.match(lowered):
        if role := patterns["joined_as"][0].search(lowered):  # "joined 2016 as an observer"
            return bracket[role.end() :], bracket[joining.end() : role.start()], ""
        joined, *then = _FURTHER.split(bracket, maxsplit=1)
        if then and then[0][:1].isalpha():
            return "", joined[joining.end() :], then[0]
        return "", bracket[joining.end() :], ""
    if later := since.search(lowered):
        return bracket[: later.start()], bracket[later.end() :], ""
    if (later := comma.search(lowered)) and _tells_status(before := bracket[: later.start()]):
        return before, bracket[later.end() :], ""
    return "", bracket, ""


def _tells_status(text: str) -> bool:
    return words().membership_status(text) in words().status


def _without_names(bracket: str) -> str:
    """Leave out an abbreviation before a status: ``(ISO, correspondent)``."""
    first, comma, rest = bracket.partition(",")
    return rest.strip() if comma and _is_abbreviation(first.strip()) else bracket


def _says_nothing(bracket: str) -> bool:
    """Tell whether a bracket is no status: an abbreviation, a former name, a source."""
    lowered = bracket.lower()
    if any(pattern.search(lowered) for pattern in words().membership["not_a_status"]):
        return True
    return bool(organisations.identify(bracket)) or all(
        _is_abbreviation(piece) or organisations.identify(piece)
        for part in bracket.split(",")
        for piece in words().enumeration["and"].split(part.strip())
    )


def _is_abbreviation(text: str) -> bool:
    return (
        bool(_ABBREVIATION.match(text))
        and not re.search(rf"[{LOWER}]{{4}}|\b(?:19|20)\d\d\b", text)
        and sum(char.isupper() or char.isdigit() for char in text) > 1
        and text != "NGOs"
    )
