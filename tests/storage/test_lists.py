import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.lists import pack, shift, unpack

LISTS = st.lists(st.integers(min_value=1, max_value=1 << 40)).map(tuple)
SHORT = st.lists(st.integers(min_value=1, max_value=4)).map(tuple)


@given(st.one_of(LISTS, SHORT), st.one_of(LISTS, SHORT))
def test_a_list_comes_back(ids, base):
    assert unpack(pack(ids, base), base) == ids


def test_one_section_that_is_new_takes_three_bytes():
    base = tuple(range(1000, 1030))

    assert len(pack((*base[:7], 1031, *base[8:]), base)) == 3


def test_a_list_that_does_not_fit_its_base_is_an_error():
    with pytest.raises(ValueError, match="does not fit"):
        unpack(pack((1, 2, 3), (1, 2, 3)), (1,))


@given(LISTS, st.integers(min_value=0, max_value=1 << 40))
def test_a_list_of_its_own_is_counted_up(ids, by):
    assert unpack(shift(pack(ids), by)) == tuple(one + by for one in ids)


@given(SHORT.filter(len), SHORT, st.integers(min_value=0, max_value=1 << 40))
def test_a_list_in_terms_of_another_is_counted_up_with_that(base, ids, by):
    assert unpack(pack(ids, base), tuple(one + by for one in base)) == tuple(
        one + by for one in ids
    )
