"""Who hears of failures, and when: as they begin, last and end."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.alarm import changed
from monitor.settings import FileChannel
from storage.alarms import Alarm
from storage.failures import Failing, Failures
from storage.outbox import Outbox
from tests.monitor.world import FIJI, article

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(hours=24)


def fails(hours):
    return Failing("mail", "no answer", NOON - timedelta(hours=hours), NOON, 1)


def told(hours, *, has_lasted=False):
    return Alarm("mail", NOON - timedelta(hours=hours), has_lasted)


@pytest.mark.parametrize(
    ("failing", "known", "expected"),
    [
        pytest.param([], [], "", id="nothing fails"),
        pytest.param([fails(0)], [], "begins", id="it begins"),
        pytest.param([fails(5)], [told(5)], "", id="it fails still"),
        pytest.param([fails(24)], [told(24)], "lasts", id="it has lasted for a day"),
        pytest.param([fails(48)], [told(48, has_lasted=True)], "", id="that was told, too"),
        pytest.param([fails(30)], [], "lasts", id="told late, it is told once"),
        pytest.param([], [told(5)], "ends", id="it ends"),
        pytest.param([fails(1)], [told(9)], "", id="it ended and began between two digests"),
    ],
)
def test_a_failure_is_told_as_it_begins_lasts_and_ends(failing, known, expected):
    news = changed(failing, {one.key: one for one in known}, NOON, DAY)

    said = ["lasts" if one.lasts else "begins" for one in news.failures]
    assert " ".join([*said, *("ends" for _ in news.recoveries)]) == expected


def heard(outcome):
    return [
        (len(report.failures), [one.lasts for one in report.failures], len(report.recoveries))
        for report in outcome.reports
    ]


def test_of_a_wiki_that_is_down_for_days_operators_hear_three_times(world):
    world.failures = True
    world.edit(article("Chad 2011"))
    world.round()
    world.wiki.down = "en.wikipedia.org cannot be reached"
    said = []
    for _ in range(10):
        said += heard(world.round())
        world.wait(hours=6)
    world.wiki.down = ""
    said += heard(world.round())

    assert said == [(1, [False], 0), (1, [True], 0), (0, [], 1)]


def test_what_failed_while_it_was_not_a_digests_turn_is_told_when_it_is(world):
    world.failures = True
    world.asks = {"digest": "daily 07:00", "timezone": "UTC"}
    world.edit(article("Chad 2011"))
    world.round()
    world.titles = (*world.titles, FIJI.title)
    said = [heard(world.round())]
    world.wait(hours=8)
    said.append(heard(world.round()))

    assert said == [[], [(1, [False], 0)]]


def test_a_channel_that_fails_is_told_through_the_others_a_round_later(world, tmp_path):
    world.failures = True
    world.channels = (FileChannel(str(tmp_path / "a")), FileChannel(str(tmp_path / "b")))
    (tmp_path / "a").write_text("in the way")
    world.edit(article("Chad 2011"))

    assert [heard(world.round()), heard(world.round()), heard(world.round())] == [
        [(0, [], 0)],
        [(1, [False], 0)],
        [],
    ]


def test_readers_hear_of_no_failure(world):
    world.edit(article("Chad 2011"))
    world.round()
    world.wiki.down = "en.wikipedia.org cannot be reached"

    assert heard(world.round()) == []


def test_what_ended_while_nobody_asked_for_failures_is_no_news_later(world):
    world.failures = True
    world.edit(article("Chad 2011"))
    world.wiki.down = "en.wikipedia.org cannot be reached"
    world.round()
    world.failures, world.wiki.down = False, ""
    world.round()
    world.failures = True

    assert heard(world.round()) == []


def test_what_is_no_longer_watched_fails_no_longer_and_nobody_says_it_works(world):
    world.failures = True
    world.titles = (*world.titles, FIJI.title)
    world.edit(article("Chad 2011"))
    said = [heard(world.round())]
    world.titles = world.titles[:1]
    world.wait(hours=25)
    said.append(heard(world.round()))

    assert (said, Failures(world.history).all()) == ([[(1, [False], 0)], []], [])


def test_a_folder_that_no_subscription_names_fails_as_long_as_something_is_owed_to_it(
    world, tmp_path
):
    (tmp_path / "a").write_text("in the way")
    world.channels = (FileChannel(str(tmp_path / "a")),)
    world.edit(article("Chad 2011"))
    world.round()
    world.channels = (FileChannel(str(tmp_path / "b")),)
    world.round()
    failing = [len(Failures(world.history).all())]
    outbox = Outbox(world.history)
    outbox.drop(outbox.deliveries("pending")[0], world.now)
    world.round()

    assert [*failing, len(Failures(world.history).all())] == [1, 0]


def test_operators_may_hear_of_failures_alone(world):
    world.failures, world.asks = True, {"news": False}
    world.edit(article("Chad 2011"))
    begun = heard(world.round())
    world.wiki.down = "en.wikipedia.org cannot be reached"

    assert [begun, heard(world.round())] == [[], [(1, [False], 0)]]
