"""A point in time as people give it."""

import re
from datetime import UTC, datetime, timedelta

_A_DATE = len("2012-01-31")
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d\d))?")


def read_moment(text: str, *, last: bool = False) -> datetime:
    """Read "2012-01-31", "2012-01-31T12:00" or "2012-01-31T12:00:00+01:00", UTC without a zone.

    A bare date, month ("2012-01") or year is its first or, with ``last``, its last instant.
    Raises ValueError with a sentence that says what to give.
    """
    try:
        begin, end = _span(text)
        moment = end - timedelta(microseconds=1) if last else begin
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f'"{text}" is no date: give one such as 2012-01-31 or 2012-01-31T12:00'
        ) from error


def _span(text: str) -> tuple[datetime, datetime]:
    """Give the first instant of what is named, and the first after it."""
    match = _YEAR_OR_MONTH.fullmatch(text)
    if match is None:
        begin = datetime.fromisoformat(text)
        length = timedelta(days=1) if len(text) <= _A_DATE else timedelta(microseconds=1)
        return begin, begin + length
    year, month = int(match[1]), match[2]
    if month is None:
        return datetime(year, 1, 1), datetime(year + 1, 1, 1)
    begin = datetime(year, int(month), 1)
    return begin, (begin + timedelta(days=31)).replace(day=1)
