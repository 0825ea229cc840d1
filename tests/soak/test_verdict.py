"""The verdict on a watch finds each thing that may be wrong with it."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.crash.outcome import Outcome
from tests.soak.soaked import Length, Soaked
from tests.soak.verdict import MOST_GROWTH, verdict

CHANGE = ("Foreign relations of Fiji", "Chad", "1961", "1962")
NOTHING = Counter()
FINE = Soaked(
    length=Length(5, 100, 0.4),
    edits=3,
    undone=1,
    requests=100,
    struck=Counter({"reset": 8}),
    outages=1,
    refused=1,
    true=Counter([CHANGE]),
    told=Counter([CHANGE]),
    failures=(2, 2),
    owed=Counter(["<1@test>"]),
    arrived=Counter(["<1@test>"]),
    left=Outcome(*(Counter([part]) for part in Outcome._fields)),
    memory=(60 << 20,) * 100,
    log="info: Looked at 5 articles: no changes told.\n",
    cpu=1.0,
)
CALM = replace(FINE, struck=NOTHING, outages=0, refused=0)


def wrong(disturbed, calm=CALM):
    return {row.what for row in verdict(calm, disturbed) if row.wrong}


def test_a_sound_watch_is_right():
    assert wrong(FINE) == set()


@pytest.mark.parametrize(
    ("spoilt", "row"),
    [
        ({"told": NOTHING}, "told once"),
        ({"told": Counter([CHANGE] * 2)}, "told twice, or falsely"),
        ({"told": Counter([CHANGE, ("", "Peru", None, "1900")])}, "told twice, or falsely"),
        ({"failures": (2, 1)}, "failures told as they begin and end"),
        ({"arrived": NOTHING}, "mails, each arrived once"),
        ({"arrived": Counter(["<1@test>"] * 2)}, "mails, each arrived once"),
        ({"left": FINE.left._replace(facts=NOTHING)}, "rows of the database, as undisturbed"),
        ({"memory": tuple(range(60 << 20, 80 << 20, 1 << 17))}, "growth of memory, MiB"),
        ({"log": "Traceback (most recent call last):\n"}, "tracebacks in the log"),
        ({"struck": NOTHING}, "requests that failed"),
        ({"refused": 0}, "mails that were refused"),
        ({"true": NOTHING, "told": NOTHING}, "changes for good"),
    ],
)
def test_what_is_wrong_with_a_watch_is_found(spoilt, row):
    assert row in wrong(replace(FINE, **spoilt))


def test_memory_may_grow_a_little():
    little = int(MOST_GROWTH / 2 * 2**20)

    assert wrong(replace(FINE, memory=(60 << 20,) * 50 + ((60 << 20) + little,) * 50)) == set()


def test_what_a_calm_watch_misses_is_found_too():
    assert "told once" in wrong(FINE, replace(CALM, told=NOTHING))
