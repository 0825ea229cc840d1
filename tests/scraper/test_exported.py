"""The quick way through a text of an export gives what an XML parser gives."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.exported import unescape
from scraper.scan import Malformed

MARKS = """&lt; &gt; &amp; &quot; &apos; &#10; &#x27; &nbsp; & ; lt; ]]> ]]&gt; a é 漢 😀"""
PIECES = st.sampled_from([*MARKS.split(" "), *"\n\r\t\x01\x7f\ufffe"])


def parsed(raw):
    try:
        return ElementTree.fromstring(b"<text>" + raw + b"</text>").text or ""
    except ElementTree.ParseError:
        return None


def unescaped(raw):
    try:
        return unescape(raw)
    except Malformed:
        return None


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_text_is_what_a_parser_makes_of_it(text):
    raw = text.encode()

    assert unescaped(raw) == parsed(raw)


@pytest.mark.parametrize("raw", [b"\xff", b"\xed\xa0\x80", b"a\xc3", b"\xc0\xaf"])
def test_what_is_not_utf_8_is_refused(raw):
    assert (unescaped(raw), parsed(raw)) == (None, None)
