import pytest

from scraper.names.tables import digest, rows


@pytest.mark.parametrize(
    ("file", "columns"), [("countries.tsv", 8), ("organisations.tsv", 7), ("abbreviations.tsv", 3)]
)
def test_every_row_has_every_column(file, columns):
    assert {len(row) for row in rows(file)} == {columns}


def test_the_digest_is_short_and_stays():
    assert (len(digest()), digest()) == (12, digest())
