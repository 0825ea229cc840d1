"""Dates as people write them: EDTF and times -> words.

Their words are joined by no-break spaces, so that no line ends within a date.
"""

import re
from datetime import UTC, datetime

from reports.clean import clean

NO_BREAK = "\u00a0"

_DOUBTS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?([~?%]?)")
_UNSPECIFIED = re.compile(r"(\d{3}X|\d{2}XX)([~?%]?)")


def human_date(edtf: str) -> str:
    """Say an EDTF date in words: "19 March 2010", "April 1965", "about 1965", "the 1960s"."""
    begin, slash, end = edtf.partition("/")
    if slash and _DATE.fullmatch(begin) and _DATE.fullmatch(end):
        return f"{human_date(begin)}{NO_BREAK}to{NO_BREAK}{human_date(end)}"
    if found := _DATE.fullmatch(edtf):
        year, month, day, doubt = found.groups()
        words = [str(int(day))] if day else []
        words += [_MONTHS[int(month) - 1]] if month else []
        return _qualified(NO_BREAK.join([*words, str(int(year))]), doubt)
    if found := _UNSPECIFIED.fullmatch(edtf):
        return _qualified(f"the{NO_BREAK}{found[1].replace('X', '0').lstrip('0')}s", found[2])
    return clean(edtf, 40)


def human_time(time: datetime) -> str:
    """Say a time to the minute: "3 May 2024 12:04 UTC"."""
    at = time.astimezone(UTC)
    words = (str(at.day), _MONTHS[at.month - 1], str(at.year), f"{at:%H:%M}", "UTC")
    return NO_BREAK.join(words)


def _qualified(words: str, doubt: str) -> str:
    return _DOUBTS[doubt].replace(" ", NO_BREAK) + words
