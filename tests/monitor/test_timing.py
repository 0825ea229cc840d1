import time
from datetime import UTC, datetime, timedelta

import pytest

from monitor.settings import Schedule, SettingsError
from monitor.timing import interval, trigger, turn


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


WEDNESDAY = datetime(2026, 11, 25, 5, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("digest", "zone", "expected"),
    [
        pytest.param("daily 07:00", "Europe/Vienna", "2026-11-24T06:00", id="before its hour"),
        pytest.param("daily 06:59", "Europe/Vienna", "2026-11-25T05:59", id="at its hour"),
        pytest.param("monday 07:00", "UTC", "2026-11-23T07:00", id="two days ago"),
        pytest.param("wednesday 07:00", "UTC", "2026-11-18T07:00", id="later today, so last week"),
    ],
)
def test_a_digest_has_its_turn_by_local_time(digest, zone, expected):
    assert f"{turn(digest, zone, WEDNESDAY):%Y-%m-%dT%H:%M}" == expected


@pytest.mark.parametrize(
    ("digest", "zone"), [("noon", ""), ("daily 25:00", ""), ("daily 07:00", "Mars/Olympus")]
)
def test_what_is_no_time_for_a_digest_is_said(digest, zone):
    with pytest.raises(SettingsError, match="give one such as"):
        turn(digest, zone, WEDNESDAY)


def turns(digest, zone, begin, days=3):
    """Give when it was due, as asked every ten minutes from the evening before."""
    now = datetime.fromisoformat(begin).replace(tzinfo=UTC) - timedelta(hours=4)
    asked = [turn(digest, zone, now + timedelta(minutes=10 * n)) for n in range(days * 144)]
    return [f"{due:%d %H:%M}" for due in dict.fromkeys(asked)]


@pytest.mark.parametrize(
    ("digest", "begin", "expected"),
    [
        pytest.param(
            "daily 07:00", "2026-03-29", ["28 06:00", "29 05:00", "30 05:00", "31 05:00"],
            id="when summer begins it comes an hour sooner",
        ),
        pytest.param(
            "daily 07:00", "2026-10-25", ["24 05:00", "25 06:00", "26 06:00", "27 06:00"],
            id="when summer ends it comes an hour later",
        ),
        pytest.param(
            "daily 02:30", "2026-03-29", ["28 01:30", "29 01:30", "30 00:30", "31 00:30"],
            id="an hour that is left out is that of before",
        ),
        pytest.param(
            "daily 02:30", "2026-10-25", ["24 00:30", "25 00:30", "26 01:30", "27 01:30"],
            id="an hour that there is twice is the first of the two",
        ),
        pytest.param(
            "sunday 02:30", "2026-10-25", ["18 00:30", "25 00:30"],
            id="so it is in a week",
        ),
    ],
)  # fmt: skip
def test_a_digest_has_one_turn_a_day_when_the_clocks_are_changed(digest, begin, expected):
    assert turns(digest, "Europe/Vienna", begin) == expected


def test_so_it_is_in_the_machines_own_time_zone(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Vienna")
    time.tzset()
    try:
        assert turns("daily 02:30", "", "2026-10-25") == [
            "24 00:30",
            "25 00:30",
            "26 01:30",
            "27 01:30",
        ]
    finally:
        monkeypatch.undo()
        time.tzset()
