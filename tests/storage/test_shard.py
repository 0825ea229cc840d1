"""Small histories: packed, unpacked, and their articles copied into another."""

import pytest

from storage.history import History
from storage.shard import copy, pack, size, unpack
from storage.verify import verify
from tests.storage.builders import MONGOLIA, NORWAY, add, page, read, revision

# Of one section and of many, changed, reverted, withheld, blind, and long enough for chains.
_REVISIONS = {
    MONGOLIA: [
        *(
            revision(number, page(f"Chad {1900 + number}", "Cuba 1960", f"UN {status}"))
            for number, status in enumerate(["member", "observer"] * 40, 1)
        ),
        revision(101, ""),
        revision(102, page("Chad 1980", "Cuba 1960", "UN observer")),
        revision(103, None, tags=("mw-reverted",)),
    ],
    NORWAY: [
        revision(number, page(f"Peru {number}") + f"== Other ==\n{number % 3}\n")
        for number in range(201, 240)
    ]
    + [revision(240, page("Peru 5") + "?a table\n")],
}


@pytest.fixture
def small():
    with History(":memory:", read=read) as history:
        for article, revisions in _REVISIONS.items():
            add(history, *revisions, to=article)
        yield history


def said(history):
    """Give all that a history has of the articles, whatever their rows are numbered."""
    return {
        article: (
            history.periods(article=article),
            history.snapshot_problems(article),
            [
                (one, history.text(article, one.id), history.facts(article, revision=one.id))
                for one in history.revisions(article)
            ],
        )
        for article in _REVISIONS
    }


def test_what_is_unpacked_is_what_was_packed(small):
    with unpack(pack(small)) as unpacked:
        assert unpacked.periods() == small.periods()
        assert [checked.wrong for checked in verify(unpacked) if checked.wrong] == []
        assert len(pack(unpacked)) < size(small)


@pytest.mark.parametrize("order", [[MONGOLIA, NORWAY], [NORWAY, MONGOLIA]], ids=["as is", "turned"])
def test_what_is_copied_is_as_if_it_had_been_added(small, history, order):
    with history.transaction():
        copied = [copy(article, small, history) for article in order]

    assert said(history) == said(small)
    assert copied == [len(_REVISIONS[article]) for article in order]
    assert [checked.wrong for checked in verify(history) if checked.wrong] == []


def test_what_is_there_already_is_not_touched(small, history):
    add(history, *_REVISIONS[NORWAY], to=NORWAY)
    with history.transaction():
        copy(MONGOLIA, small, history)

    assert said(history) == said(small)


def test_what_follows_goes_on_from_what_was_copied(small, history):
    later = revision(300, page("Chad 1901", "Cuba 1961", "UN member"))
    with history.transaction():
        copy(MONGOLIA, small, history)
        copy(NORWAY, small, history)
    add(history, later)
    add(small, later)

    assert said(history) == said(small)


def test_a_copy_takes_no_more_room_than_what_was_added(small, history):
    with history.transaction():
        for article in _REVISIONS:
            copy(article, small, history)

    assert size(history) == size(small)
