from datetime import UTC, datetime, timedelta

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
