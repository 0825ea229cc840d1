"""An article is the same under all titles that lead to it, and no other page is."""

import pytest

from scraper.article import Article
from tests.monitor.world import FIJI, MONGOLIA, article, said

CHAD, PERU = "Chad 5 May 2011", "Peru 30 May 1997"
MONGOLS = Article(MONGOLIA.wiki, "Foreign relations of the Mongols")


def move(world, new=MONGOLS, old=MONGOLIA):
    """Move a page, and let its old title redirect to the new one."""
    world.wiki.pages[new.title] = world.wiki.pages.pop(old.title)
    world.wiki.redirects.pop(new.title, None)
    world.wiki.redirects[old.title] = new.title


def moved(old, new):
    return f'The article was moved from "{old.title}" to "{new.title}".'


def test_a_moved_article_keeps_its_history(world):
    world.edit(article(CHAD))
    world.round()
    move(world)
    world.edit(article(CHAD), MONGOLS.title)
    told = [world.told()]
    world.wait(hours=6)
    told += [world.told(), world.told()]

    assert (told, world.history.articles(), world.history.known(MONGOLS)) == (
        [[], [moved(MONGOLIA, MONGOLS)], []],
        [MONGOLS],
        {1, 2},
    )


def test_a_move_that_is_undone_before_it_has_lasted_is_never_told(world):
    world.edit(article(CHAD))
    world.round()
    move(world)
    told = [world.told()]
    world.wait(hours=5)
    move(world, MONGOLIA, MONGOLS)
    told.append(world.told())
    world.wait(hours=7)
    told.append(world.told())

    assert (told, world.history.articles()) == ([[], [], []], [MONGOLIA])


def test_an_article_that_is_moved_twice_was_moved_once_for_who_heard_of_neither(world):
    world.edit(article(CHAD))
    world.round()
    move(world)
    world.round()
    move(world, FIJI, MONGOLS)
    world.wiki.redirects[MONGOLIA.title] = FIJI.title
    world.round()
    world.wait(hours=7)

    assert world.told() == [moved(MONGOLIA, FIJI)]


def test_a_redirect_to_another_page_is_no_news_of_facts(world):
    world.edit(article(CHAD))
    world.round()
    world.edit(article(PERU), FIJI.title)
    world.wiki.redirects[MONGOLIA.title] = FIJI.title
    world.wait(days=2)
    outcome = world.round()

    assert (said(outcome), [trouble.why for trouble in outcome.troubles]) == (
        [f"fails: {MONGOLIA.title}"],
        [
            f'"{MONGOLIA.title}" on en.wikipedia.org now leads to "{FIJI.title}", '
            "which is another page: watch that one instead, if it is meant"
        ],
    )


def test_a_title_that_redirects_from_the_first_is_watched_where_it_leads(world):
    world.wiki.redirects[MONGOLIA.title] = FIJI.title
    world.edit(article(CHAD), FIJI.title)

    assert [world.told(), world.told()] == [["begins: Fiji, 1 relations"], []]


def test_two_titles_of_one_article_are_told_of_once(world):
    world.titles = (MONGOLIA.title, FIJI.title)
    world.wiki.redirects[MONGOLIA.title] = FIJI.title
    world.edit(article(CHAD), FIJI.title)

    assert world.told() == ["begins: Fiji, 1 relations"]


def test_an_article_that_is_moved_back_goes_on_under_its_first_title(world):
    world.edit(article(CHAD))
    world.round()
    told = []
    for new, old in ((MONGOLS, MONGOLIA), (MONGOLIA, MONGOLS)):
        move(world, new, old)
        world.round()
        world.wait(hours=6)
        told.append(world.told())

    assert (told, world.history.articles()) == (
        [[moved(MONGOLIA, MONGOLS)], [moved(MONGOLS, MONGOLIA)]],
        [MONGOLIA],
    )


def test_another_page_at_the_former_title_is_no_news_of_the_article(world):
    world.edit(article(CHAD))
    world.round()
    move(world)
    world.round()
    world.wiki.redirects.clear()
    world.edit(article(PERU))
    told = [said(world.round())]
    world.wait(hours=7)
    told.append(said(world.round()))

    assert (told, world.history.known(MONGOLS)) == (
        [
            [f"fails: {MONGOLIA.title}"],
            [
                moved(MONGOLIA, MONGOLS),
                f'Another page has the title "{MONGOLIA.title}" now.',
            ],
        ],
        {1},
    )


def replace_page(world, new=MONGOLS, old=MONGOLIA):
    """Move a page, and put another at its old title before anybody looks."""
    world.wiki.pages[new.title] = world.wiki.pages.pop(old.title)
    world.edit(article(PERU), old.title)


@pytest.mark.parametrize("hours", [0, 7])
def test_another_page_that_takes_the_title_between_two_rounds_is_not_ours(world, hours):
    world.edit(article(CHAD))
    world.wait(hours=hours)
    world.round()
    replace_page(world)
    told = [said(world.round())]
    world.wait(hours=7)
    told.append(said(world.round()))

    assert told == [
        [f"fails: {MONGOLIA.title}"],
        [
            moved(MONGOLIA, MONGOLS),
            f'Another page has the title "{MONGOLIA.title}" now.',
        ],
    ]
    assert (world.history.articles(), world.history.known(MONGOLS)) == ([MONGOLS], {1})


def test_a_page_that_comes_back_to_its_title_goes_on(world):
    world.edit(article(CHAD))
    world.round()
    replace_page(world)
    world.round()
    pages = world.wiki.pages
    pages[FIJI.title] = pages.pop(MONGOLIA.title)
    pages[MONGOLIA.title] = pages.pop(MONGOLS.title)
    world.edit(article(CHAD, PERU))
    world.round()
    world.wait(hours=7)

    assert (world.told(), world.history.known(MONGOLIA)) == (["established: Peru"], {1, 3})


def test_two_pages_that_swap_their_titles_do_not_take_each_others_edits(world):
    world.titles = (MONGOLIA.title, FIJI.title)
    world.edit(article(CHAD))
    world.edit(article(PERU), FIJI.title)
    world.round()
    pages = world.wiki.pages
    pages[MONGOLIA.title], pages[FIJI.title] = pages[FIJI.title], pages[MONGOLIA.title]
    for title in world.titles:
        world.edit(article(CHAD, PERU), title)
    told = world.told()

    assert told == [f"fails: {MONGOLIA.title}", f"fails: {FIJI.title}"]
    assert [world.history.known(one) for one in (MONGOLIA, FIJI)] == [{1}, {2}]


def test_another_page_at_the_former_title_is_an_article_of_its_own_beside_the_moved_one(world):
    world.edit(article(CHAD))
    world.round()
    move(world)
    world.round()
    world.wiki.redirects.clear()
    world.edit(article(PERU, CHAD))
    world.titles = (MONGOLIA.title, MONGOLS.title)

    assert (world.told(), world.history.articles()) == (
        ["begins: Mongolia, 2 relations"],
        [MONGOLIA, MONGOLS],
    )


def test_a_redirect_that_is_turned_to_another_page_is_no_news_of_facts(world):
    world.wiki.redirects[MONGOLIA.title] = MONGOLS.title
    world.edit(article(CHAD), MONGOLS.title)
    world.round()
    world.edit(article(PERU), FIJI.title)
    world.wiki.redirects[MONGOLIA.title] = FIJI.title

    assert (world.told(), world.history.articles()) == ([f"fails: {MONGOLIA.title}"], [MONGOLS])


@pytest.mark.parametrize("name", [MONGOLIA.title, "Mongolia", "mongols", MONGOLS.title])
def test_a_subscription_hears_of_a_moved_article_by_any_of_its_titles(world, name):
    world.asks = {"articles": (name,)}
    world.edit(article(CHAD))
    world.round()
    move(world)
    world.round()
    world.edit(article(CHAD, PERU), MONGOLS.title)
    world.wait(hours=7)

    assert world.told()[-1] == "established: Peru"


def test_a_subscription_hears_of_an_article_by_a_title_that_redirects_to_it(world):
    world.asks = {"articles": (MONGOLIA.title,)}
    world.wiki.redirects[MONGOLIA.title] = FIJI.title
    world.edit(article(CHAD), FIJI.title)

    assert world.told() == ["begins: Fiji, 1 relations"]


def test_the_newest_edit_is_seen_though_the_wikis_clock_was_put_back(world):
    world.edit(article(CHAD))
    world.round()
    world.wait(seconds=-90)
    world.edit(article(CHAD, PERU))
    world.wait(hours=1)
    world.round()

    assert world.history.known(MONGOLIA) == {1, 2}
