"""What a cell says of a date -> EDTF, with exactly the precision that is written."""

import re

from scraper.characters import decoded
from scraper.datecell.reading import DateReading, quote, tell
from scraper.datecell.scan import Token, calendar_date, scan
from scraper.datecell.templates import read_template
from scraper.words.dates import date_words
from scraper.words.spoken import remembered

__all__ = ["LONGEST", "DateReading", "read_dates", "read_template"]

LONGEST = 1000  # characters of a cell that are looked at

_EXACT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})|(?:(?:([0-9]{1,2}) )?([A-Za-z]{3,9}) )?([0-9]{4})"
)
_FOOTNOTE = re.compile(r"\[(?![0-9]{4})[^\[\]\n]{0,30}\]")
# Invisible characters go, hyphens of other kinds become "-"; en and em dashes stay.
_PLAIN = str.maketrans(
    dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
    | dict.fromkeys("‐‑‒−", "-")
    | {"―": "—"}
)


def read_dates(text: str) -> DateReading:
    """Read a cell's displayed text, markup and footnotes gone."""
    text = text.strip()
    return _read.now(text if len(text) <= LONGEST else text[: LONGEST + 1])


@remembered(maxsize=16_384)
def _read(text: str) -> DateReading:
    if (exact := _EXACT.fullmatch(text)) and (token := _exact(exact)):
        return DateReading(token.value, problem=token.problem and quote(token.problem, text))
    if len(text) <= LONGEST:
        return tell(scan(_tidy(text)), text)
    # The last word may be cut in two, and half of a date is another date.
    looked_at = text[:LONGEST].rpartition(" ")[0]
    reading = tell(scan(_tidy(looked_at)), text)
    problem = reading.problem or quote("long date cell", text)
    return DateReading(reading.since, reading.dates, reading.status, problem)


def _exact(found: re.Match[str]) -> Token | None:
    """Read the forms of nearly every cell: ISO, "5 May 1990", "May 1990", "1990"."""
    iso_year, iso_month, iso_day, day, name, year = found.groups()
    if iso_year:
        return calendar_date(int(iso_year), int(iso_month), int(iso_day), found[0])
    if not name:
        return calendar_date(int(year), -1, -1, found[0])
    month = date_words().months.get(name.lower())
    return calendar_date(int(year), month, int(day or -1), found[0]) if month else None


def _tidy(text: str) -> str:
    lines = _FOOTNOTE.sub("", decoded(text).translate(_PLAIN)).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
