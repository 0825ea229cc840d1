from datetime import timedelta

import pytest

from monitor.settings import Schedule, SettingsError
from monitor.timing import interval, trigger


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
