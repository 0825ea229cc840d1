import pytest

from monitor.whereabouts import Observed, Whereabouts
from scraper.article import Article
from scraper.fetch import WikiUnreachable
from scraper.pagechange import PageChange
from scraper.resolve import ArticleMissing
from scraper.wiki import Head
from tests.monitor.world import FIJI, MONGOLIA, WIKI, PaperWiki, article

BAHAMAS = Article(WIKI, "foreign_relations of the Bahamas")


def where(*watched):
    return Whereabouts({WIKI: [one.title for one in watched]}, {WIKI: [WIKI, "en.example"]})


def change(*titles, wiki=WIKI, page_id=0):
    return PageChange("u", wiki, page_id, titles)


def head(asked, title, page_id=7, redirected_from=()):
    return {asked.title: Head(Article(WIKI, title), asked.title, page_id, None, redirected_from)}


@pytest.mark.parametrize(
    ("event", "concerned"),
    [
        pytest.param(change(MONGOLIA.title), {MONGOLIA}, id="its title"),
        pytest.param(change("Foreign relations of the Bahamas"), {BAHAMAS}, id="written otherwise"),
        pytest.param(change("New", MONGOLIA.title), {MONGOLIA}, id="a title that it had"),
        pytest.param(change(MONGOLIA.title, wiki="en.example"), {MONGOLIA}, id="the wiki's host"),
        pytest.param(change(MONGOLIA.title, wiki="de.wikipedia.org"), set(), id="another wiki"),
        pytest.param(change("Mongolia"), set(), id="another page"),
        pytest.param(change("Mongolia", page_id=0), set(), id="a page without a number"),
    ],
)
def test_what_happens_to_a_title_concerns_its_article(event, concerned):
    assert where(MONGOLIA, BAHAMAS).concerned(event) == concerned


def test_a_round_tells_where_an_article_stands():
    whereabouts = where(MONGOLIA, FIJI)
    whereabouts.found(WIKI, head(MONGOLIA, "Mongols abroad", redirected_from=("Halfway",)))

    assert [
        whereabouts.concerned(change("Mongols abroad")),
        whereabouts.concerned(change("Halfway")),
        whereabouts.concerned(change("Moved again", page_id=7)),
        whereabouts.concerned(change(MONGOLIA.title)),
        whereabouts.concerned(change(FIJI.title)),
    ] == [{MONGOLIA}, {MONGOLIA}, {MONGOLIA}, {MONGOLIA}, {FIJI}]


def test_what_a_later_round_cannot_find_is_where_it_was():
    whereabouts = where(MONGOLIA)
    whereabouts.found(WIKI, head(MONGOLIA, "Mongols abroad"))
    whereabouts.found(WIKI, {MONGOLIA.title: ArticleMissing(WIKI, MONGOLIA.title, "")})

    assert whereabouts.concerned(change("Mongols abroad")) == {MONGOLIA}


def test_two_titles_of_one_page_are_both_concerned():
    whereabouts = where(MONGOLIA, FIJI)
    whereabouts.found(WIKI, head(MONGOLIA, FIJI.title) | head(FIJI, FIJI.title))

    assert whereabouts.concerned(change(FIJI.title, page_id=7)) == {MONGOLIA, FIJI}


def test_a_source_that_is_observed_answers_as_ever(world):
    world.edit(article("Chad 5 May 2011"))
    wiki = world.wiki
    wiki.undone, wiki.reviewed = {1}, {MONGOLIA.title: 1}
    observed = Observed(WIKI, wiki, where(MONGOLIA))

    assert (
        observed.heads([MONGOLIA.title]),
        list(observed.revisions(MONGOLIA.title)),
        observed.reverted([1, 2]),
        observed.stable([MONGOLIA.title]),
    ) == (
        wiki.heads([MONGOLIA.title]),
        wiki.pages[MONGOLIA.title],
        {1},
        {MONGOLIA.title: 1},
    )


def test_a_source_that_fails_fails_under_observation():
    with pytest.raises(WikiUnreachable):
        Observed(WIKI, PaperWiki(down="away"), where(MONGOLIA)).heads([MONGOLIA.title])
