import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.apart import days_apart
from storage.edtf import contains

WRITTEN = (
    "? 1965 1965~ 1965-04 1965-04-27 1965-05-01 1966 1966-01-01 1965/1967 1966/1970"
    " 196X 18XX 0000 1900-02-30 1991-09-05"
)
DATES = st.sampled_from(["", *WRITTEN.split()])


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        pytest.param("1965-04-27", "1965-04-27", 0, id="the same day"),
        pytest.param("1965-04-27", "1965-04-28", 1, id="one day and the next"),
        pytest.param("1964-02-28", "1964-03-01", 2, id="over the end of a leap year's February"),
        pytest.param("1965", "1965-04-27", 0, id="a day within the year"),
        pytest.param("1965-04", "1965-04-27", 0, id="a day within the month"),
        pytest.param("", "1965", 0, id="no date contradicts nothing"),
        pytest.param("1965~", "1921", 0, id="an approximate date contradicts nothing"),
        pytest.param("soon", "1965", 0, id="what is no date contradicts nothing"),
        pytest.param("1965", "1966-04-27", 365, id="years are compared as years"),
        pytest.param("1965-04", "1965-06-30", 61, id="months are compared as months"),
        pytest.param("1965-12-31", "1966-01-01", 1, id="days are days over the new year, too"),
        pytest.param("1961/1963", "1962/1964", 0, id="intervals that overlap"),
        pytest.param("1961/1963", "1965", 731, id="an interval is as near as its nearer end"),
        pytest.param("196X", "1972", 1095, id="a decade is as near as its nearer end"),
        pytest.param("1127", "1965-12-15", 306074, id="centuries apart"),
    ],
)
def test_how_far_dates_are_apart_that_contradict_each_other(one, other, apart):
    assert days_apart(one, other) == apart


@given(DATES, DATES)
def test_it_is_as_far_from_there_to_here(one, other):
    assert days_apart(one, other) == days_apart(other, one)


@given(DATES, DATES)
def test_a_date_contradicts_none_that_it_contains(one, other):
    assert not (contains(one, other) and days_apart(one, other))
