"""What the words of the schedule mean: "6h", "15 */6 * * *"."""

import re
from datetime import timedelta

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from monitor.settings import Schedule, SettingsError

EVERY = "6h"
SHORTEST = timedelta(minutes=1)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_INTERVAL = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*([smhdw])")


def interval(text: str) -> timedelta:
    """Read "90s", "30m", "6h", "1.5d" or "2w"; SettingsError where it is none of these."""
    match = _INTERVAL.fullmatch(text.strip())
    if match is None:
        raise SettingsError(
            f'"{text}" is no interval: give a number and s, m, h, d or w, such as "6h"'
        )
    return timedelta(**{_UNITS[match[2]]: float(match[1])})


def trigger(schedule: Schedule) -> BaseTrigger:
    """Make the times of the rounds; SettingsError where the schedule cannot be read."""
    return _cron(schedule.cron) if schedule.cron else _interval(schedule.every or EVERY)


def _interval(text: str) -> BaseTrigger:
    length = interval(text)
    if length < SHORTEST:
        raise SettingsError(f'"{text}" is too often for the wiki: give "1m" or more')
    return IntervalTrigger(seconds=int(length.total_seconds()))


def _cron(text: str) -> BaseTrigger:
    try:
        return CronTrigger.from_crontab(text)
    except ValueError as error:
        raise SettingsError(
            f'"{text}" is no cron expression ({error}): '
            'give minute, hour, day, month and weekday, such as "15 */6 * * *"'
        ) from error
