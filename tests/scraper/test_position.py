import json

import pytest

from scraper.position import fit_position
from tests.loopback_stream import position

_BOTH = [
    {"topic": "eqiad.mediawiki.page_change.v1", "partition": 0, "timestamp": 1790000000000},
    {"topic": "codfw.mediawiki.page_change.v1", "partition": 0, "offset": -1},
]


def test_the_places_of_both_data_centres_are_a_position():
    assert json.loads(fit_position(json.dumps(_BOTH).encode())) == _BOTH


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"7", id="a number"),
        pytest.param(b"[]", id="no place"),
        pytest.param(b"[{}]", id="a place without a topic"),
        pytest.param(position(1).encode() + b"\r\nCookie: a=b", id="a second header"),
        pytest.param(position(1).encode().replace(b" ", b"\n"), id="more than one line"),
        pytest.param(position(1).replace("eqiad", "é").encode(), id="letters no header has"),
        pytest.param(json.dumps(_BOTH * 99).encode(), id="more than a header takes"),
        pytest.param(b"[" * 4000, id="lists without end"),
    ],
)
def test_what_no_server_would_take_is_no_position(given):
    assert fit_position(given) == ""
