from datetime import UTC, datetime, timedelta

from apscheduler.triggers.base import BaseTrigger

from monitor.agenda import Agenda, Look
from monitor.schedule import Clockwork, Plan, plan
from monitor.settings import ArticleGroup, Schedule, Settings, Subscription
from scraper.article import Article

START = datetime(2026, 11, 25, 12, tzinfo=UTC)


def due(settings, hours):
    """Give which titles are due when, from the start on."""
    found = {}
    for trigger, articles in plan(settings, START).times:
        at = trigger.get_next_fire_time(None, START + timedelta(seconds=1))
        while at is not None and at <= START + timedelta(hours=hours):
            found.setdefault(f"{at.astimezone(UTC):%d %H:%M}", set()).update(
                article.title for article in articles
            )
            at = trigger.get_next_fire_time(at, at)
    return dict(sorted(found.items()))


def test_groups_come_at_their_own_times_and_some_of_those_are_the_same():
    settings = Settings(
        articles=(
            ArticleGroup(("Mongolia",)),
            ArticleGroup(("Fiji",), every="4h"),
            ArticleGroup(("Chad",), wiki="de.example.org", cron="30 20 * * *"),
        ),
        schedule=Schedule(every="8h"),
    )

    assert due(settings, hours=8.5) == {
        "25 16:00": {"Fiji"},
        "25 20:00": {"Fiji", "Mongolia"},
        "25 20:30": {"Chad"},
    }


def test_groups_with_the_same_times_are_due_as_one():
    times = plan(
        Settings(
            articles=(
                ArticleGroup(("Fiji",), every="4h"),
                ArticleGroup(("Chad",)),
                ArticleGroup(("Peru",), wiki="de.example.org", every="4h"),
            ),
        ),
        START,
    ).times

    assert [articles for _, articles in times] == [
        {Article("en.wikipedia.org", "Fiji"), Article("de.example.org", "Peru")},
        {Article("en.wikipedia.org", "Chad")},
    ]


def test_everything_is_due_with_a_digest():
    weekly = Subscription("weekly", (), digest="monday 07:05", timezone="Europe/Vienna")
    daily = Subscription("daily", (), digest="daily 18:00", timezone="UTC")
    settings = Settings(
        articles=(ArticleGroup(("Fiji",), every="5d"), ArticleGroup(("Chad",), every="6d")),
        subscriptions=(weekly, daily, Subscription("at once", ())),
    )

    all_of_them = {"Fiji", "Chad"}
    assert due(settings, hours=115) == {
        "25 18:00": all_of_them,
        "26 18:00": all_of_them,
        "27 18:00": all_of_them,
        "28 18:00": all_of_them,
        "29 18:00": all_of_them,
        "30 06:05": all_of_them,
    }


class Missed(BaseTrigger):
    """Times at which nobody was awake: three, two and one hours ago."""

    def __init__(self):
        self.times = [datetime.now(UTC) - timedelta(hours=hours) for hours in (3, 2, 1)]

    def get_next_fire_time(self, previous, now):
        return next((time for time in self.times if previous is None or time > previous), None)


def test_times_that_were_missed_are_one_round_and_none_is_skipped():
    agenda, fiji = Agenda(), frozenset({Article("w", "Fiji")})
    clockwork = Clockwork(agenda)
    clockwork.start()
    clockwork.follow(Plan([(Missed(), fiji)], post_every=timedelta(seconds=1)))
    wishes = [agenda.take(60), agenda.take(60)]  # the round, then that it is time to send
    clockwork.stop()

    looks = [wish for wish in wishes if isinstance(wish, Look)]
    late = [datetime.now(UTC) - wish.due_at for wish in looks]
    assert [wish.articles for wish in looks] == [fiji]
    assert timedelta(hours=1) <= late[0] < timedelta(hours=2)
