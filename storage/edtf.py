"""How much a date says: which EDTF dates contain which others.

The part of EDTF that the scraper writes: years, months and days, unspecified digits
("196X"), intervals ("1961/1963") and the qualifier "~" (circa; "?" and "%" are read as
the same). https://www.loc.gov/standards/datetime/
"""

import re
from functools import lru_cache

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")


def contains(wide: str, narrow: str) -> bool:
    """Tell whether ``narrow`` says the same as ``wide``, and more.

    No date ("") contains every date, a year its months, a month its days. A circa date
    contains what lies within its own year, month or day, and itself without the circa;
    "1965~" does not contain 1964, since an article that changes from one to the other
    has changed its mind. What is no EDTF date contains nothing and is contained in ""
    alone.
    """
    if not wide:
        return bool(narrow)
    outer, inner = extent(wide), extent(narrow)
    if outer is None or inner is None:
        return False
    if outer[:2] == inner[:2]:
        return outer[2] and not inner[2]
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def agree(one: str, other: str) -> bool:
    """Tell whether two dates can be of the same day: "1965" and "1965-04-27", or "" and any."""
    return one == other or contains(one, other) or contains(other, one)


@lru_cache(maxsize=4096)
def extent(date: str) -> tuple[str, str, bool] | None:
    """Give the first and the last day of a date, and whether it is approximate; None if it is none.

    The days need not be in the calendar ("1965-00-00"): they are only compared.
    """
    first, slash, last = date.partition("/")
    start, end = _DATE.fullmatch(first), _DATE.fullmatch(last if slash else first)
    if start is None or end is None:
        return None
    return _day(start, "0"), _day(end, "9"), bool(start[4] or end[4])


def _day(match: re.Match[str], filler: str) -> str:
    year, month, day = (match[1].replace("X", filler), match[2], match[3])
    return f"{year}-{month or filler * 2}-{day or filler * 2}"
