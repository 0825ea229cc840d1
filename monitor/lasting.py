"""How long something has gone on, by a clock that may have been wrong."""

from datetime import datetime, timedelta


def has_lasted(since: datetime, wait: timedelta, now: datetime) -> bool:
    """Tell whether what we noted at ``since`` has gone on for that long.

    What was noted later than now was noted by a clock that ran ahead: nobody knows how long
    it has lasted, and to be told early is better than never.
    """
    return not since <= now < since + wait
