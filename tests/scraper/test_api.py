"""Asking again: when, after how long, and how often."""

import pytest

from scraper.api import Api
from scraper.fetch import (
    Bounds,
    Fetcher,
    WikiAnswerUnreadable,
    WikiBusy,
    WikiError,
    WikiRefused,
    WikiUnreachable,
)
from scraper.manners import Pace, Patience
from tests import loopback_faults as faults

_ASKED = {"prop": "revisions", "rvprop": "ids|timestamp", "titles": "Mongolia"}


@pytest.fixture
def api(loopback_wiki, time):
    loopback_wiki.edit("Mongolia", "text")
    fetcher = Fetcher("en.example", loopback_wiki.api, "diplowatch/0", Bounds())
    yield Api(
        "en.example",
        fetcher,
        pace=Pace(0.5, time.clock, time.sleep),
        patience=Patience(jitter=lambda: 0.0),
        sleep=time.sleep,
    )
    fetcher.close()


@pytest.mark.parametrize(
    ("troubles", "slept"),
    [
        pytest.param([], [], id="sound at once"),
        pytest.param([faults.status(429, "18.5")], [18.5], id="429 with a time"),
        pytest.param([faults.status(429)] * 3, [5, 10, 20], id="429 without a time"),
        pytest.param([faults.status(503, "3", faults.HTML)], [3], id="503 with a time"),
        pytest.param([faults.status(503)], [5], id="503 without a time"),
        pytest.param([faults.lagged()] * 2, [5, 5], id="lagged databases, which ask for 5 s"),
        pytest.param([faults.error("ratelimited")] * 2, [5, 10], id="ratelimited"),
        pytest.param([faults.error("readonly")], [5], id="read-only"),
        pytest.param([faults.error("internal_api_error_DBQueryError")], [1], id="a broken wiki"),
        pytest.param([faults.status(500, kind=faults.HTML)] * 2, [1, 2], id="a fatal error of PHP"),
        pytest.param([faults.cut_json], [1], id="truncated JSON"),
        pytest.param([faults.broken_gzip], [1], id="broken gzip"),
        pytest.param([faults.cut_connection, faults.reset], [1, 2], id="lost connections"),
        pytest.param([faults.hang_up] * 4, [1, 2, 4, 8], id="the fifth try is the last"),
    ],
)
def test_what_passes_is_waited_for(loopback_wiki, time, api, troubles, slept):
    loopback_wiki.fail(*troubles)

    answer = api.query(_ASKED)
    assert ([page.title for page in answer.query.pages], time.slept) == (["Mongolia"], slept)


@pytest.mark.parametrize(
    ("fault", "requests", "kind", "message"),
    [
        pytest.param(
            faults.status(429), 5, WikiBusy, "status 429 (Too Many Requests)",
            id="too many requests",
        ),
        pytest.param(
            faults.lagged(), 5, WikiBusy,
            'en.example answered with the error "maxlag" (Waiting for db1: 7.5 seconds lagged.): '
            "the next round tries again", id="lagged databases",
        ),
        pytest.param(faults.hang_up, 5, WikiUnreachable, "closed the connection", id="no answer"),
        pytest.param(
            faults.status(429, "86400"), 1, WikiBusy, "asks to wait 86400 s",
            id="a wait of a day is left to the next round",
        ),
        pytest.param(
            faults.body(b"<html>", faults.HTML), 1, WikiAnswerUnreadable, "an HTML page",
            id="an HTML page will be one again",
        ),
        pytest.param(
            faults.error("readapidenied", "You need read\npermission to use this module."), 1,
            WikiRefused,
            'en.example answered with the error "readapidenied" (You need read permission to '
            "use this module.): check the wiki and its rights to read",
            id="a wiki that is not public",
        ),
        pytest.param(
            faults.body(b'{"query": {"pages": {"1": {}}}}'), 1, WikiAnswerUnreadable,
            "en.example answered with JSON that cannot be read: Expected `array`, got `object` - "
            "at `$.query.pages`: check that it is a MediaWiki of version 1.35 or newer",
            id="the format of another version",
        ),
        pytest.param(
            faults.body(b'{"a": ' * 100_000), 5, WikiAnswerUnreadable, "JSON that cannot be read",
            id="objects within objects without end",
        ),
        pytest.param(
            faults.body(b'{"query": {"pages": [{"title": "\xff"}]}}'), 5, WikiAnswerUnreadable,
            "JSON that cannot be read", id="bytes that are no UTF-8",
        ),
    ],
)  # fmt: skip
def test_what_does_not_pass_is_told(loopback_wiki, api, fault, requests, kind, message):
    loopback_wiki.trouble = lambda _: fault

    with pytest.raises(WikiError) as caught:
        api.query(_ASKED)
    told = str(caught.value)
    assert message in told
    assert (type(caught.value), len(told.splitlines()), len(loopback_wiki.asked)) == (
        kind, 1, requests,
    )  # fmt: skip


def test_waiting_longer_than_asked_is_not_cut_by_the_pace(loopback_wiki, time, api):
    loopback_wiki.fail(faults.status(429, "0.2"))

    api.query(_ASKED)
    assert [round(seconds, 3) for seconds in time.slept] == [0.2, 0.3]


def test_every_question_gives_way_to_the_wikis_own_work(loopback_wiki, api):
    api.query(_ASKED)

    (asked,) = loopback_wiki.asked
    assert (asked.method, asked.headers["Accept-Encoding"], asked.parameters) == (
        "GET",
        "gzip",
        {"action": "query", "format": "json", "formatversion": "2", "maxlag": "5", **_ASKED},
    )
