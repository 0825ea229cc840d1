"""A stream of events becomes rounds over the articles concerned, and nothing is missed."""

import random
import threading
from datetime import timedelta

import pytest

from monitor.agenda import Agenda
from monitor.live import Live
from monitor.stop import Stop
from monitor.whereabouts import Whereabouts
from scraper.fetch import WikiUnreachable
from storage.failures import Failures
from storage.streams import Streams
from tests import loopback_faults as faults
from tests.loopback_stream import cut, fails, position, sound
from tests.monitor.world import BEGINNING, FIJI, MONGOLIA, WIKI, article

SOON = timedelta(seconds=10)
OTHERS = 100


@pytest.fixture
def agenda():
    return Agenda()


class Hasty(Stop):
    """Sleeps hardly at all, and yet lets others work while a stream is out of order."""

    def sleep(self, seconds):
        super().sleep(min(seconds, 0.01))


@pytest.fixture
def both(world):
    """Watch Mongolia and Fiji, which are there."""
    world.titles = (MONGOLIA.title, FIJI.title)
    for title in world.titles:
        world.edit(article("Chad 5 May 2011"), title)
    return world


@pytest.fixture
def follow(both, stream, agenda, time):
    """Follow the stream from a position on, to the end of the test."""
    stop = Hasty()

    def follow(since="", noted_at=BEGINNING):
        whereabouts = Whereabouts({WIKI: both.titles}, {WIKI: [WIKI]})
        live = Live(stream.url, whereabouts, agenda, stop, clock=time.clock)
        if since:
            Streams(both.history).heard(stream.url, since, noted_at)
        live.resume(both.history, BEGINNING)
        live.start()
        return live

    yield follow
    stop.ask()


def wished(agenda):
    """Give the next articles that are to be looked at, and how soon."""
    look = agenda.take(10)
    assert look is not None
    return look.articles, look.within


def test_an_event_wishes_for_a_round_over_its_article_soon(stream, agenda, follow):
    stream.happens("Earth")
    stream.happens(MONGOLIA.title)
    follow(position(1))

    assert (wished(agenda), stream.asked[0]["Last-Event-ID"]) == (({MONGOLIA}, SOON), position(1))


def test_without_a_position_all_is_looked_at_once_the_stream_has_begun(stream, agenda, follow):
    stream.happens("Earth")
    follow()

    assert wished(agenda) == ({MONGOLIA, FIJI}, SOON)


def test_an_event_that_comes_again_wishes_for_nothing(stream, agenda, follow):
    stream.happens("Earth")
    for _ in range(3):
        stream.happens(MONGOLIA.title, uid="the same")
    stream.happens(FIJI.title)
    follow(position(1))

    assert [wished(agenda)[0], wished(agenda)[0]] == [{MONGOLIA}, {FIJI}]


@pytest.mark.parametrize("seed", range(5))
def test_drops_repeats_disorder_and_garbage_hide_no_article(stream, agenda, follow, seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    events = [("Earth", WIKI)] * OTHERS + [(MONGOLIA.title, WIKI), (FIJI.title, WIKI)] * 3
    events += [(MONGOLIA.title, "de.wikipedia.org"), ("Examples", "canary")]
    chance.shuffle(events)
    for number, (title, wiki) in enumerate(events):
        for _ in range(chance.choice([1, 1, 2])):
            stream.happens(title, wiki, uid=f"{number}")
        stream.sends(chance.choice([b"", b"{", b"\xff", b"[]"]))
    ends = [cut(chance.randrange(20)) for _ in range(8)]
    ends += [fails(faults.status(503)), fails(faults.reset), fails(faults.hang_up)]
    chance.shuffle(ends)
    stream.connections(*ends)
    stream.happens("Last", uid="last")
    follow(position(0))

    looks = [wished(agenda)[0] for _ in range(6)]
    assert sorted(looks, key=str) == sorted([{MONGOLIA}, {FIJI}] * 3, key=str)


def test_a_position_from_long_ago_is_none(stream, agenda, follow):
    stream.happens("Earth")
    follow(position(0), noted_at=BEGINNING - timedelta(minutes=11))

    assert (wished(agenda), "Last-Event-ID" in stream.asked[0]) == (({MONGOLIA, FIJI}, SOON), False)


def test_what_could_not_be_looked_at_comes_again_after_ever_longer_waits(
    stream, agenda, follow, both
):
    stream.happens(MONGOLIA.title)
    live = follow(position(0))
    waits = []
    for both.wiki.down in ("away", "away", "away", ""):
        articles, within = wished(agenda)
        waits.append(within)
        live.go_round(both.watch(), both.now, articles)
    stream.happens(MONGOLIA.title)

    assert [*waits, wished(agenda)[1]] == [
        SOON, timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4), SOON,
    ]  # fmt: skip


def test_an_article_that_cannot_be_read_waits_alone(stream, agenda, follow, both):
    both.wiki.broken[FIJI.title] = WikiUnreachable("cut off")
    stream.happens("Earth")
    follow().go_round(both.watch(), both.now, wished(agenda)[0])

    assert wished(agenda) == ({FIJI}, timedelta(minutes=1))


def test_an_article_that_is_gone_does_not_come_again(stream, agenda, follow, both):
    stream.happens(MONGOLIA.title)
    live = follow(position(0))
    del both.wiki.pages[MONGOLIA.title]
    live.go_round(both.watch(), both.now, wished(agenda)[0])

    assert Streams(both.history).position(stream.url, BEGINNING) == position(1)


def test_the_next_run_goes_on_before_what_was_not_looked_at(stream, agenda, follow, both):
    stream.happens("Earth")
    stream.happens(MONGOLIA.title)
    stream.happens("Moon")
    stream.happens(FIJI.title)
    live = follow(position(0))
    (mongolia, _), (fiji, _) = wished(agenda), wished(agenda)
    saved = []
    for articles in ((), mongolia, fiji):
        live.go_round(both.watch(), both.now, articles)
        saved.append(Streams(both.history).position(stream.url, BEGINNING))

    assert saved == [position(1), position(3), position(4)]


def test_other_articles_may_be_watched_meanwhile(stream, agenda, follow):
    live = follow(position(0))
    live.whereabouts = Whereabouts({WIKI: [FIJI.title]}, {WIKI: [WIKI]})
    stream.happens(MONGOLIA.title)
    stream.happens(FIJI.title)

    assert wished(agenda)[0] == {FIJI}


def test_a_stream_that_fails_is_logged_once_as_it_begins_and_once_as_it_ends(
    stream, agenda, follow, caplog
):
    stream.connections(*[fails(faults.status(503))] * 5)
    stream.happens(MONGOLIA.title)
    follow(position(0))
    wished(agenda)

    began, ended = [record.message for record in caplog.records if record.name == "diplowatch"]
    host = stream.url.split("/")[2]
    assert (began, ended) == (
        f'{host} answered "{stream.url}" with status 503 (Service Unavailable): '
        "it is asked again; rounds go on by the schedule",
        f"{host} works again",
    )


def test_readers_of_failures_hear_of_a_stream_that_fails_for_long(
    stream, agenda, follow, time, both
):
    stream.happens(MONGOLIA.title)
    live = follow(position(0))
    wished(agenda)

    def failing_until(wanted, minutes):
        for _ in range(1000):
            live.note(both.history, BEGINNING)
            told = [one.key for one in Failures(both.history).all()]
            if told == wanted:
                break
            time.now += 60 * minutes
            threading.Event().wait(0.01)
        return told

    host = stream.url.split("/")[2]
    fine = failing_until([], 0)
    stream.fate = fails(faults.status(503))
    stream.drop()
    fails_for_long = failing_until([host], 5)
    both.failures = True
    rounds = [live.go_round(both.watch(), BEGINNING, {FIJI}) for _ in range(2)]
    heard = [len(report.failures) for one in rounds for report in one.reports]
    stream.fate = sound
    stream.happens("Earth")

    assert [fine, fails_for_long, failing_until([], 0)] == [[], [host], []]
    assert heard == [1]
