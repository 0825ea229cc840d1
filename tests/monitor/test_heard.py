from monitor.heard import Heard
from tests.monitor.world import FIJI, MONGOLIA


def test_the_position_moves_on_with_what_concerns_nobody():
    heard = Heard("a")
    heard.hear((), "b")

    assert (heard.position, heard.unseen()) == ("b", set())


def test_the_position_stays_before_what_is_not_looked_at_yet():
    heard = Heard("a")
    heard.hear([MONGOLIA], "b")
    heard.hear((), "c")
    heard.hear([FIJI], "d")
    before = heard.position
    heard.looked([MONGOLIA], heard.mark())

    assert (before, heard.position, heard.unseen()) == ("a", "c", {FIJI})


def test_all_that_was_heard_before_a_round_is_seen_by_it():
    heard = Heard("a")
    heard.hear([MONGOLIA], "b")
    heard.hear([MONGOLIA, FIJI], "c")
    heard.looked([FIJI, MONGOLIA], heard.mark())

    assert (heard.position, heard.unseen()) == ("c", set())


def test_what_is_heard_during_a_round_waits_for_another():
    heard = Heard("a")
    heard.hear([MONGOLIA], "b")
    mark = heard.mark()
    heard.hear([MONGOLIA], "c")
    heard.looked([MONGOLIA], mark)
    during = heard.position, heard.unseen()
    heard.looked([MONGOLIA], heard.mark())

    assert (during, heard.position) == (("b", {MONGOLIA}), "c")


def test_what_is_heard_for_the_first_time_during_a_round_waits_with_the_position_before_it():
    heard = Heard("a")
    mark = heard.mark()
    heard.hear((), "b")
    heard.hear([MONGOLIA], "c")
    heard.looked([MONGOLIA], mark)

    assert (heard.position, heard.unseen()) == ("b", {MONGOLIA})
