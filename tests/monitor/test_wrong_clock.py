"""A clock that ran ahead for a while and was put right: nothing waits for the time it showed."""

from datetime import timedelta

import pytest

from monitor.settings import FileChannel
from tests.monitor.world import article, said

CHAD, PERU = "Chad 5 May 2011", "Peru 5 April 1965"
YEARS = timedelta(days=3650)


@pytest.fixture
def ahead(world):
    """Give a world whose clock is ten years ahead."""
    world.edit(article(CHAD))
    world.wait(hours=7)
    world.now += YEARS
    return world


def put_right(world, **time):
    world.now -= YEARS
    world.wait(**time)


def test_a_delivery_that_failed_meanwhile_is_tried_again(ahead, tmp_path):
    folder = tmp_path / "reports"
    folder.write_text("in the way")
    ahead.channels = (FileChannel(str(folder)),)
    for _ in range(3):
        ahead.round()
    folder.unlink()
    put_right(ahead, minutes=1)
    ahead.round()

    assert len(list(folder.iterdir())) == 1


def test_a_delivery_that_seems_to_be_owed_for_years_is_not_given_up(ahead, tmp_path):
    put_right(ahead)
    folder = tmp_path / "reports"
    folder.write_text("in the way")
    ahead.channels = (FileChannel(str(folder)),)
    ahead.round()
    ahead.now += YEARS
    ahead.round()
    folder.unlink()
    put_right(ahead, minutes=10)
    ahead.round()

    assert len(list(folder.iterdir())) == 1


def test_a_digest_has_its_turn_again(ahead):
    ahead.asks = {"digest": "daily 07:00", "timezone": "UTC"}
    ahead.round()
    put_right(ahead)
    ahead.edit(article(CHAD, PERU))
    ahead.wait(hours=7)

    assert ahead.told() == ["established: Peru"]


def test_an_article_that_was_gone_then_and_is_gone_still_is_told(ahead):
    ahead.round()
    ahead.wiki.pages.clear()
    ahead.round()
    put_right(ahead, hours=1)

    assert said(ahead.round()) == [
        "The article is no longer there: it was deleted, or moved without a redirect."
    ]
