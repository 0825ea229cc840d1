"""What the words of the schedule mean: "6h", "15 */6 * * *"."""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from monitor.cron import WallClock, cron_trigger
from monitor.settings import Schedule, SettingsError

EVERY = "6h"
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=3660)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_INTERVAL = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*([smhdw])")


def interval(text: str) -> timedelta:
    """Read "90s", "30m", "6h", "1.5d" or "2w"; SettingsError where it is none of these."""
    match = _INTERVAL.fullmatch(text.strip())
    if match is None:
        raise SettingsError(
            f'"{text}" is no interval: give a number and s, m, h, d or w, such as "6h"'
        )
    length = timedelta(**{_UNITS[match[2]]: float(match[1])})
    if length > LONGEST:
        raise SettingsError(f'"{text}" is longer than ten years: give a shorter one, such as "6h"')
    return length


def trigger(schedule: Schedule, start: datetime | None = None) -> BaseTrigger:
    """Make the times of a schedule; SettingsError where it cannot be read.

    Intervals are counted from ``start``, or from now: those of one start come together.
    """
    return _cron(schedule.cron) if schedule.cron else _interval(schedule.every or EVERY, start)


def digest_trigger(digest: str, timezone: str) -> BaseTrigger:
    """Make the times at which a digest is due; SettingsError where it cannot be read."""
    day, hour, minute = _parts(digest)
    weekday = "*" if day == "daily" else day[:3]
    return WallClock(zone(timezone), day_of_week=weekday, hour=hour, minute=minute)


def jitter(schedule: Schedule) -> timedelta:
    """Give by how much a round may be late, so that not all programs come at once."""
    return interval(schedule.jitter) if schedule.jitter else timedelta()


def turn(digest: str, timezone: str, now: datetime) -> datetime:
    """Give when a digest was last due, at ``now`` or before: "daily 07:00", "monday 07:00".

    SettingsError where it, or the time zone (of the IANA database, "" for the
    machine's), cannot be read.
    """
    day, hour, minute = _parts(digest)
    place = zone(timezone)
    today = now.astimezone(place).date()
    dates = (today - timedelta(days=back) for back in range(8))
    # A time that a change of the clocks leaves out or repeats is that of before the change.
    times = (
        datetime.combine(date, time(hour, minute), place).astimezone(UTC)
        for date in dates
        if day in ("daily", _WEEKDAYS[date.weekday()])
    )
    return next(due for due in times if due <= now)


def _parts(digest: str) -> tuple[str, int, int]:
    day, _, clock = digest.strip().lower().partition(" ")
    match = _CLOCK.fullmatch(clock.strip())
    if match is None or day not in ("daily", *_WEEKDAYS):
        raise SettingsError(
            f'"{digest}" is no time for a digest: give one such as "daily 07:00" or "monday 07:00"'
        )
    return day, int(match[1]), int(match[2])


def zone(name: str) -> tzinfo | None:
    """Give a time zone by name, None for the machine's; SettingsError where there is none."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            f'"{name}" is no time zone: give one such as "Europe/Vienna", or none'
        ) from error


def _interval(text: str, start: datetime | None) -> BaseTrigger:
    length = interval(text)
    if length < SHORTEST:
        raise SettingsError(f'"{text}" is too often for the wiki: give "1m" or more')
    first = None if start is None else start + length
    return IntervalTrigger(seconds=int(length.total_seconds()), start_date=first)


def _cron(text: str) -> BaseTrigger:
    try:
        return cron_trigger(text)
    except ValueError as error:
        raise SettingsError(
            f'"{text}" is no cron expression ({error}): '
            'give minute, hour, day, month and weekday, such as "15 */6 * * *"'
        ) from error
