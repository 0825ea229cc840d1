"""The wish to end, by whatever way it comes, reaches whoever waits."""

import signal
import sys
import threading
import time

import pytest

from monitor.stop import Stop, Stopped


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_a_signal_that_another_thread_gets_ends_the_waiting(number):
    stop, main = Stop(), threading.get_ident()

    def stack():
        at, found = sys._current_frames()[main], []
        while at is not None:
            found.append((at.f_code, at.f_lasti))
            at = at.f_back
        return found

    def get_it_once_main_waits():
        seen = []
        while seen != (seen := stack()) or Stop.wait.__code__ not in dict(seen):
            time.sleep(0.01)
        signal.pthread_kill(threading.get_ident(), number)

    with stop.heeding_signals():
        threading.Thread(target=get_it_once_main_waits).start()
        stop.wait()

    assert stop.is_asked


def test_waiting_ends_in_time_without_a_wish():
    stop, began = Stop(), time.monotonic()

    assert (stop.wait(1.2), time.monotonic() - began >= 1.2) == (False, True)


def test_who_sleeps_is_woken_by_the_wish():
    stop = Stop()
    threading.Thread(target=stop.ask).start()

    with pytest.raises(Stopped):
        stop.sleep(600)
