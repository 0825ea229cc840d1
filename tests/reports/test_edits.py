from datetime import UTC, datetime

import pytest

from reports.edits import edit_of
from scraper.article import Article, Revision

FIJI = Article("en.wikipedia.org", "Foreign relations of Fiji")


@pytest.mark.parametrize(
    ("user", "standing", "tags", "expected"),
    [
        pytest.param("Alice", "registered", (), "Alice", id="a registered user"),
        pytest.param(
            "192.0.2.7", "anonymous", (), "192.0.2.7 (anonymous)", id="an address alone"
        ),
        pytest.param("~2026-1", "temporary", (), "~2026-1 (temporary account)", id="temporary"),
        pytest.param("Alice", "", (), "Alice", id="where the source does not tell"),
        pytest.param(None, "", (), "a hidden user", id="where the wiki hides it"),
        pytest.param(
            "ArchiveBot", "registered", (), "ArchiveBot (a bot by its name)", id="a bot"
        ),
        pytest.param(
            "Citation bot", "registered", (), "Citation bot (a bot by its name)", id="another bot"
        ),
        pytest.param("Botticelli", "registered", (), "Botticelli", id="a painter is no bot"),
        pytest.param("Abbott", "registered", (), "Abbott", id="nor is an abbot"),
        pytest.param(
            "Alice", "registered", ("mobile edit", "visualeditor", "mw-undo"),
            "Alice (tagged mw-undo)", id="how it was typed is left out",
        ),
        pytest.param(
            "192.0.2.7", "anonymous", ("possible\x1b[1m vandalism",),
            "192.0.2.7 (anonymous; tagged possible vandalism)", id="what the wiki suspects",
        ),
    ],
)  # fmt: skip
def test_who_edited(user, standing, tags, expected):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    edit = edit_of(FIJI, Revision(2, 1, at, user, "", None, tags=tags, standing=standing))

    assert edit.by == expected
