import threading
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from monitor.agenda import Agenda, Look, Reread
from monitor.daemon import Work, keep_looking
from monitor.lock import LockHeld
from monitor.schedule import Plan
from monitor.stop import Stop, Stopped
from scraper.article import Article

FIJI, CHAD = Article("w", "Fiji"), Article("w", "Chad")
HOURLY, SOON = IntervalTrigger(hours=1), IntervalTrigger(seconds=0.2)


class Doing:
    """Counts what the daemon does, and ends it when that was ``last``."""

    def __init__(self, last, agenda=None):
        self.stop, self.agenda, self.done = Stop(), agenda or Agenda(), []
        self._last = last
        self.work = Work(self.look, lambda: self.did("post"), lambda: self.did("reread"))

    def look(self, articles):
        self.did("look at " + " ".join(sorted(article.title for article in articles)))

    def did(self, what):
        self.done.append(what)
        if self.done[-len(self._last) :] == self._last:
            self.stop.ask()

    def all_day(self, *times, **more):
        plan = Plan([(when, frozenset(articles)) for when, articles in times], **more)
        assert keep_looking(plan, self.work, self.agenda, self.stop)
        return self.done


def test_the_first_round_is_at_once_and_the_next_when_it_is_time():
    doing = Doing(last=["look at Fiji", "look at Fiji"])

    assert doing.all_day((SOON, [FIJI])) == ["look at Fiji", "look at Fiji"]


def test_what_is_due_together_is_one_round_and_the_rest_is_left_in_peace():
    soon = datetime.now(UTC) + timedelta(seconds=0.5)
    doing = Doing(last=["look at Chad Fiji"] * 2)
    times = (DateTrigger(soon), [FIJI]), (DateTrigger(soon), [CHAD]), (HOURLY, [])
    one = Doing(last=["look at Chad"])

    assert doing.all_day(*times) == ["look at Chad Fiji"] * 2
    assert one.all_day((HOURLY, [FIJI]), (SOON, [CHAD])) == ["look at Chad Fiji", "look at Chad"]


def test_rounds_that_chance_delays_share_what_is_due_meanwhile(monkeypatch):
    monkeypatch.setattr("random.random", lambda: 0.5)
    soon = datetime.now(UTC) + timedelta(seconds=0.3)
    later = soon + timedelta(seconds=0.3)
    doing = Doing(last=["look at Chad Fiji"] * 2)

    done = doing.all_day(
        (DateTrigger(soon), [FIJI]), (DateTrigger(later), [CHAD]), jitter=timedelta(seconds=2)
    )

    assert done == ["look at Chad Fiji"] * 2


class Counted(Agenda):
    """Knows how often something was put on it."""

    wishes = 0

    def put(self, wish):
        self.wishes += 1
        super().put(wish)


def test_what_falls_due_during_a_round_waits_for_its_end_and_is_one_round():
    agenda, at_work = Counted(), []
    doing = Doing(last=["look at Fiji", "look at Fiji"], agenda=agenda)

    def look(articles):
        at_work.append(articles)
        while agenda.wishes < 3:
            assert len(at_work) == 1
            threading.Event().wait(0.01)
        doing.look(articles)
        at_work.pop()

    doing.work = Work(look)

    assert doing.all_day((SOON, [FIJI])) == ["look at Fiji", "look at Fiji"]


def test_what_is_owed_is_sent_between_rounds():
    doing = Doing(last=["look at Fiji", "post", "post"])

    done = doing.all_day((HOURLY, [FIJI]), post_every=timedelta(seconds=0.1))

    assert done == ["look at Fiji", "post", "post"]


def test_an_event_brings_a_round_over_its_article_alone():
    agenda = Agenda()
    doing = Doing(last=["look at Chad"], agenda=agenda)
    doing.work = Work(lambda due: (doing.look(due), agenda.put(event)))
    event = Look(frozenset({CHAD}), datetime.now(UTC), timedelta())

    assert doing.all_day((HOURLY, [FIJI, CHAD])) == ["look at Chad Fiji", "look at Chad"]


def test_settings_that_were_read_again_are_followed_at_once():
    doing = Doing(last=["look at Chad"])
    doing.agenda.put(Reread())
    doing.work = Work(doing.look, reread=lambda: Plan([(HOURLY, frozenset({CHAD}))]))

    assert doing.all_day((HOURLY, [FIJI]))[-1] == "look at Chad"


def test_settings_that_cannot_be_read_leave_everything_as_it_was():
    doing = Doing(last=["look at Fiji", "reread", "look at Fiji"])
    doing.work = Work(
        lambda due: (doing.look(due), doing.agenda.put(Reread())), reread=doing.work.reread
    )

    assert doing.all_day((SOON, [FIJI]))[:3] == ["look at Fiji", "reread", "look at Fiji"]


def test_a_round_that_breaks_does_not_end_the_watch(caplog):
    doing = Doing(last=["look at Fiji", "look at Fiji"])

    def look(articles):
        doing.look(articles)
        raise ZeroDivisionError

    doing.work = Work(look)

    assert len(doing.all_day((SOON, [FIJI]))) == 2
    assert "ZeroDivisionError" in caplog.text


def test_what_was_due_while_another_run_had_the_database_is_looked_at_after_that(
    caplog, monkeypatch
):
    monkeypatch.setattr("monitor.daemon._AGAIN", timedelta(seconds=0.1))
    doing = Doing(last=["held", "held", "look at Fiji"])

    def look(articles):
        if len(doing.done) < 2:
            doing.did("held")
            raise LockHeld("another run is at work")
        doing.look(articles)

    doing.work = Work(look)

    assert doing.all_day((HOURLY, [FIJI])) == ["held", "held", "look at Fiji"]
    assert [record.message for record in caplog.records if record.name == "diplowatch"] == [
        "another run is at work; the round waits for that"
    ]


def test_a_round_that_comes_late_is_gone_all_the_same_and_says_so(caplog):
    agenda = Agenda()
    doing = Doing(last=["look at Fiji", "look at Chad"], agenda=agenda)
    asleep = Look(frozenset({CHAD}), datetime.now(UTC) - timedelta(hours=3))
    doing.work = Work(lambda due: (doing.look(due), agenda.put(asleep)))

    doing.all_day((HOURLY, [FIJI]))

    (line,) = [record.message for record in caplog.records if record.name == "diplowatch"]
    assert "begins 3:00:0" in line


def test_an_end_does_not_wait_for_ever_for_a_round():
    stop, may_end = Stop(), threading.Event()

    def look(_):
        stop.ask()
        may_end.wait()

    plan = Plan([(HOURLY, frozenset({FIJI}))])
    ended = keep_looking(plan, Work(look), Agenda(), stop, patience=0.1)
    may_end.set()

    assert ended is False


def test_a_sleep_is_cut_short_by_the_wish_to_end():
    stop = Stop()
    stop.ask()

    with pytest.raises(Stopped):
        stop.sleep(3600)
