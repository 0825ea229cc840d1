import json

import pytest

from scraper.pagechange import PageChange, read
from tests.loopback_stream import event

_MOVED = {"prior_state": {"page": {"page_title": "Swaziland"}}}


@pytest.mark.parametrize(
    ("given", "change"),
    [
        pytest.param(
            event("Foreign relations of Mongolia", page_id=7, uid="u"),
            PageChange("u", "en.wikipedia.org", 7, ("Foreign relations of Mongolia",)),
            id="an edit",
        ),
        pytest.param(
            event("Eswatini", page_id=7, uid="u", page_change_kind="move", **_MOVED),
            PageChange("u", "en.wikipedia.org", 7, ("Eswatini", "Swaziland")),
            id="a move has two titles",
        ),
        pytest.param(
            event("Examples", "canary", uid="u"), PageChange("u"), id="a canary is of no wiki"
        ),
        pytest.param(
            event("São Tomé", "fr.wikipedia.org", uid="u", new_field=[1, {}]),
            PageChange("u", "fr.wikipedia.org", 0, ("São Tomé",)),
            id="fields that nobody knows yet",
        ),
        pytest.param({"meta": {"id": "u"}}, None, id="no wiki"),
        pytest.param({"meta": {"id": "u", "domain": "x.org"}, "title": "A"}, None, id="no page"),
        pytest.param(event("Chad", uid=7), None, id="a field of another type"),
        pytest.param([], None, id="no event at all"),
    ],
)
def test_an_event_tells_which_page_changed(given, change):
    assert read(json.dumps(given).encode()) == change


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"{", b"[" * 100_000, b'{"a": ' * 100_000, b"<html>", b"null"]
)
def test_garbage_is_none(data):
    assert read(data) is None
