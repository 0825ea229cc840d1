import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.cron import cron_trigger

SATURDAY = datetime(2000, 1, 1, tzinfo=UTC)


def times(text, count):
    """Give when a cron expression comes, from the first Saturday of 2000 on."""
    trigger, found, now = cron_trigger(text, UTC), [], SATURDAY
    for _ in range(count):
        found.append(trigger.get_next_fire_time(None, now))
        now = found[-1] + timedelta(minutes=1)
    return [f"{at:%a %d %b %H:%M}" for at in found]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("15 */6 * * *", ["Sat 01 Jan 00:15", "Sat 01 Jan 06:15"]),
        ("0 7 * * 1", ["Mon 03 Jan 07:00", "Mon 10 Jan 07:00"]),
        ("0 7 * * 0", ["Sun 02 Jan 07:00", "Sun 09 Jan 07:00"]),
        ("0 7 * * 7", ["Sun 02 Jan 07:00", "Sun 09 Jan 07:00"]),
        ("0 7 * * mon", ["Mon 03 Jan 07:00", "Mon 10 Jan 07:00"]),
        ("0 7 * * MON,3", ["Mon 03 Jan 07:00", "Wed 05 Jan 07:00"]),
        ("0 7 * * 5-7", ["Sat 01 Jan 07:00", "Sun 02 Jan 07:00", "Fri 07 Jan 07:00"]),
        ("0 7 * * sat-sun", ["Sat 01 Jan 07:00", "Sun 02 Jan 07:00", "Sat 08 Jan 07:00"]),
        ("0 7 * * 1-5/2", ["Mon 03 Jan 07:00", "Wed 05 Jan 07:00", "Fri 07 Jan 07:00"]),
        ("0 7 * * */3", ["Sat 01 Jan 07:00", "Sun 02 Jan 07:00", "Wed 05 Jan 07:00"]),
        ("0 7 * * 0-7", ["Sat 01 Jan 07:00", "Sun 02 Jan 07:00"]),
        ("0 0 29 2 *", ["Tue 29 Feb 00:00", "Sun 29 Feb 00:00"]),
        ("0 0 13 * 5", ["Fri 07 Jan 00:00", "Thu 13 Jan 00:00", "Fri 14 Jan 00:00"]),
        ("@weekly", ["Sun 02 Jan 00:00", "Sun 09 Jan 00:00"]),
    ],
)
def test_an_expression_means_what_it_means_to_cron(text, when):
    assert times(text, len(when)) == when


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "* * * *",
        "60 * * * *",
        "* * * * 8",
        "* * * * 1/0",
        "* * * * x",
        "0 0 30 2 *",
    ],
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        cron_trigger(text)


def by_the_wall(text, begin, count, place="Europe/Vienna"):
    """Give when it comes by the wall, each moment after the one before, as the scheduler asks."""
    zone = ZoneInfo(place)
    trigger, found = cron_trigger(text, zone), []
    now = datetime.fromisoformat(begin).replace(tzinfo=zone)
    for _ in range(count):
        found.append(trigger.get_next_fire_time(found[-1] if found else None, now))
        now = found[-1]
    return [f"{at.astimezone(zone):%d %H:%M%z}" for at in found]


@pytest.mark.parametrize(
    ("text", "begin", "when"),
    [
        pytest.param(
            "0 0 * * *", "2026-03-28T12:00",
            ["29 00:00+0100", "30 00:00+0200", "31 00:00+0200"],
            id="the midnight after the clocks went forward",
        ),
        pytest.param(
            "30 2 * * *", "2026-03-28T12:00", ["29 03:30+0200", "30 02:30+0200"],
            id="a time that is left out comes that much later",
        ),
        pytest.param(
            "*/30 * * * *", "2026-03-29T01:10",
            ["29 01:30+0100", "29 03:00+0200", "29 03:30+0200", "29 04:00+0200"],
            id="every half hour is so while they go forward",
        ),
        pytest.param(
            "*/30 * * * *", "2026-10-25T01:50",
            [
                "25 02:00+0200", "25 02:30+0200", "25 02:00+0100", "25 02:30+0100",
                "25 03:00+0100",
            ],
            id="and while they go back",
        ),
        pytest.param(
            "0 0 * * *", "2026-10-24T12:00",
            ["25 00:00+0200", "26 00:00+0100", "27 00:00+0100"],
            id="the midnight after they went back",
        ),
    ],
)  # fmt: skip
def test_the_clocks_are_changed(text, begin, when):
    assert by_the_wall(text, begin, len(when)) == when


def test_a_midnight_that_the_clocks_leave_out_comes_at_one():
    found = by_the_wall("0 0 * * *", "2026-04-23T12:00", 2, "Africa/Cairo")
    assert found == ["24 01:00+0300", "25 00:00+0300"]


def test_so_it_is_on_the_machines_own_clock(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Vienna")
    time.tzset()
    try:
        at = cron_trigger("0 0 * * *").get_next_fire_time(
            None, datetime(2026, 3, 29, 12, tzinfo=UTC)
        )
    finally:
        monkeypatch.undo()
        time.tzset()
    assert f"{at:%d %H:%M}" == "29 22:00"
