"""Rounds over a real MediaWiki: what it does, the watch follows."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from monitor.round import go_round
from monitor.settings_file import load
from monitor.stop import Stop
from monitor.wiring import watch
from tests.monitor.world import article, said

pytestmark = pytest.mark.mediawiki

TITLE = "Foreign relations of Mongolia"
CHAD, PERU, TOGO = "Chad 5 May 2011", "Peru 30 May 1997", "Togo 1970"


@pytest.fixture
def told(mediawiki, tmp_path):
    """Go a round over the wiki, some hours from now, and give what it tells."""
    path = tmp_path / "diplowatch.toml"
    path.write_text(
        f'[[articles]]\nwiki = "{mediawiki.host}"\ntitles = {json.dumps([TITLE])}\n'
        f'[wikis."{mediawiki.host}"]\napi = "{mediawiki.api}"\n'
    )

    def told(hours=0):
        with watch(load(path), {}, Stop()) as watched:
            return said(go_round(watched, datetime.now(UTC) + timedelta(hours=hours)))

    return told


def test_a_wiki_that_is_edited_moved_and_vandalised_is_followed(mediawiki, told):
    mediawiki.edit(TITLE, article(CHAD), "--timestamp", "2024-01-01T00:00:00Z")
    begun = told()
    mediawiki.edit(TITLE, article(CHAD, PERU))
    early, due = told(), told(hours=7)
    mediawiki.edit(TITLE, "blanked")
    blanked = told()
    mediawiki.edit(TITLE, article(CHAD, PERU))
    restored = told(hours=48)
    mediawiki.move(TITLE, "Foreign relations of the Mongols")
    moving = told(hours=49)
    mediawiki.edit("Foreign relations of the Mongols", article(CHAD, PERU, TOGO))
    story = [begun, early, due, blanked, restored, moving, told(hours=57)]

    assert story == [
        ["begins: Mongolia, 1 relations"],
        [],
        ["established: Peru"],
        [],
        [],
        [],
        [
            f'The article was moved from "{TITLE}" to "Foreign relations of the Mongols".',
            "established: Togo",
        ],
    ]
