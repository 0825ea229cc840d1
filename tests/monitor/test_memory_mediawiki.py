"""The memory of a real MediaWiki's pages: whole, withheld where it withholds, and joined."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from monitor.backfill import from_wiki
from monitor.filling import Filling, from_export
from monitor.look import Looking, look
from monitor.round import go_round
from monitor.settings_file import load
from monitor.stop import Stop
from monitor.wiring import watch
from scraper.article import Article
from scraper.parse import Parser
from scraper.title import EVERY_PAGE
from scraper.wiki import Wiki
from storage.history import History
from storage.verify import verify
from tests.monitor.world import article, said

pytestmark = pytest.mark.mediawiki

TITLE, MOVED = "Foreign relations of Mongolia", "Foreign relations of the Mongols"
CHAD, PERU, TOGO = "Chad 5 May 2011", "Peru 30 May 1997", "Togo 1970"


class Followed:
    """A watch of one article of the wiki, in one database."""

    def __init__(self, mediawiki, folder):
        self.wiki = mediawiki
        self.path = folder / "diplowatch.toml"
        self.path.write_text(
            f'[[articles]]\nwiki = "{mediawiki.host}"\ntitles = {json.dumps([TITLE])}\n'
            f'[wikis."{mediawiki.host}"]\napi = "{mediawiki.api}"\n'
        )

    def told(self, hours):
        with self._watch() as watched:
            outcome = go_round(watched, datetime.now(UTC) + timedelta(hours=hours))
            return said(replace(outcome, began=(), ended=()))

    def filled(self, title=TITLE):
        with self._watch() as watched:
            filling = Filling(watched.history, watched.parser, Stop(), datetime.now(UTC))
            source = watched.sources[self.wiki.host]
            *_, filled = from_wiki(Article(self.wiki.host, title), source, filling)
            return filled.added, filled.known

    def filled_from_export(self, title=TITLE):
        with self._watch() as watched:
            filling = Filling(watched.history, watched.parser, Stop(), datetime.now(UTC))
            export = BytesIO(self.wiki.export(title))
            *_, filled = from_export(export, EVERY_PAGE, self.wiki.host, filling)
            return filled.added, filled.known

    def texts(self):
        with self._watch() as watched:
            history = watched.history
            (one,) = history.articles()
            assert [checked.wrong for checked in verify(history) if checked.wrong] == []
            return [history.text(one, revision.id) for revision in history.revisions(one)]

    def _watch(self):
        return watch(load(self.path), {}, Stop())


@pytest.fixture
def followed(mediawiki, tmp_path):
    return Followed(mediawiki, tmp_path)


def edit(wiki, *relations, title=TITLE, day=None):
    text = article(*relations)
    wiki.edit(title, text, *(["--timestamp", f"2024-01-{day:02}T00:00:00Z"] if day else []))
    return text.strip()


def test_a_backfill_joins_rounds_without_news(followed):
    wiki = followed.wiki
    texts = [edit(wiki, CHAD, f"Peru {1990 + day}", day=day) for day in range(1, 8)]
    begun = followed.told(0)
    filled = followed.filled()
    texts.append(edit(wiki, CHAD, PERU, day=9))
    again = followed.filled_from_export()

    assert (begun, filled, again) == (["begins: Mongolia, 2 relations"], (6, 1), (1, 7))
    assert followed.texts() == texts
    assert followed.told(1) == ["refined: Peru"]


def test_an_export_has_what_the_api_has(followed):
    texts = [edit(followed.wiki, CHAD, f"Peru {1990 + day}", day=day) for day in range(1, 5)]

    assert [followed.filled_from_export(), followed.filled()] == [(4, 0), (0, 4)]
    assert followed.texts() == texts


def test_moved_deleted_and_undeleted_a_page_keeps_one_history(followed):
    wiki = followed.wiki
    edit(wiki, CHAD, day=1)
    edit(wiki, CHAD, PERU, day=2)
    story = [followed.told(0)]
    followed.filled()
    wiki.move(TITLE, MOVED)
    story += [followed.told(1), followed.told(7)]
    wiki.delete(MOVED)
    story += [followed.told(8), followed.told(15)]
    wiki.ask(action="undelete", title=MOVED)
    story.append(followed.told(16))
    edit(wiki, CHAD, PERU, TOGO, title=MOVED)
    story.append(followed.told(24))

    assert story == [
        ["begins: Mongolia, 2 relations"],
        [],
        [f'The article was moved from "{TITLE}" to "{MOVED}".'],
        [],
        ["The article is no longer there: it was deleted, or moved without a redirect."],
        ["The article is there again."],
        ["established: Togo"],
    ]
    assert (followed.filled(MOVED), len(followed.texts())) == ((0, 4), 4)


def test_an_edit_that_is_left_out_when_a_page_is_undeleted_no_longer_stands(mediawiki):
    watched = Article(mediawiki.host, TITLE)
    days = {day: datetime(2024, 1, day, tzinfo=UTC) for day in (1, 2, 3)}
    with History(":memory:") as history, Wiki(mediawiki.host, api=mediawiki.api) as wiki:

        def look_on(day):
            now = days[day] + timedelta(hours=12)
            listed = frozenset([TITLE])
            looking = Looking(wiki, history, Parser(), Stop(), now, timedelta(days=3), listed)
            look(mediawiki.host, [TITLE], looking)

        mediawiki.edit(TITLE, article("Chad 2010"), "--timestamp", "2024-01-01T00:00:00Z")
        look_on(1)
        mediawiki.edit(TITLE, article("Chad 1999"), "--timestamp", "2024-01-02T00:00:00Z")
        look_on(2)
        mediawiki.delete(TITLE)
        mediawiki.ask(action="undelete", title=TITLE, timestamps="2024-01-01T00:00:00Z")
        look_on(3)
        (standing,) = history.standing(watched).values()

    assert standing.fact.since == "2010"


def test_a_text_that_the_wiki_withholds_is_withheld(followed):
    wiki = followed.wiki
    texts = [edit(wiki, CHAD, f"Peru {1990 + day}", day=day) for day in range(1, 4)]
    second = wiki.ask(
        action="query", prop="revisions", titles=TITLE, rvlimit=3, rvdir="newer", formatversion=2
    )["query"]["pages"][0]["revisions"][1]["revid"]
    wiki.ask(action="revisiondelete", type="revision", ids=second, hide="content|user")
    followed.filled()

    assert followed.texts() == [texts[0], None, texts[2]]


def test_edits_that_are_imported_later_are_put_in_their_place(followed, tmp_path):
    wiki = followed.wiki
    new = edit(wiki, CHAD, PERU, day=20)
    followed.filled()
    export = tmp_path / "older.xml"
    export.write_text(
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">'
        f"<page><title>{TITLE}</title><ns>0</ns><revision>"
        "<timestamp>2020-01-01T00:00:00Z</timestamp>"
        "<contributor><username>Ann</username></contributor><model>wikitext</model>"
        "<format>text/x-wiki</format><text>older</text></revision></page></mediawiki>"
    )
    wiki.load(export)

    assert (followed.filled(), followed.texts()) == ((1, 1), ["older", new])
