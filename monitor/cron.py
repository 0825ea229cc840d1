"""A cron expression, read as cron reads it, which APScheduler does not.

APScheduler counts weekdays from Monday, has no 7 for Sunday, and takes a day of the month
and a weekday together for both at once. cron (crontab(5), POSIX) counts them from Sunday,
and runs when either of the two comes. And APScheduler's days have 24 hours: on the day after
the clocks were put forward it passes over the hour that begins at midnight.
"""

from datetime import UTC, datetime, timedelta, tzinfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_SHORTHANDS = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
}
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_PUT_BACK = timedelta(hours=1)


class WallClock(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Times by the clock on the wall, in a time zone or in the machine's for None.

    A time that the clocks leave out comes as much later as they were put forward; one of the
    hour that there is twice comes twice.
    """

    def __init__(self, zone: tzinfo | None, **fields: str | int) -> None:
        self._fields = CronTrigger(**fields, timezone=UTC)
        self._zone = zone

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime | None:
        """Give the next of these times, in UTC; None where there is none."""
        after = now
        if previous is not None and previous <= now:
            after = previous + timedelta(microseconds=1)
        wall = after.astimezone(self._zone).replace(tzinfo=UTC)
        shown = [self._fields.get_next_fire_time(None, one) for one in (wall, wall - _PUT_BACK)]
        times = {time for one in shown if one for time in self._when(one)}
        return min((time for time in times if time >= after), default=None)

    def _when(self, shown: datetime) -> tuple[datetime, datetime]:
        """Give the two moments at which a clock shows this; mostly they are one."""
        first, second = (
            shown.replace(tzinfo=self._zone, fold=fold).astimezone(UTC) for fold in (0, 1)
        )
        return first, max(first, second)


def cron_trigger(text: str, zone: tzinfo | None = None) -> BaseTrigger:
    """Make the times of a cron expression, in the machine's time zone for None.

    Raises ValueError, with why, for what is none and for a time that never comes.
    """
    fields = _SHORTHANDS.get(text.strip().lower(), text).split()
    if len(fields) != 5:
        raise ValueError(f"it has {len(fields)} of five fields")
    minute, hour, day, month, weekday = fields
    weekdays = _weekdays(weekday)
    either = [(day, "*"), ("*", weekdays)] if "*" not in (day[0], weekday[0]) else [(day, weekdays)]
    triggers = [
        WallClock(zone, minute=minute, hour=hour, day=one, month=month, day_of_week=other)
        for one, other in either
    ]
    if not all(trigger.get_next_fire_time(None, _LONG_AGO) for trigger in triggers):
        raise ValueError("no such day ever comes")
    return triggers[0] if len(triggers) == 1 else OrTrigger(triggers)


def _weekdays(field: str) -> str:
    """Name the days of a weekday field: "1-5" is "mon,tue,wed,thu,fri"."""
    days = {day for part in field.lower().split(",") for day in _days(part)}
    return "*" if len(days) == 7 else ",".join(_DAYS[day] for day in sorted(days))


def _days(part: str) -> list[int]:
    span, _, step = part.partition("/")
    first, dash, last = span.partition("-")
    begin, end = (0, 6) if span == "*" else (_day(first), _day(last if dash else first))
    if end < begin:
        end += 7  # "fri-mon", and "sat-sun", whose Sunday is the first day
    if step and not (step.isdecimal() and int(step)):
        raise ValueError(f'"{part}" has no step that can be counted')
    if step and not dash and span != "*":
        end = 6
    return [day % 7 for day in range(begin, end + 1, int(step or 1))]


def _day(name: str) -> int:
    if name in _DAYS:
        return _DAYS.index(name)
    if name.isdecimal() and int(name) <= 7:
        return int(name)
    raise ValueError(f'"{name}" is no weekday')
