from datetime import timedelta

import pytest

from monitor.clock import Clock


@pytest.mark.parametrize(
    ("of_day", "back"),
    [
        pytest.param(1_060.0, None, id="it goes on"),
        pytest.param(9_000.0, None, id="it was set forward, or the machine slept"),
        pytest.param(1_050.0, None, id="it was corrected a little"),
        pytest.param(460.0, timedelta(minutes=10), id="it was set back"),
    ],
)
def test_a_clock_that_was_set_back_is_noticed(of_day, back):
    now = [1_000.0, 500.0]
    clock = Clock(lambda: now[0], lambda: now[1])
    now[:] = [of_day, 560.0]

    assert (clock.set_back(), clock.set_back()) == (back, None)
