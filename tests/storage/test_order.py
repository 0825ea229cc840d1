from storage.order import nth_revision, number_of, number_of_revisions
from tests.storage.builders import MONGOLIA, NORWAY, add, page, revision


def test_revisions_are_numbered_in_the_order_in_which_they_were_saved(history):
    add(history, revision(7, page(), 2), revision(9, page("Chad 1961"), 1), revision(8, None, 3))

    numbered = [nth_revision(history, MONGOLIA, number) for number in range(5)]

    assert [one and one.id for one in numbered] == [None, 9, 7, 8, None]
    assert [number_of(history, MONGOLIA, one) for one in numbered if one] == [1, 2, 3]
    assert number_of_revisions(history, MONGOLIA) == 3


def test_an_article_that_is_not_stored_has_none(history):
    assert number_of_revisions(history, NORWAY) == 0
    assert nth_revision(history, NORWAY, 1) is None
