import threading
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.interval import IntervalTrigger

from monitor.schedule import keep_looking
from monitor.settings import Schedule, SettingsError, Subscription
from monitor.stop import Stop, Stopped
from monitor.timing import interval, trigger, triggers


def test_the_first_round_is_at_once_and_the_next_when_it_is_time():
    stop, rounds = Stop(), []

    def look():
        rounds.append(1)
        if len(rounds) == 2:
            stop.ask()

    ended = keep_looking(look, [IntervalTrigger(seconds=1)], stop)

    assert (ended, len(rounds)) == (True, 2)


def test_a_round_that_breaks_does_not_end_the_watch(caplog):
    stop, rounds = Stop(), []

    def look():
        rounds.append(1)
        if len(rounds) == 2:
            stop.ask()
        raise ZeroDivisionError

    keep_looking(look, [IntervalTrigger(seconds=1)], stop)

    assert (len(rounds), "ZeroDivisionError" in caplog.text) == (2, True)


def test_what_is_owed_is_sent_between_rounds():
    stop, done = Stop(), []

    def post():
        done.append("post")
        if len(done) == 3:
            stop.ask()

    keep_looking(
        lambda: done.append("look"), [IntervalTrigger(hours=1)], stop, post=post, post_every=0.1
    )

    assert done[:3] == ["look", "post", "post"]


def test_an_end_does_not_wait_for_ever_for_a_round():
    stop, may_end = Stop(), threading.Event()

    def look():
        stop.ask()
        may_end.wait()

    ended = keep_looking(look, [IntervalTrigger(hours=1)], stop, patience=0.1)
    may_end.set()

    assert ended is False


def test_a_sleep_is_cut_short_by_the_wish_to_end():
    stop = Stop()
    stop.ask()

    with pytest.raises(Stopped):
        stop.sleep(3600)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("6h", timedelta(hours=6)),
        ("1.5d", timedelta(hours=36)),
        ("2w", timedelta(days=14)),
    ],
)
def test_interval(text, length):
    assert interval(text) == length


@pytest.mark.parametrize("text", ["", "6", "h", "-1h", "6 hours", "1e9h"])
def test_what_is_no_interval_is_refused(text):
    with pytest.raises(SettingsError):
        interval(text)


def test_without_a_schedule_it_looks_every_six_hours():
    assert trigger(Schedule()).interval == timedelta(hours=6)


def test_there_is_a_round_when_a_digest_is_due():
    weekly = Subscription("weekly", (), digest="monday 07:05", timezone="Europe/Vienna")
    daily = Subscription("daily", (), digest="daily 18:00", timezone="UTC")
    _, *digests = triggers(Schedule(), (weekly, daily, Subscription("at once", ())))

    noon = datetime(2026, 11, 25, 12, tzinfo=UTC)
    due = [one.get_next_fire_time(None, noon).astimezone(UTC) for one in digests]
    assert [f"{at:%d %H:%M}" for at in due] == ["25 18:00", "30 06:05"]


def test_a_cron_expression_is_taken_as_it_is():
    assert str(trigger(Schedule(cron="15 */6 * * mon"))) == (
        "cron[month='*', day='*', day_of_week='mon', hour='*/6', minute='15']"
    )
