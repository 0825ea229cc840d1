"""A cron expression, read as cron reads it, which APScheduler does not.

APScheduler counts weekdays from Monday, has no 7 for Sunday, and takes a day of the month
and a weekday together for both at once. cron (crontab(5), POSIX) counts them from Sunday,
and runs when either of the two comes.
"""

from datetime import UTC, datetime, tzinfo

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
        CronTrigger(
            minute=minute, hour=hour, day=one, month=month, day_of_week=other, timezone=zone
        )
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
