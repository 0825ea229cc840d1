"""How far two dates are apart, where they contradict each other.

Dates contradict each other where no day can be meant by both. They are then as far apart
as they are at the precision that both give: "1965" and "1966-04-27" by a year.
"""

from datetime import date

from storage.edtf import extent

_YEAR, _MONTH = 365.2425, 30.44
_NOT_GIVEN = ("00", "99")


def days_apart(one: str, other: str) -> int:
    """Count the days between two EDTF dates that contradict each other; 0 where they do not.

    No date, an approximate one ("1965~" also stands for "before 1965") and what is no
    EDTF contradict nothing.
    """
    first, second = extent(one), extent(other)
    if first is None or second is None or first[2] or second[2]:
        return 0
    earlier, later = sorted((first[:2], second[:2]))
    if later[0] <= earlier[1]:
        return 0
    end, start = _parts(earlier[1]), _parts(later[0])
    shared = min(len(end), len(start))
    return max(1, _ordinal(start[:shared]) - _ordinal(end[:shared]))


def _parts(day: str) -> list[int]:
    return [int(part) for part in day.split("-") if part not in _NOT_GIVEN]


def _ordinal(parts: list[int]) -> int:
    year, month, day = [*parts, 1, 1][:3]
    try:
        return date(year, month, day).toordinal()
    except ValueError:  # a year 0, a day that is not in the calendar
        return round(year * _YEAR + (month - 1) * _MONTH + day - 366)
