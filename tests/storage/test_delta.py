import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.delta import decode, encode, read_varint, varint

ROWS = st.lists(st.sampled_from([b"| Chad || 1960\n", b"| Cuba\n", b"", b"\x00\xff"]), max_size=30)
TEXTS = st.one_of(st.binary(max_size=200), ROWS.map(b"".join))


@given(TEXTS, TEXTS)
@example(b"aa", b"aaa")
@example(b"abcab" * 20, b"abcabcab" * 20)
def test_a_text_comes_back_to_the_byte(text, base):
    assert decode(encode(text, base), base) == text


def test_a_text_that_hardly_differs_takes_hardly_a_byte_more_than_its_difference():
    base = bytes(range(256)) * 40
    text = base[:5000] + b"relations" + base[5000:]

    assert len(encode(text, base)) == len(b"relations") + 4


def test_a_text_without_a_base_is_compressed():
    assert len(encode(b"Foreign relations of Mongolia. " * 100)) < 60


@given(st.integers(min_value=0, max_value=1 << 70))
def test_a_number_comes_back(number):
    assert read_varint(varint(number), 0) == (number, len(varint(number)))


@pytest.mark.parametrize(
    "delta",
    [
        pytest.param(b"", id="nothing is left"),
        pytest.param(b"\x80", id="it is cut off within a number"),
        pytest.param(b"\x01\x00not zstd", id="the compressed rest is damaged"),
        pytest.param(b"\x20\x20", id="it has more in common with its base than that has"),
    ],
)
def test_a_damaged_delta_is_an_error(delta):
    with pytest.raises(ValueError, match=r"\w"):
        decode(delta, b"base")
