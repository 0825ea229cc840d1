"""A point in time as people give it."""

from datetime import UTC, datetime, timedelta

_A_DATE = len("2012-01-31")


def read_moment(text: str, *, last: bool = False) -> datetime:
    """Read "2012-01-31", "2012-01-31T12:00" or "2012-01-31T12:00:00+01:00", UTC without a zone.

    A bare date is its first or, with ``last``, its last instant. Raises ValueError with a
    sentence that says what to give.
    """
    try:
        moment = datetime.fromisoformat(text)
        if last and len(text) <= _A_DATE:
            moment += timedelta(days=1, microseconds=-1)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f'"{text}" is no date: give one such as 2012-01-31 or 2012-01-31T12:00'
        ) from error
