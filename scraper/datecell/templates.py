"""``{{dts|1965|4|27}}`` and the like -> text that a date cell can be read from."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from scraper.words.dates import date_words

# Names are without spaces and underscores, in lower case.
_DAYS = frozenset(
    {"dts", "dtsa", "dtsb", "dts2", "datetablesorting", "datetablesort", "datesort"}
    | {"sortdate", "sortabledate", "datesorting", "date", "isodate"}
    | {"startdate", "start-date", "startdateandage", "enddate", "end-date", "enddateandage"}
)
_RANGES = frozenset({"daterange", "yearrange"})
_CIRCA = frozenset({"circa", "c.", "ca.", "ca"})
_FORMATS = frozenset({"dmy", "mdy", "ymd", "iso", "md", "dm", "my", "ym", "y"})
_LONGEST_NAME = 200  # characters: no name of a template of these is as long
_FUNCTION = re.compile(r"#?(?:dateformat|formatdate)\s*:", re.IGNORECASE)
_DAY_FIRST = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")


def read_template(name: str, positional: Sequence[str], named: Mapping[str, str]) -> str | None:
    """Give the text that a date template stands for; None if it is not one.

    The text is "" where nothing is given. ``{{dts}}`` takes year, month and day, and
    took day, month and year until 2008: a year has four digits or is over 31, whichever
    argument it is.
    """
    if function := _FUNCTION.match(name.strip()):
        return name.strip()[function.end() :].strip()
    kind = _kind(name[:_LONGEST_NAME])
    given = [part.strip() for part in positional]
    given += [named[key].strip() for key in ("1", "2", "3", "4") if key in named]
    if kind == "dtsh":
        return f"{_day(given)} "  # a hidden sort key, mostly of the date right behind it
    if kind in _DAYS:
        return _day(given)
    if kind in _RANGES:
        return " – ".join(part for part in given if part)
    if kind in _CIRCA:
        return " – ".join(f"c. {part}" for part in given if part) or "c. "
    if kind == "decade":
        return f"{given[0]}s" if given and given[0] else ""
    if kind == "asof":
        return f"as of {_day(given)}" if any(given) else ""
    return None


@lru_cache(maxsize=1024)
def _kind(name: str) -> str:
    return "".join(name.replace("_", " ").split()).lower()


def _day(given: list[str]) -> str:
    given = [part for part in given if part.lower() not in _FORMATS]
    written = [part for part in given if part]
    if len(written) == 1:
        # The template's manual: DD-MM-YYYY is one of the forms of a single argument.
        return _DAY_FIRST.sub(r"\3-\2-\1", written[0]) if "-" in written[0] else written[0]
    era = given[3].upper() if len(given) > 3 and given[3][:1].isalpha() else ""
    return f"{_in_order(given[:3]) or ' '.join(written[:3])} {era}".strip()


def _in_order(given: list[str]) -> str:
    """Put year, month and day in order, as far as there are any; "" if they can't be told."""
    place = next((at for at, part in enumerate(given) if _is_year(part)), -1)
    if place == -1:
        return ""
    year, others = given[place], [*given[:place], *given[place + 1 :], ""]
    month, day = (others[0], others[1]) if place == 0 else (others[place - 1], others[place - 2])
    months = date_words().months
    if place == 2 and (day.lower() in months or (_number(month) > 12 >= _number(day) > 0)):
        month, day = day, month
    if not month:
        return year
    number = months.get(month.rstrip(".").lower(), _number(month))
    if number == -1 or (day and _number(day) == -1):
        return ""
    return f"{year}-{number:02}-{_number(day):02}" if day else f"{year}-{number:02}"


def _is_year(part: str) -> bool:
    return re.fullmatch("[0-9]{4}", part) is not None or _number(part) > 31


def _number(part: str) -> int:
    return int(part) if re.fullmatch("[0-9]{1,3}", part) else -1
