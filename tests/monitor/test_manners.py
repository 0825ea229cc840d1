"""What a round asks of the wikis: how often, how fast, of what, and in whose name."""

from datetime import timedelta

import pytest

from monitor.round import go_round
from monitor.settings import ArticleGroup, Settings, WikiSettings
from monitor.stop import Stop
from monitor.wiring import watch
from scraper.manners import Pace
from tests.monitor.world import BEGINNING, article

WIKIS = ("en.wikipedia.org", "simple.wikipedia.org")
TITLES = tuple(f"Foreign relations of Country {number}" for number in range(60))
CHAD, PERU, TOGO = "Chad 5 May 2011", "Peru 30 May 1997", "Togo 1970"
ALLOWED = 200
"""Requests a minute, by Wikimedia's limits of 2026 for programs that say who asks."""


@pytest.fixture
def look(loopback_wiki, tmp_path, time):
    """Go a round over articles of two wikis, both on loopback; give what they were asked."""
    for title in TITLES:
        loopback_wiki.edit(title, article(CHAD))
    now = [BEGINNING]

    def look():
        loopback_wiki.asked.clear()
        now[0] += timedelta(hours=1)
        settings = Settings(
            articles=tuple(ArticleGroup(TITLES, wiki) for wiki in WIKIS),
            contact="operator@example.org",
            wikis={wiki: WikiSettings(loopback_wiki.api) for wiki in WIKIS},
            database=str(tmp_path / "diplowatch.db"),
        )
        pace = Pace(clock=time.clock, sleep=time.sleep)
        with watch(settings, {}, Stop(), pace=pace) as opened:
            go_round(opened, now[0])
        return loopback_wiki.asked

    return look


def test_a_round_keeps_the_manners_that_wikimedia_asks_for(look, loopback_wiki, time):
    began = time.now
    asked = look()
    minutes = (time.now - began) / 60

    assert len(asked) > len(WIKIS) * len(TITLES)
    assert len(asked) / minutes < 0.7 * ALLOWED
    assert loopback_wiki.most_at_once == 1
    assert {one.method for one in asked} == {"GET"}
    assert {one.parameters["maxlag"] for one in asked} == {"5"}
    assert {one.headers["Accept-Encoding"] for one in asked} == {"gzip"}
    (agent,) = {one.headers["User-Agent"] for one in asked}
    assert agent.startswith("diplowatch/")
    assert " (operator@example.org) python-requests/" in agent


def test_of_changed_articles_only_new_revisions_are_fetched(look, loopback_wiki):
    look()
    changed = TITLES[7], TITLES[55]
    for title in changed:
        known = loopback_wiki.pages[title].revisions[-1].saved_at
        loopback_wiki.edit(title, article(CHAD, PERU), saved_at=known + timedelta(minutes=1))
        loopback_wiki.edit(title, article(CHAD, PERU, TOGO), saved_at=known + timedelta(minutes=2))

    fetched = [one.parameters for one in look() if "content" in one.parameters.get("rvprop", "")]
    assert [(one["titles"], one["rvstart"]) for one in fetched] == [
        (title, f"{loopback_wiki.pages[title].revisions[0].saved_at:%Y-%m-%dT%H:%M:%SZ}")
        for _ in WIKIS
        for title in changed
    ]
