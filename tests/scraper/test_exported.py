from hypothesis import example, given
from hypothesis import strategies as st

from scraper.exported import Unescaping, unescape
from scraper.scan import Malformed

PIECES = st.sampled_from(
    [b"==A==\n", b"=", b"\n", b"\r\n", b"\r", b"&lt;", b"&amp;", b"&#10;", b"&", b"lt;", b"]]",
     b"&gt;", b">", b"a", "漢".encode(), b"\xe6"]
)  # fmt: skip
TEXTS = st.lists(PIECES).map(b"".join)


def outcome(read, raw):
    try:
        return read(raw)
    except Malformed:
        return Malformed


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@example(b"", b"=\r", b"=\r\n", b"")
@example(b"", b"", b"a\r", b"\n=")
def test_an_edited_text_is_unescaped_as_if_it_were_the_first(start, before, after, end):
    texts = [start + middle + end for middle in (before, after, before)]
    unescaping = Unescaping()

    assert [outcome(unescaping, raw) for raw in texts] == [outcome(unescape, raw) for raw in texts]
