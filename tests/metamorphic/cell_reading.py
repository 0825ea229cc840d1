"""What a cell says beyond doubt: one state, or one date; anything else is not read here."""

import re
from dataclasses import dataclass

from tests.metamorphic.names import state_of

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = "|".join(MONTHS)
_TEMPLATE = r"\{\{\s*(?:dts|date table sorting|start date)\s*\|"

_WITHOUT = re.compile(
    r"<!--.*?-->|<ref\b[^<>]*/>|<ref\b[^<>]*>.*?</ref\s*>", re.DOTALL | re.IGNORECASE
)
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)",
        rf"(?P<d>\d\d?) (?P<name>{_MONTH}) (?P<y>\d{{4}})",
        rf"(?P<name>{_MONTH}) (?P<d>\d\d?), (?P<y>\d{{4}})",
        rf"(?P<name>{_MONTH}) (?P<y>\d{{4}})",
        r"(?P<y>1[5-9]\d\d|20\d\d)",
    )
]
_NUMBERS = re.compile(
    _TEMPLATE + r"(?:format=\w+\|)?(?P<y>\d{4})(?:\|(?P<m>\d\d?))?(?:\|(?P<d>\d\d?))?"
    r"(?:\|(?:format|df)=\w+)?\s*\}\}",
    re.IGNORECASE,
)
_WRITTEN = re.compile(_TEMPLATE + r"\s*(?P<date>[^|{}]*?)\s*(?:\|format=\w+)?\}\}", re.IGNORECASE)
_FLAG = re.compile(
    r"\{\{\s*(?:flag|flagu|flagcountry|flag country)\s*\|([^|{}]*)\}\}", re.IGNORECASE
)
_ICON_AND_LINK = re.compile(
    r"\{\{\s*(?:flagicon|flagdeco)\s*\|[^|{}]*\}\}\s*\[\[([^|\[\]]*)(?:\|([^|\[\]]*))?\]\]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """A state, and the offsets between which its name stands."""

    identity: str
    start: int
    end: int


@dataclass(frozen=True)
class Dated:
    """A date as EDTF, and the offsets between which it stands."""

    since: str
    start: int
    end: int


def read_name(text: str, offset: int) -> Named | None:
    start, core = _core(text)
    if match := _FLAG.fullmatch(core):
        identity = state_of(match[1].strip())
    elif match := _ICON_AND_LINK.fullmatch(core):
        identity = state_of(match[1].strip())
        if match[2] and state_of(match[2].strip()) != identity:
            identity = ""
    else:
        identity = ""
    return Named(identity, offset + start, offset + start + len(core)) if identity else None


def read_date(text: str, offset: int) -> Dated | None:
    start, core = _core(text)
    if since := _since(core):
        return Dated(since, offset + start, offset + start + len(core))
    return None


def _since(core: str) -> str:
    if match := _NUMBERS.fullmatch(core):
        return _edtf(match["y"], match["m"], match["d"])
    if match := _WRITTEN.fullmatch(core):
        core = match["date"]
    for form in _FORMS:
        if match := form.fullmatch(core):
            said = match.groupdict()
            month = str(_NUMBER[said["name"].lower()]) if said.get("name") else said.get("m")
            return _edtf(said["y"], month, said.get("d"))
    return ""


def _edtf(year: str, month: str | None, day: str | None) -> str:
    if month and not 1 <= int(month) <= 12:
        return ""
    if day and not 1 <= int(day) <= 28 + 3 * (int(month or 1) != 2):
        return ""
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _core(text: str) -> tuple[int, str]:
    """Give a cell's content and where it begins, where references stand only behind it."""
    start = len(text) - len(text.lstrip())
    first = min((match.start() for match in _WITHOUT.finditer(text)), default=len(text))
    if _WITHOUT.sub("", text[first:]).strip():
        return 0, ""
    return start, text[start:first].strip()
