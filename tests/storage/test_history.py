"""What goes into a history, and the answers that come out of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha1

import pytest

from scraper.article import Revision
from scraper.snapshot import Problem
from storage.change import StorageError
from storage.history import History, UnknownRevision
from storage.recorder import TextDiffers
from tests.storage.builders import MONGOLIA, NORWAY, add, at, page, read, revision, values

FIRST = revision(1, page("Cuba 1960", "UN member"), 0)
SECOND = revision(2, page("Cuba 1960-12-07", "Chad 1961", "UN member"), 10)
VANDAL = revision(3, "lol", 20)
RESTORED = revision(4, SECOND.text, 24)
FIFTH = revision(5, page("Cuba severed", "Chad 1961", "UN observer"), 30)
ALL = [FIRST, SECOND, VANDAL, RESTORED, FIFTH]


@pytest.fixture
def told(history):
    add(history, *ALL)
    return history


def said(changes):
    return [f"{c.name} {c.what} {c.revision.id}" for c in changes]


def test_a_revision_comes_back_as_it_was_but_for_its_text(history):
    whole = Revision(
        id=4_000_000_000,
        parent_id=9,
        saved_at=at(5),
        user="Ünal",
        comment="/* Asia */ corrected",
        text=page("Cuba 1960"),
        sha1=sha1(page("Cuba 1960").encode(), usedforsecurity=False).hexdigest(),
        tags=("visualeditor", "mobile edit"),
        minor=True,
        standing="temporary",
    )
    add(history, whole)

    assert history.newest(MONGOLIA) == replace(whole, text=None)
    assert history.text(MONGOLIA, whole.id) == whole.text


def test_a_known_revision_is_not_added_again(history):
    assert [history.add(MONGOLIA, FIRST, read(MONGOLIA, FIRST.text)) for _ in range(2)] == [
        True,
        False,
    ]


def test_a_text_that_is_not_the_one_of_its_sha1_is_refused(history):
    damaged = replace(FIRST, sha1="da39a3ee5e6b4b0d3255bfef95601890afd80709")

    with pytest.raises(TextDiffers, match=r'^text of revision "1" is damaged: .*: fetch it again$'):
        add(history, damaged)
    assert history.known(MONGOLIA) == set()


@pytest.mark.parametrize("number", [0, 1 << 32])
def test_an_id_that_no_wiki_gives_is_refused(history, number):
    with pytest.raises(StorageError, match="ids are 1 to 2"):
        add(history, revision(number, page(), 0))


def test_revisions_are_listed_in_the_order_in_which_they_were_saved(history):
    imported = revision(9, page(), 5)
    add(history, SECOND, imported, FIRST)

    assert [one.id for one in history.revisions(MONGOLIA)] == [1, 9, 2]
    assert [one.id for one in history.revisions(MONGOLIA, since=at(5), until=at(9))] == [9]
    assert history.newest(MONGOLIA).id == 2


def test_revisions_of_one_second_are_in_the_order_of_their_ids(history):
    add(history, revision(8, page("Cuba 1961"), 1), revision(7, page("Cuba 1960"), 1))

    assert [one.id for one in history.revisions(MONGOLIA)] == [7, 8]
    assert values(history.facts(MONGOLIA)) == ["Cuba 1961"]


@pytest.mark.parametrize(
    ("minutes", "facts"),
    [
        pytest.param(-1, [], id="before the first revision there is nothing"),
        pytest.param(0, ["Cuba 1960", "UN member"], id="at the second of an edit, what it says"),
        pytest.param(9, ["Cuba 1960", "UN member"], id="until the next edit, the same"),
        pytest.param(21, [], id="while it was vandalised, what the vandal wrote"),
        pytest.param(24, ["Chad 1961", "Cuba 1960-12-07", "UN member"], id="then it was restored"),
        pytest.param(99, ["Chad 1961", "Cuba severed", "UN observer"], id="last, what it says now"),
        pytest.param(10**9, ["Chad 1961", "Cuba severed", "UN observer"], id="far in the future"),
        pytest.param(-(10**9), [], id="far in the past"),
    ],
)
def test_what_an_article_said_at_a_time(told, minutes, facts):
    assert values(told.facts(MONGOLIA, at=at(minutes))) == facts


def test_what_a_reverted_revision_said_takes_a_parser():
    with History(":memory:") as history:
        add(history, *ALL)

        with pytest.raises(StorageError, match="open the history with a parser"):
            history.facts(MONGOLIA, revision=VANDAL.id)


def test_a_withheld_revision_neither_begins_nor_ends_a_fact(history):
    withheld = revision(2, None, 5)
    add(history, FIRST, withheld, replace(SECOND, id=3))

    assert history.text(MONGOLIA, 2) is None
    assert history.sections(MONGOLIA, 2) == ()
    assert values(history.facts(MONGOLIA, revision=2)) == values(
        history.facts(MONGOLIA, revision=1)
    )
    assert said(change for _, change in history.changes()) == [
        "Chad established 3",
        "Cuba refined 3",
    ]


def test_a_text_that_was_not_read_says_nothing(history):
    add(history, FIRST)
    history.add(MONGOLIA, replace(SECOND, text="== Too long ==\nto be read\n"), None)

    assert history.text(MONGOLIA, 2) == "== Too long ==\nto be read\n"
    assert [section.heading for section in history.sections(MONGOLIA, 2)] == ["", "Too long"]
    assert history.changes() == []


def test_sections_are_those_of_the_revision(told):
    assert [(s.level, s.heading) for s in told.sections(MONGOLIA, 1)] == [(0, ""), (2, "Relations")]


@pytest.mark.parametrize("ask", ["text", "sections", "revision"])
def test_a_revision_that_is_not_stored_is_one_line(told, ask):
    with pytest.raises(
        UnknownRevision, match=r'^no revision "77" of "en.wikipedia.org:.*" is stored'
    ):
        getattr(told, ask)(MONGOLIA, 77)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        pytest.param(1, 2, ["Chad established 2", "Cuba refined 2"], id="two revisions"),
        pytest.param(
            at(0),
            at(99),
            ["Chad established 2", "Cuba severed 5", "UN status 5"],
            id="two times: each with the revision since which it stands",
        ),
        pytest.param(
            2,
            3,
            ["Chad withdrawn 3", "Cuba withdrawn 3", "UN left 3"],
            id="a reverted revision: what it did it did itself",
        ),
        pytest.param(2, 4, [], id="a revert"),
        pytest.param(at(-5), 1, ["Cuba established 1", "UN joined 1"], id="from before the first"),
        pytest.param(
            5,
            1,
            ["Chad withdrawn 1", "Cuba resumed 1", "UN status 1"],
            id="backwards",
        ),
    ],
)
def test_what_changed_between(told, before, after, changes):
    assert said(told.between(MONGOLIA, before, after)) == changes


def test_what_an_article_said_before_the_first_stored_revision_is_not_known(history):
    add(history, revision(7, page("Cuba 1960")))

    for before, after in ((at(-5), 7), (at(-9), at(-5))):
        with pytest.raises(UnknownRevision, match="as of 2011-12-31 is stored"):
            history.between(MONGOLIA, before, after)


def test_the_change_log_has_what_stood_and_not_what_the_article_began_with(told):
    assert said(change for _, change in told.changes()) == [
        "Chad established 2",
        "Cuba refined 2",
        "Cuba severed 5",
        "UN status 5",
    ]


@pytest.mark.parametrize(
    ("asked", "changes"),
    [
        pytest.param({"since": at(11)}, ["Cuba severed 5", "UN status 5"], id="since a time"),
        pytest.param(
            {"until": at(10)}, ["Chad established 2", "Cuba refined 2"], id="until a time"
        ),
        pytest.param({"kind": "membership"}, ["UN status 5"], id="of memberships"),
        pytest.param({"identity": "Cuba"}, ["Cuba refined 2", "Cuba severed 5"], id="of Cuba"),
        pytest.param(
            {"identity": "Cuba", "since": at(11)}, ["Cuba severed 5"], id="of Cuba since a time"
        ),
        pytest.param({"article": NORWAY}, [], id="of another article"),
        pytest.param(
            {"article": MONGOLIA, "kind": "relation", "until": at(10)},
            ["Chad established 2", "Cuba refined 2"],
            id="of relations of one article until a time",
        ),
    ],
)
def test_the_change_log_of(told, asked, changes):
    assert said(change for _, change in told.changes(**asked)) == changes


def test_the_change_log_is_in_the_order_of_time_over_all_articles(told):
    add(told, revision(6, page("Cuba 1960"), 1), revision(7, page("Cuba 1961"), 15), to=NORWAY)

    assert [(article.subject, change.revision.id) for article, change in told.changes()] == [
        ("Mongolia", 2),
        ("Mongolia", 2),
        ("Norway", 7),
        ("Mongolia", 5),
        ("Mongolia", 5),
    ]


def test_minor_changes_are_in_the_log_when_asked_for(history):
    add(history, revision(1, page()), revision(2, page("Cuba none")))

    assert history.changes() == []
    assert said(change for _, change in history.changes(minor=True)) == ["Cuba listed 2"]


def test_a_timeline_has_each_value_with_the_revisions_that_brought_and_ended_it(told):
    add(told, revision(6, page("Cuba 1962"), 1), to=NORWAY)

    assert [
        (p.article.subject, *values([p.fact]), p.begun.id, p.ended.id if p.ended else None)
        for p in told.timeline("Cuba")
    ] == [
        ("Mongolia", "Cuba 1960", 1, 2),
        ("Norway", "Cuba 1962", 6, None),
        ("Mongolia", "Cuba 1960-12-07", 2, 5),
        ("Mongolia", "Cuba severed", 5, None),
    ]


def test_a_timeline_within_bounds_has_what_was_said_at_any_time_of_them(told):
    found = told.timeline("Cuba", article=MONGOLIA, since=at(12), until=at(13))

    assert values(period.fact for period in found) == ["Cuba 1960-12-07"]


def test_standing_says_since_which_revision(told):
    add(told, revision(6, page("Chad 1961 with-a-note"), 40))
    standing = {
        key[1]: (stand.fact and stand.fact.status, stand.revision.id)
        for key, stand in told.standing(MONGOLIA).items()
    }

    assert standing == {"Cuba": (None, 6), "UN": (None, 6), "Chad": ("established", 2)}


def test_standing_at_a_time_is_what_stood_then(told):
    standing = told.standing(MONGOLIA, at=at(21))

    assert {key[1]: stand.revision.id for key, stand in standing.items()} == {
        "Cuba": 2,
        "UN": 1,
        "Chad": 2,
    }


def test_another_name_is_no_break_in_what_stands(history):
    swaziland = read(MONGOLIA, page("Swaziland 1980"))
    eswatini = replace(swaziland, facts=(replace(swaziland.facts[0], name="Eswatini"),))
    history.add(MONGOLIA, revision(1, page("Swaziland 1980")), swaziland)
    history.add(MONGOLIA, replace(revision(2, page("Swaziland 1980"))), eswatini)

    (stand,) = history.standing(MONGOLIA).values()

    assert (stand.fact.name, stand.revision.id) == ("Eswatini", 1)


def test_a_note_is_kept_as_it_was_last_said_and_begins_no_period(history):
    add(history, revision(1, page("Cuba 1960 old")), revision(2, page("Cuba 1960 new")))

    (period,) = history.timeline("Cuba")

    assert (period.fact.note, period.begun.id) == ("new", 1)


def test_a_note_of_a_vandal_does_not_stay(history):
    good = page("Cuba 1960 good")
    add(history, revision(1, good), revision(2, page("Cuba 1960 lol")), revision(3, good))

    assert [fact.note for fact in history.facts(MONGOLIA)] == ["good"]


def test_an_older_revision_leaves_the_note_of_a_later_one(history):
    add(history, revision(2, page("Cuba 1960 new")), revision(1, page("Cuba 1960 old")))

    assert [fact.note for fact in history.facts(MONGOLIA)] == ["new"]


def test_problems_are_those_of_the_newest_revision_that_was_read(history):
    add(history, revision(2, page() + "? a table"), revision(1, page() + "? another"))

    assert history.snapshot_problems(MONGOLIA) == (Problem("Relations", 1, "blind", "? a table"),)
    assert history.claims(MONGOLIA) == ()


def test_a_null_edit_reverts_nothing(history):
    add(history, FIRST, replace(SECOND, text=FIRST.text), FIFTH)

    assert history.mark_reverted(MONGOLIA, {1, 2}) == {1, 2}


def test_an_equal_text_is_a_revert_within_fifteen_revisions_and_no_farther(history):
    edits = [revision(n, page(f"Cuba {1900 + n}"), n) for n in range(1, 16)]
    near = revision(16, edits[1].text, 16)
    far = revision(17, edits[0].text, 17)
    add(history, *edits, near, far)

    assert history.mark_reverted(MONGOLIA, set(range(1, 18))) == {1, 2, 16, 17}


def test_the_wikis_own_tag_marks_a_revert_at_once_or_later(history):
    add(history, FIRST, SECOND, replace(FIFTH, tags=("mw-reverted",)))
    at_once = said(change for _, change in history.changes())
    history.mark_reverted(MONGOLIA, {2})

    assert at_once == ["Chad established 2", "Cuba refined 2"]
    assert history.changes() == []
    assert values(history.facts(MONGOLIA, revision=2)) == [
        "Chad 1961",
        "Cuba 1960-12-07",
        "UN member",
    ]


def test_a_revision_is_placed_to_the_second(history):
    add(history, replace(FIRST, saved_at=at(0) + timedelta(seconds=1, microseconds=500_000)))

    assert history.newest(MONGOLIA).saved_at == at(0) + timedelta(seconds=1)


@pytest.mark.parametrize(
    "saved_at",
    [datetime(1900, 1, 1, tzinfo=UTC), datetime(2070, 1, 1, tzinfo=UTC), datetime(2020, 1, 1)],
)
def test_a_time_at_which_no_wiki_can_have_saved_is_refused(history, saved_at):
    with pytest.raises(StorageError, match='revision "7"'):
        add(history, replace(revision(7, page("Cuba 1960")), saved_at=saved_at))
