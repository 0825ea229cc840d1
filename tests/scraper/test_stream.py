"""The stream's connections, one after another: nothing is missed, whatever becomes of them."""

import threading
from itertools import islice

import pytest

from scraper.contact import ContactMissing
from scraper.fetch import WikiError, WikiRefused
from scraper.manners import Patience
from scraper.pagechange import PAGE_CHANGES
from scraper.stream import Stream
from tests import loopback_faults as faults
from tests.fake_time import FakeTime
from tests.loopback_stream import cut, fails, first, position, silent


@pytest.fixture
def said():
    return []


@pytest.fixture
def follow(stream, time, said):
    """Give the titles of so many changes, and where the stream stands then."""

    def sleep(seconds):
        time.sleep(seconds)
        assert len(time.slept) < 100, said  # else a stream that never works is asked for ever

    def follow(count, **given):
        reader = Stream(
            stream.url,
            contact="operator@example.org",
            sleep=sleep,
            patience=Patience(jitter=lambda: 0.0),
            tell=lambda error: said.append(str(error) if error else "fine"),
            lost=lambda: said.append("lost"),
            **given,
        )
        changes = islice(reader.changes(), count)
        return [change.titles[0] for change in changes], reader.position

    return follow


def last_ids(stream):
    return [asked.get("Last-Event-ID") for asked in stream.asked]


def test_changes_come_as_they_happen(stream, follow):
    stream.happens("Chad")
    stream.happens("Fiji")

    assert follow(2) == (["Chad", "Fiji"], position(2))


def test_it_says_who_asks_and_takes_nothing_packed(stream, follow):
    stream.happens("Chad")
    follow(1)

    (asked,) = stream.asked
    assert (
        "(operator@example.org)" in asked["User-Agent"], asked["Accept"], asked["Accept-Encoding"],
    ) == (True, "text/event-stream", "identity")  # fmt: skip


def test_after_an_end_it_goes_on_where_it_was(stream, follow, time, said):
    for title in ("Chad", "Fiji", "Mali", "Peru"):
        stream.happens(title)
    stream.connections(cut(1), cut(2))

    assert (follow(4)[0], last_ids(stream), time.slept, said) == (
        ["Chad", "Fiji", "Mali", "Peru"],
        [None, position(1), position(3)],
        [1, 2],
        ["fine", "lost", "fine", "fine"],
    )


def test_a_new_run_goes_on_where_the_last_one_was(stream, follow, said):
    stream.happens("Chad")
    stream.happens("Fiji")

    assert (follow(1, position=position(1)), said) == ((["Fiji"], position(2)), ["fine"])


def test_a_canary_is_no_change_and_yet_a_sign_of_life(stream, follow, said):
    stream.happens("Examples", "canary")
    stream.happens("Chad")

    assert (follow(1), said) == ((["Chad"], position(2)), ["fine", "lost"])


@pytest.mark.parametrize(
    "garbage",
    [
        pytest.param(b"data: \xff\xfe\n\n", id="bytes that are no UTF-8"),
        pytest.param(b"data: {\n\n", id="half of an object"),
        pytest.param(b'data: {"meta": {"id": "u", "domain": "x.org"}}\n\n', id="no page"),
        pytest.param(b"event: error\ndata: Boom\n\n", id="an error"),
        pytest.param(b"id: nonsense\ndata: 1\n\n", id="an id that is none"),
        pytest.param(b"data: " + b"x" * (2 << 20) + b"\n\n", id="a line of two megabytes"),
        pytest.param(b"<html>\n\n", id="HTML"),
        pytest.param(b"\n" * 1000, id="empty lines"),
    ],
)
def test_garbage_is_passed_over(stream, follow, garbage):
    stream.connections(first(garbage))
    stream.happens("Chad")

    assert (follow(1), len(stream.asked)) == ((["Chad"], position(1)), 1)


def test_a_stream_that_says_nothing_is_left_and_asked_again(stream, follow):
    over = threading.Event()
    stream.connections(silent(over))
    stream.happens("Chad")
    stream.happens("Fiji")
    told = follow(2, silence=0.2)
    over.set()

    assert (told[0], last_ids(stream)[-1]) == (["Chad", "Fiji"], position(1))


def test_a_stream_of_nothing_but_comments_is_left_too(stream, follow):
    def comments(handler, _):
        faults.send(handler, b": here\n" * 100, kind="text/event-stream")

    time = FakeTime()
    stream.connections(comments)
    stream.happens("Chad")

    def clock():
        time.now += 60
        return time.now

    assert (follow(1, clock=clock)[0], len(stream.asked)) == (["Chad"], 2)


@pytest.mark.parametrize(
    ("fault", "slept", "message"),
    [
        pytest.param(
            faults.status(429, "17"), [17],
            'HOST answered "URL" with status 429 (Too Many Requests) and asks to wait 17 s: '
            "it is asked again", id="too many connections",
        ),
        pytest.param(
            faults.status(502), [1],
            'HOST answered "URL" with status 502 (Bad Gateway): it is out of order; '
            "it is asked again", id="a full pool",
        ),
        pytest.param(
            faults.reset, [1],
            'cannot reach HOST at "URL": it reset the connection: it is asked again', id="reset",
        ),
        pytest.param(
            faults.body(b"<html>", faults.HTML), [300],
            'HOST answered "URL" with an HTML page instead of events: '
            "check live.stream in the settings", id="an HTML page",
        ),
        pytest.param(
            faults.redirect("http://127.0.0.2/"), [300],
            'HOST redirects "URL" to "http://127.0.0.2", which is not the configured host: '
            "if that is the wiki, set it in the settings", id="a redirect elsewhere",
        ),
        pytest.param(
            faults.body(b"data: {}\n\n" * 100, "text/event-stream"), [300],
            'HOST sends events at "URL" that are no changes of pages: '
            "check live.stream in the settings", id="another stream",
        ),
    ],
)  # fmt: skip
def test_trouble_is_told_and_waited_for(stream, follow, time, said, fault, slept, message):
    stream.connections(fails(fault))
    stream.happens("Chad")
    follow(1)
    host = stream.url.split("/")[2]

    assert (time.slept, said) == (
        slept, [message.replace("HOST", host).replace("URL", stream.url), "fine", "lost"],
    )  # fmt: skip


def test_waits_grow_for_as_long_as_the_stream_is_down(time, said):
    def sleep(seconds):
        time.sleep(seconds)
        if len(time.slept) == 40:
            raise WikiError("enough")

    down = Stream(
        "http://127.0.0.1:9/", sleep=sleep, clock=time.clock, tell=said.append,
        patience=Patience(jitter=lambda: 0.0),
    )  # fmt: skip
    with pytest.raises(WikiError, match="enough"):
        list(down.changes())
    assert (time.slept[:10], set(time.slept[10:])) == (
        [1, 2, 4, 8, 16, 32, 64, 128, 256, 300], {300},
    )  # fmt: skip


def test_a_position_that_the_server_refuses_is_given_up(stream, follow, said):
    stream.connections(fails(faults.status(400)))
    stream.happens("Chad")

    told = follow(1, position=position(99))
    assert (told[0], last_ids(stream), said[1:]) == (
        ["Chad"], [position(99), None], ["fine", "lost"],
    )  # fmt: skip


def test_after_a_long_break_it_begins_anew_and_says_so(stream, follow, time, said):
    stream.connections(cut(1), *[fails(faults.status(503))] * 9)
    stream.happens("Chad")
    stream.happens("Fiji")

    assert (follow(2, clock=time.clock)[0], last_ids(stream)[-1], said[-2:]) == (
        ["Chad", "Chad"], None, ["fine", "lost"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        pytest.param(PAGE_CHANGES, ContactMissing, id="Wikimedia's, without a contact"),
        pytest.param("ftp://stream.example/", WikiRefused, id="neither http nor https"),
        pytest.param("http://me:secret@stream.example/", WikiRefused, id="a password"),
    ],
)
def test_a_stream_that_must_not_be_asked_is_refused_at_once(url, kind):
    with pytest.raises(WikiError) as caught:
        Stream(url)
    assert (type(caught.value), "secret" in str(caught.value)) == (kind, False)
