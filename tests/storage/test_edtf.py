import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.edtf import contains


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        pytest.param("", "1965", id="no date contains every date"),
        pytest.param("", "soon", id="no date contains what is no date either"),
        pytest.param("1965", "1965-04", id="a year contains its months"),
        pytest.param("1965", "1965-04-27", id="a year contains its days"),
        pytest.param("1965-04", "1965-04-27", id="a month contains its days"),
        pytest.param("1965~", "1965", id="circa a year contains the year"),
        pytest.param("1965~", "1965-04-27", id="circa a year contains its days"),
        pytest.param("1965-04~", "1965-04", id="circa a month contains the month"),
        pytest.param("1965?", "1965", id="an uncertain year contains the year"),
        pytest.param("196X", "1965-04-27", id="a decade contains its days"),
        pytest.param("19XX", "196X", id="a century contains its decades"),
        pytest.param("1961/1965", "1963-02", id="an interval contains what lies within"),
    ],
)
def test_a_wider_date_contains_a_narrower_one_and_not_the_other_way_round(wide, narrow):
    assert (contains(wide, narrow), contains(narrow, wide)) == (True, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("1965", "1965", id="equal dates"),
        pytest.param("", "", id="no dates"),
        pytest.param("1965", "1966", id="two years"),
        pytest.param("1965-04", "1965-05", id="two months of a year"),
        pytest.param("1965~", "1964", id="circa a year, and the year before"),
        pytest.param("1965~", "1965?", id="circa a year, and an uncertain one"),
        pytest.param("1961/1965", "1963/1967", id="overlapping intervals"),
        pytest.param("soon", "1965", id="what is no date, and a date"),
    ],
)
def test_neither_date_contains_the_other(one, other):
    assert (contains(one, other), contains(other, one)) == (False, False)


DATES = st.sampled_from(
    ["", "196X", "19XX", "1961/1965", "soon"]
    + [
        year + rest + circa
        for year in ("1961", "1965", "1972")
        for rest in ("", "-01", "-02", "-01-01", "-01-02")
        for circa in ("", "~")
    ]
)


@given(DATES, DATES, DATES)
def test_containment_is_a_strict_order(one, two, three):
    assert not contains(one, one)
    assert not (contains(one, two) and contains(two, one))
    assert contains(one, three) or not (contains(one, two) and contains(two, three))
