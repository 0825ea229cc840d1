from storage.latest import latest_changes
from tests.storage.builders import MONGOLIA, NORWAY, add, at, page, revision


def said(found):
    return [(article.subject, change.name, change.revision.id) for article, change in found]


def test_the_newest_changes_of_all_articles_come_first(history):
    add(history, *(revision(n, page(f"Chad {1960 + n}"), n) for n in range(1, 9)))
    add(history, revision(11, page("Peru 1990"), 3), revision(12, page(), 6), to=NORWAY)

    assert said(latest_changes(history, 4)) == [
        ("Mongolia", "Chad", 8),
        ("Mongolia", "Chad", 7),
        ("Norway", "Peru", 12),
        ("Mongolia", "Chad", 6),
    ]


def test_those_before_a_time_go_on_where_they_ended(history):
    add(history, *(revision(n, page(f"Chad {1960 + n}"), n) for n in range(1, 9)))

    found = latest_changes(history, 2, before=at(7))

    assert said(found) == [("Mongolia", "Chad", 6), ("Mongolia", "Chad", 5)]


def test_what_was_changed_in_one_second_is_never_parted(history):
    add(history, revision(1, page("Chad 1961", "Peru 1962"), 1), revision(2, page(), 2))

    assert len(latest_changes(history, 1)) == 2


def test_the_beginnings_of_articles_are_no_changes_however_many_facts_they_have(history):
    add(history, revision(1, page("Chad 1961"), 1), revision(2, page("Chad 1962"), 2))
    add(history, revision(3, page(*(f"{name} 1990" for name in "ABCDEFGH")), 9), to=NORWAY)

    assert said(latest_changes(history, 1)) == [("Mongolia", "Chad", 2)]


def test_without_changes_there_are_none(history):
    add(history, revision(1, page("Chad 1961"), 1))

    assert latest_changes(history, 5) == []


def test_reverted_edits_brought_none(history):
    add(
        history,
        revision(1, page("Chad 1961"), 1),
        revision(2, page("Chad 2061"), 2),
        revision(3, page("Chad 1961"), 3),
    )

    assert latest_changes(history, 5, before=at(9)) == []
    assert history.facts(MONGOLIA)[0].since == "1961"
