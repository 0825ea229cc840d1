from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.sent import Events, Sent

_A = Sent(b"a", b"1")


def events(*parts, most=1 << 20):
    reader = Events(most)
    return [one for part in parts for one in reader.feed(part)], reader.dropped


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        pytest.param(b"id: 1\ndata: a\n\n", [_A], id="an event"),
        pytest.param(b"id:1\r\ndata:a\r\n\r\n", [_A], id="of another kind of line"),
        pytest.param(b"id: 1\rdata: a\r\r\n", [_A], id="and of a third"),
        pytest.param(b"\xef\xbb\xbfid: 1\ndata: a\n\n", [_A], id="after a byte order mark"),
        pytest.param(b": hello\nretry: 99999999999999\nid: 1\ndata: a\n\n", [_A], id="a comment"),
        pytest.param(b"data: a\ndata: b\n\n", [Sent(b"a\nb", b"")], id="two lines of data"),
        pytest.param(b"event: error\ndata: a\n\n", [Sent(b"a", b"", False)], id="an error"),
        pytest.param(
            b"id: 1\ndata: a\n\ndata: b\n\n",
            [_A, Sent(b"b", b"1")],
            id="an id holds until the next",
        ),
        pytest.param(b"id: 1\n\ndata: a\n\n", [_A], id="an id of its own"),
        pytest.param(b"id: 1\ndata: a\nid: 2\0\n\n", [_A], id="an id that may be none"),
        pytest.param(b"id: 1\ndata: a\n", [], id="an event that was cut off"),
        pytest.param(b"\n\n\n<html>\xff\n\nid: 1\ndata: a\n\n", [_A], id="garbage before it"),
    ],
)
def test_lines_are_events(text, sent):
    assert events(text) == (sent, 0)


@given(st.lists(st.integers(0, 40), max_size=6))
def test_it_does_not_matter_in_which_pieces_they_come(cuts):
    text = b"id: 1\r\ndata: a\r\n\r\nid: 2\rdata: b\r\rdata: c\n\n"
    places = [0, *sorted(cuts), len(text)]
    parts = [text[a:b] for a, b in pairwise(places) if a < b]

    assert events(*parts) == events(text)


@pytest.mark.parametrize(
    "long",
    [
        pytest.param([b"data: " + b"x" * 50] + [b"x" * 50] * 3 + [b"\n\n"], id="a line"),
        pytest.param([b"data: " + b"x" * 50 + b"\n"] * 3 + [b"\n"], id="many lines"),
    ],
)
def test_what_is_too_long_is_left_out(long):
    assert events(*long, b"id: 1\ndata: a\n\n", most=100) == ([_A], 1)


def test_a_line_without_an_end_takes_no_more_memory_than_allowed():
    reader = Events(1000)
    for _ in range(100):
        assert list(reader.feed(b"x" * 500)) == []

    assert len(reader._line) <= 1000
