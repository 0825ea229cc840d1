"""Whatever comes in which order, the intervals are those of the history as a whole."""

from contextlib import suppress
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.history import History
from tests.storage.builders import MONGOLIA, add, at, page, read, revision

PAGES = [
    page("Cuba 1960", "Chad 1961"),
    page("Cuba 1960", "Chad 1962"),
    page("Cuba 1960"),
    page("Cuba 1960 note", "Chad 1961", "UN member"),
    page(),
    None,
]
TAGS = [(), (), ("mw-reverted",)]
HISTORIES = st.lists(
    st.tuples(
        st.sampled_from(PAGES), st.integers(0, 6), st.sampled_from([(), (), ("mw-reverted",)])
    ),
    max_size=10,
).map(
    lambda drawn: [
        revision(number, text, minutes, tags=tags)
        for number, (text, minutes, tags) in enumerate(drawn, start=1)
    ]
)


def in_order(revisions):
    return sorted(revisions, key=lambda revision: (revision.saved_at, revision.id))


def counting(revisions):
    """Leave out what is withheld, tagged, or lies between a text and its next like."""
    ordered = in_order(revisions)
    reverted = {one.id for one in ordered if "mw-reverted" in one.tags}
    last = {}
    for place, one in enumerate(ordered):
        if one.text in last and one.text is not None:
            reverted |= {between.id for between in ordered[last[one.text] + 1 : place]}
        last[one.text] = place
    return [one for one in ordered if one.text is not None and one.id not in reverted]


def told(text):
    return {
        (fact.kind, fact.identity): (fact.name, fact.since, fact.status)
        for fact in read(MONGOLIA, text).facts
    }


def intervals_of(revisions):
    """Follow each fact from revision to revision, as plainly as can be."""
    found, begun, before = [], {}, {}
    for one in counting(revisions):
        now = told(one.text)
        for key in before.keys() | now.keys():
            if before.get(key) != now.get(key):
                if key in before:
                    found.append((*before[key], begun.pop(key), one.id))
                if key in now:
                    begun[key] = one.id
        before = now
    return by_name([*found, *((*before[key], begun[key], None) for key in before)])


def stored(history):
    periods = [
        (
            period.fact.name,
            period.fact.since,
            period.fact.status,
            period.begun.id,
            period.ended.id if period.ended else None,
        )
        for period in history.periods()
    ]
    return by_name(periods)


def by_name(intervals):
    return sorted(intervals, key=str)


FEW = settings(max_examples=40, deadline=None)
"""Each example migrates a database of its own."""


@FEW
@given(HISTORIES, st.randoms(use_true_random=False))
def test_intervals_do_not_depend_on_the_order_in_which_revisions_come(revisions, random):
    shuffled = list(revisions)
    random.shuffle(shuffled)
    with History(":memory:") as history:
        add(history, *shuffled)

        assert stored(history) == intervals_of(revisions)


@FEW
@given(HISTORIES, st.sets(st.integers(1, 10)))
def test_a_revert_that_is_heard_of_late_gives_what_an_early_one_does(revisions, late):
    tagged = [
        revision(
            one.id,
            one.text,
            (one.saved_at - at(0)).seconds // 60,
            tags=("mw-reverted",) if one.id in late else one.tags,
        )
        for one in revisions
    ]
    with History(":memory:") as history:
        add(history, *revisions)
        if revisions:
            history.mark_reverted(MONGOLIA, late)

        assert stored(history) == intervals_of(tagged)


@FEW
@given(HISTORIES, st.integers(0, 10))
def test_a_transaction_that_fails_leaves_no_trace(revisions, place):
    with History(":memory:") as history:
        with suppress(KeyError), history.transaction():
            add(history, *revisions[:place])
            raise KeyError
        add(history, *revisions)

        assert stored(history) == intervals_of(revisions)


@FEW
@given(HISTORIES)
def test_what_each_revision_said_is_told_reverted_or_not(revisions):
    with History(":memory:", read=read) as history:
        add(history, *revisions)
        last = {}
        for one in in_order(revisions):
            last = last if one.text is None else told(one.text)
            facts = history.facts(MONGOLIA, revision=one.id)

            assert {(f.kind, f.identity): (f.name, f.since, f.status) for f in facts} == last


@FEW
@given(HISTORIES)
def test_a_value_stands_since_the_revision_from_which_on_all_say_so(revisions):
    with History(":memory:") as history:
        add(history, *revisions)
        standing = {
            key: (stand.fact and (stand.fact.since, stand.fact.status), stand.revision.id)
            for key, stand in history.standing(MONGOLIA).items()
        }

        assert standing == standing_of(counting(revisions))


def standing_of(revisions):
    said = [{key: value[1:] for key, value in told(one.text).items()} for one in revisions]
    since = {}
    for one, (before, now) in zip(revisions, pairwise([{}, *said]), strict=True):
        for key in before.keys() | now.keys():
            if before.get(key) != now.get(key):
                since[key] = (now.get(key), one.id)
    return since
