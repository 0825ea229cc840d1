"""What is owed is sent, each delivery on its own."""

from monitor.post import wait_after


def test_waits_between_attempts_grow_from_none_to_six_hours():
    minutes = [wait_after(attempts).total_seconds() / 60 for attempts in (0, 1, 2, 8, 9, 1000)]

    assert minutes == [0, 2, 4, 256, 360, 360]
