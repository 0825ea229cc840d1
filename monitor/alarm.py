"""What of the failures one subscription has to hear: as they begin, last and end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.lasting import has_lasted
from monitor.settings import Subscription
from reports.report import Failure, Recovery
from storage.alarms import Alarm, Alarms
from storage.failures import Failing, Failures
from storage.history import History


@dataclass(frozen=True, slots=True)
class News:
    """What to tell, and what is told with it."""

    failures: tuple[Failure, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    told: tuple[Alarm, ...] = ()


def alarm(subscription: Subscription, history: History, now: datetime) -> News:
    """Hold what fails against what was told, and remember the difference as told.

    A digest hears neither of what began and ended between its turns. What fails to send
    reports is known when they were sent, so it is told a round later. Who does not ask for
    failures knows of none.
    """
    told = Alarms(history).told(subscription.name)
    news = News()
    if subscription.failures:
        news = changed(Failures(history).all(), told, now, subscription.alarm_time)
    if set(news.told) != set(told.values()):
        Alarms(history).tell(subscription.name, news.told)
    return news


def changed(
    failing: Iterable[Failing], told: Mapping[str, Alarm], now: datetime, alarm_time: timedelta
) -> News:
    """Tell what began, what has lasted for the alarm time since it was told, and what ended."""
    failures, tellings = [], []
    for one in failing:
        lasts = has_lasted(one.began_at, alarm_time, now)
        known = told.get(one.key)
        if known is None or (lasts and not known.has_lasted):
            failures.append(Failure(one.key, one.what, one.began_at, lasts=lasts))
        tellings.append(Alarm(one.key, known.began_at if known else one.began_at, lasts))
    still = {alarm.key for alarm in tellings}
    ended = (alarm for key, alarm in told.items() if key not in still)
    return News(
        tuple(failures),
        tuple(Recovery(alarm.key, alarm.began_at, now) for alarm in ended),
        tuple(tellings),
    )
