"""Hear of all that happens on Wikimedia's wikis, and find out what is watched."""

import json
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice

from monitor.whereabouts import Whereabouts
from scraper.stream import Stream
from tests.bench.figure import Figure, faster
from tests.bench.measure import in_turn
from tests.loopback_stream import LoopbackStream, event, first, frame

WIKI = "en.wikipedia.org"
WATCHED = [f"Foreign relations of Country {number}" for number in range(200)]
EVENTS = 20_000
RUNS = 3


def hearing() -> Iterator[Figure]:
    """Read events from a connection and hold them against 200 titles, beside json.loads."""
    told = [_event(number) for number in range(EVENTS)]
    frames = b"".join(frame(number, data) for number, data in enumerate(told, 1))
    ours, peer = in_turn(RUNS, partial(_heard, frames), partial(_decoded, told))
    size = len(frames) / EVENTS / 1e3
    table = (
        f"Hearing {EVENTS:,} events of {size:.1f} KB from a socket, {len(WATCHED)} titles watched"
    )
    unit = "events/s of CPU"
    yield Figure(table, "diplowatch", unit, tuple(EVENTS / each for each in ours))
    yield faster(table, "json.loads of the same", unit, peer, ours, EVENTS)


def _heard(frames: bytes) -> float:
    """Give the CPU seconds of the thread that reads, filters and finds one in a thousand."""
    whereabouts = Whereabouts({WIKI: WATCHED}, {WIKI: [WIKI]})
    with LoopbackStream() as stream:
        stream.connections(first(frames))
        changes = islice(Stream(stream.url).changes(), EVENTS)
        began = time.thread_time()
        found = sum(bool(whereabouts.concerned(change)) for change in changes)
        took = time.thread_time() - began
    assert found == EVENTS // 1000
    return took


def _decoded(told: list[bytes]) -> float:
    began = time.thread_time()
    for data in told:
        json.loads(data)
    return time.thread_time() - began


def _event(number: int) -> bytes:
    """Write an event with all that Wikimedia's have; every thousandth is about a watched page."""
    watched = number % 1000 == 0
    title = WATCHED[number // 1000] if watched else f"Page {number} of many, with a name"
    wiki = WIKI if watched or number % 3 else "de.wikipedia.org"
    slot = {
        "slot_role": "main", "content_model": "wikitext", "content_sha1": "a" * 31,
        "content_size": 41_250, "origin_rev_id": 1_000_000_000 + number,
    }  # fmt: skip
    performer = {
        "edit_count": 12_345, "groups": ["extendedconfirmed", "*", "user", "autoconfirmed"],
        "is_bot": False, "is_system": False, "is_temp": False, "user_id": 7_654_321,
        "user_central_id": 7_654_321, "user_text": "An Editor",
        "registration_dt": "2012-03-04T05:06:07Z",
    }  # fmt: skip
    revision = {
        "comment": "an edit whose reason is told in a sentence of the usual length",
        "content_slots": {"main": slot}, "editor": performer, "is_minor_edit": False,
        "is_comment_visible": True, "is_content_visible": True, "is_editor_visible": True,
        "rev_dt": "2026-11-25T12:00:00Z", "rev_id": 1_000_000_000 + number,
        "rev_parent_id": 999_999_999, "rev_sha1": "b" * 31, "rev_size": 41_250,
    }  # fmt: skip
    given = {
        "uid": f"00000000-0000-0000-0000-{number:012}", "page_id": number + 1,
        "changelog_kind": "update", "comment": revision["comment"], "dt": "2026-11-25T12:00:00Z",
        "performer": performer, "revision": revision,
        "prior_state": {"revision": {**revision, "rev_id": 999_999_999}}, "wiki_id": "enwiki",
    }  # fmt: skip
    return json.dumps(event(title, wiki, **given)).encode()
