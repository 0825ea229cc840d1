from storage.months import changes_by_month, edits_by_month
from tests.storage.builders import MONGOLIA, NORWAY, add, page, revision

A_MONTH = 31 * 24 * 60


def test_edits_are_counted_by_month_reverted_ones_too(history):
    first, spoilt = page("Chad 1990"), page("Chad 1991")
    add(
        history,
        revision(1, first, 0),
        revision(2, spoilt, A_MONTH),
        revision(3, first, A_MONTH + 1),
    )
    add(history, revision(4, first, 2 * A_MONTH), to=NORWAY)

    assert edits_by_month(history, MONGOLIA) == {(2012, 1): 1, (2012, 2): 2}
    assert edits_by_month(history) == {(2012, 1): 1, (2012, 2): 2, (2012, 3): 1}


def test_changes_are_counted_without_the_beginning_and_without_what_was_reverted(history):
    first, spoilt = page("Chad 1990"), page("Chad 1991")
    add(
        history,
        revision(1, first, 0),
        revision(2, spoilt, A_MONTH),
        revision(3, first, A_MONTH + 1),
        revision(4, page("Chad 1990-05", "Peru 1991"), 2 * A_MONTH),
    )

    assert changes_by_month(history, MONGOLIA) == {(2012, 3): 2}
