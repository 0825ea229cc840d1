"""Work on the stored texts: reading them again, taking them out, joining two histories."""

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.change import StorageError
from storage.history import History, UnknownRevision
from storage.upkeep import Upkeep
from storage.verify import verify
from tests.storage.builders import (
    MONGOLIA,
    NORWAY,
    add,
    at,
    page,
    read,
    revision,
    values,
)

SECRET = "a very telling sentence about a person"
TEXTS = [
    page("Cuba 1960"),
    page("Cuba 1960", "Chad 1961"),
    page("Cuba 1960", f"Chad 1962 {SECRET}"),
    page("Cuba 1960", "Chad 1961", "Peru 1963"),
    page("Cuba 1960", "Chad 1961", "Peru 1964"),
]


def read_mongolia(text):
    return read(MONGOLIA, text)


def in_other_words(text):
    """Read as a later version of the parser does: it knows Cuba by its long name."""
    snapshot = read_mongolia(text)
    facts = (replace(fact, name=fact.name.replace("Cuba", "Kuba")) for fact in snapshot.facts)
    return replace(snapshot, facts=tuple(facts), parser="test 2")


def everywhere(version):
    """Name one version of the parser for every article."""
    return lambda _: version


def five(history):
    add(history, *(revision(number, text) for number, text in enumerate(TEXTS, start=1)))
    return history


def asked(history):
    """Say what an article said at each of its revisions, and what changed."""
    numbers = [one.id for one in history.revisions(MONGOLIA)]
    said = [values(history.facts(MONGOLIA, revision=number)) for number in numbers]
    changed = [(change.revision.id, change.what) for _, change in history.changes(minor=True)]
    return said, changed


def wrong(history):
    return [checked.wrong for checked in verify(history) if checked.wrong]


def test_what_another_version_has_read_is_stale(history):
    five(history)

    assert [Upkeep(history).stale(everywhere(each)) for each in ("test 1", "test 2")] == [
        [],
        [MONGOLIA],
    ]


def test_read_again_an_article_says_what_the_new_version_reads(history):
    five(history)
    Upkeep(history).read_again(MONGOLIA, in_other_words)
    Upkeep(history).forget_parsers()

    with History(":memory:", read=read) as other:
        for number, text in enumerate(TEXTS, start=1):
            other.add(MONGOLIA, revision(number, text), in_other_words(text))
        assert asked(history) == asked(other)
        assert Upkeep(history).stale(everywhere("test 2")) == []


def test_what_was_reverted_stays_so_when_it_is_read_again(history):
    five(history)
    add(history, revision(6, "nothing"), revision(7, TEXTS[-1]))
    before = asked(history)
    Upkeep(history).read_again(MONGOLIA, read_mongolia)

    assert asked(history) == before


@pytest.mark.parametrize("purged", [1, 2, 3, 4, 5])
def test_purged_a_text_is_as_if_it_had_always_been_withheld(history, purged):
    five(history)
    Upkeep(history).purge(MONGOLIA, [purged], read_mongolia)

    with History(":memory:", read=read) as other:
        for number, text in enumerate(TEXTS, start=1):
            add(other, revision(number, None if number == purged else text))
        assert asked(history) == asked(other)
        assert [history.text(MONGOLIA, number) for number in range(1, 6)] == [
            other.text(MONGOLIA, number) for number in range(1, 6)
        ]
        assert wrong(history) == []


def test_purged_a_text_leaves_no_trace_in_the_file(path):
    words = " ".join(f"word{number}" for number in range(300))
    with History(path, read=read) as history:
        add(history, *(revision(n, page(f"Cuba {1900 + n} {words}")) for n in range(1, 9)))
        add(history, revision(9, page(f"Chad 1962 {SECRET}")), revision(10, page("Chad 1962")))
        before = SECRET.split()[-1].encode() in whole(path)
        Upkeep(history).purge(MONGOLIA, [9], read_mongolia)
        Upkeep(history).leave_no_trace()

        assert (before, SECRET.split()[-1].encode() in whole(path)) == (True, False)


def whole(path):
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


def test_a_purge_may_take_the_editor_along(history):
    five(history)
    Upkeep(history).purge(MONGOLIA, [3], read_mongolia, editor=True)
    purged = history.revision(MONGOLIA, 3)

    assert (purged.user, purged.comment) == (None, None)


def test_a_text_that_other_revisions_have_stays_with_them(history):
    five(history)
    add(history, revision(6, TEXTS[2]))
    same = Upkeep(history).same_text(MONGOLIA, 3)
    Upkeep(history).purge(MONGOLIA, [3], read_mongolia)

    assert (same, history.text(MONGOLIA, 3), history.text(MONGOLIA, 6)) == ([6], None, TEXTS[2])


def test_what_has_no_text_cannot_be_purged(history):
    add(history, revision(1, None))

    with pytest.raises(UnknownRevision, match="has no text here: there is nothing to remove"):
        Upkeep(history).purge(MONGOLIA, [1], read_mongolia)


def test_texts_that_are_no_longer_kept_have_said_what_they_said(history):
    five(history)
    before = asked(history)
    dropped = Upkeep(history).drop_texts(MONGOLIA, at(4))

    assert (dropped, asked(history)) == (3, before)
    assert [history.text(MONGOLIA, number) for number in (1, 3, 4)] == [None, None, TEXTS[3]]
    assert wrong(history) == []


def test_the_newest_text_is_kept_however_old_it_is(history):
    five(history)

    assert (Upkeep(history).drop_texts(MONGOLIA, at(999)), history.text(MONGOLIA, 5)) == (
        4,
        TEXTS[4],
    )


def test_reading_again_leaves_alone_what_cannot_be_read_any_more(history):
    five(history)
    Upkeep(history).drop_texts(MONGOLIA, at(4))
    Upkeep(history).read_again(MONGOLIA, in_other_words)

    said, _ = asked(history)
    assert ["Kuba 1960" in facts for facts in said] == [False, False, False, True, True]
    assert Upkeep(history).stale(everywhere("test 2")) == []


def test_two_histories_of_one_page_become_one(history):
    five(history)
    add(history, revision(11, page("Cuba 1960"), 0), to=NORWAY)
    Upkeep(history).join(NORWAY, MONGOLIA, read_mongolia)

    assert history.articles() == [MONGOLIA]
    assert history.find(NORWAY.title) == MONGOLIA
    assert [one.id for one in history.revisions(MONGOLIA)] == [11, 1, 2, 3, 4, 5]
    assert values(history.facts(MONGOLIA, at=at(0))) == ["Cuba 1960"]
    assert wrong(history) == []


def test_what_the_wiki_called_reverted_is_so_in_the_history_that_was_joined(history):
    five(history)
    late = revision(12, page("Cuba 1999"), 12)
    add(history, revision(11, page("Cuba 1960"), 11), late, revision(13, page(), 13), to=NORWAY)
    history.mark_reverted(NORWAY, {late.id})
    Upkeep(history).join(NORWAY, MONGOLIA, read_mongolia)

    standing = history.standing(MONGOLIA, at=at(12)).values()
    assert values(one.fact for one in standing if one.fact) == ["Cuba 1960"]
    assert wrong(history) == []


def test_the_holder_of_a_revision_is_found_by_its_number(history):
    five(history)
    add(history, revision(5, page("Cuba 1960")), revision(6, page()), to=NORWAY)
    upkeep = Upkeep(history)

    assert [upkeep.holder([number]) for number in (1, 6)] == [MONGOLIA, NORWAY]
    with pytest.raises(UnknownRevision, match="name one with --article"):
        upkeep.holder([5])
    with pytest.raises(UnknownRevision, match=r'no article has the revision "7": check the number'):
        upkeep.holder([7])


def test_facts_are_named_for_those_who_ask(history):
    add(history, revision(1, page("Cuba 1960", "UN member")))

    assert history.named() == [("relation", "Cuba", "Cuba"), ("membership", "UN", "UN")]


def lasting(history):
    """Say from which revision to which each thing was said."""
    return [
        (one.fact.name, one.begun.id, one.ended and one.ended.id)
        for one in history.periods(article=MONGOLIA)
    ]


SAID = st.lists(st.sampled_from(["Cuba 1960", "Cuba 1961", "Chad 1962", "Peru 1963"]), max_size=40)


@given(SAID, st.randoms(use_true_random=False))
def test_what_was_reverted_is_the_same_in_whatever_order_a_history_came(rows, random):
    # Each is a text of its own, but for some that come back, near or far.
    texts = [page(row if random.random() < 0.4 else f"Togo {n}") for n, row in enumerate(rows, 1)]
    revisions = [revision(number, text) for number, text in enumerate(texts, 1)]
    shuffled = random.sample(revisions, len(revisions))
    with History(":memory:", read=read) as whole, History(":memory:", read=read) as pieced:
        add(whole, *revisions)
        add(pieced, *shuffled)
        for history in (whole, pieced) if revisions else ():
            before = asked(history)
            Upkeep(history).review_reverts(MONGOLIA, read_mongolia)
            if history is whole:
                assert asked(history) == before

        assert asked(pieced) == asked(whole) if revisions else True


def test_what_texts_tell_that_are_no_longer_kept_stays_reverted():
    texts = [page("Cuba 1960"), page("Chad 1962"), page("Cuba 1960"), page("Peru 1963")]
    with History(":memory:", read=read) as history:
        add(history, *(revision(number, text) for number, text in enumerate(texts, 1)))
        before = lasting(history)
        Upkeep(history).drop_texts(MONGOLIA, at(4))
        Upkeep(history).review_reverts(MONGOLIA, read_mongolia)

        assert lasting(history) == before


def test_a_purge_during_which_somebody_reads_says_that_a_trace_is_left(path):
    with History(path, read=read, patience=0.1) as history:
        add(history, revision(1, page("Cuba 1960")), revision(2, page(f"Cuba 1960 {SECRET}")))
        with History(path, read=read, read_only=True) as reader, reader.database.steady():
            reader.articles()
            Upkeep(history).purge(MONGOLIA, [2], read_mongolia)
            with pytest.raises(StorageError, match="stays in its log until the last that reads it"):
                Upkeep(history).leave_no_trace()


@given(SAID, st.randoms(use_true_random=False))
def test_what_the_wiki_deleted_is_as_if_it_had_never_been(rows, random):
    texts = [page(row if random.random() < 0.7 else f"Togo {n}") for n, row in enumerate(rows, 1)]
    revisions = [revision(number, text) for number, text in enumerate(texts, 1)]
    deleted = {one.id for one in revisions if random.random() < 0.3}
    left = [one for one in revisions if one.id not in deleted]
    if not left:
        return
    with History(":memory:", read=read) as history, History(":memory:", read=read) as never:
        add(history, *revisions)
        add(never, *left)
        before = asked(history), lasting(history)
        Upkeep(history).note_deleted(MONGOLIA, deleted, (), read_mongolia)

        assert lasting(history) == lasting(never)
        assert values(history.facts(MONGOLIA)) == values(never.facts(MONGOLIA))
        assert wrong(history) == []
        Upkeep(history).note_deleted(MONGOLIA, (), deleted, read_mongolia)
        assert (asked(history), lasting(history)) == before


def test_what_is_deleted_stays_so_in_the_history_that_was_joined(history):
    five(history)
    add(history, revision(11, page("Cuba 1960")), revision(12, page("Cuba 1999")), to=NORWAY)
    Upkeep(history).note_deleted(NORWAY, {12}, (), partial(read, NORWAY))
    Upkeep(history).join(NORWAY, MONGOLIA, read_mongolia)

    assert values(history.facts(MONGOLIA)) == ["Cuba 1960"]
