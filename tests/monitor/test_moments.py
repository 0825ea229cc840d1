"""Points in time as people give them."""

import pytest

from monitor.moments import read_moment


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", "2012-01-01T00:00:00.000000", "2012-12-31T23:59:59.999999"),
        ("2012-02", "2012-02-01T00:00:00.000000", "2012-02-29T23:59:59.999999"),
        ("2012-12", "2012-12-01T00:00:00.000000", "2012-12-31T23:59:59.999999"),
        ("2012-01-31", "2012-01-31T00:00:00.000000", "2012-01-31T23:59:59.999999"),
        ("2012-01-31T12:00", "2012-01-31T12:00:00.000000", "2012-01-31T12:00:00.000000"),
        ("2012-01-31T12:00+01:00", "2012-01-31T11:00:00.000000", "2012-01-31T11:00:00.000000"),
    ],
)
def test_what_is_no_instant_has_a_first_and_a_last(text, first, last):
    read = [read_moment(text), read_moment(text, last=True)]

    assert [f"{one:%Y-%m-%dT%H:%M:%S.%f}" for one in read] == [first, last]


@pytest.mark.parametrize("text", ["", "soon", "2012-13", "0000", "9999", "12", "2012-1"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match="is no date"):
        read_moment(text)
