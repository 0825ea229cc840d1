from datetime import UTC, datetime, timedelta, timezone

import pytest

from reports.dates import NO_BREAK, human_date, human_time


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2010-03-19", "19 March 2010"),
        ("1965-04", "April 1965"),
        ("1965", "1965"),
        ("0988", "988"),
        ("1965~", "about 1965"),
        ("1965-04~", "about April 1965"),
        ("1965?", "perhaps 1965"),
        ("196X", "the 1960s"),
        ("14XX~", "about the 1400s"),
        ("1965/1967-02", "1965 to February 1967"),
        ("a/b/" * 40, ("a/b/" * 40)[:39] + "…"),
        ("2015-13-99", "2015-13-99"),
        ("soon\x1b[2J\n", "soon"),
    ],
)
def test_human_date(edtf: str, words: str) -> None:
    assert human_date(edtf).replace(NO_BREAK, " ") == words


def test_human_time_is_utc() -> None:
    in_ulaanbaatar = datetime(2024, 5, 3, 20, 4, 59, tzinfo=timezone(timedelta(hours=8)))

    assert human_time(in_ulaanbaatar) == human_time(datetime(2024, 5, 3, 12, 4, tzinfo=UTC))
    assert human_time(in_ulaanbaatar).replace(NO_BREAK, " ") == "3 May 2024 12:04 UTC"
