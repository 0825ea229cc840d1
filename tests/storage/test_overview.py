from storage.overview import Overview, overviews
from tests.storage.builders import MONGOLIA, NORWAY, add, at, page, revision


def test_each_article_is_described_by_its_newest_revision(history):
    add(
        history,
        revision(1, page("Chad 1961", "Peru none", "Cuba severed", "Fiji suspended"), 1),
        to=NORWAY,
    )
    add(history, revision(2, page("Chad 1961", "UN member"), 1))
    add(history, revision(3, page("Chad 1961", "Cuba 1960", "UN member") + "? a table\n", 2))

    assert overviews(history) == [
        Overview(MONGOLIA, 2, at(2), relations=2, memberships=1, blind=1, doubts=0, failing=0),
        Overview(NORWAY, 1, at(1), relations=1, memberships=0, blind=0, doubts=0, failing=0),
    ]


def test_without_articles_there_is_nothing_to_describe(history):
    assert overviews(history) == []
