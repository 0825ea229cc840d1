import pytest

from reports.pictures.by_year import ByYear, by_year
from scraper.snapshot import Fact


def relation(identity, since, status="established"):
    return Fact("relation", identity, identity, since, (), status, "Relations")


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        pytest.param(
            [relation("MNG", "1990-01-24"), relation("PER", "1992"), relation("FRA", "1990~")],
            ByYear(
                "T",
                1990,
                (("Americas", (0, 0, 1)), ("Asia", (1, 0, 0)), ("Europe", (1, 0, 0))),
                early=False,
                undated=0,
            ),
            id="each in its year and region, whatever the precision",
        ),
        pytest.param(
            [relation("MNG", "1990"), relation("FRA", ""), relation("PER", "196X")],
            ByYear("T", 1990, (("Asia", (1,)),), early=False, undated=2),
            id="what has no year is counted",
        ),
        pytest.param(
            [
                relation("MNG", "1990"),
                relation("FRA", "1991", "severed"),
                relation("PER", "", "none"),
            ],
            ByYear("T", 1990, (("Asia", (1,)),), early=False, undated=0),
            id="only what stands",
        ),
        pytest.param([], ByYear("T", 0, (), early=False, undated=0), id="nothing"),
        pytest.param(
            [relation("FRA", "1531"), *[relation("MNG", "1990")] * 99],
            ByYear("T", 1990, (("Asia", (99,)), ("Europe", (1,))), early=True, undated=0),
            id="few that are very old are put together with the first year",
        ),
    ],
)
def test_relations_are_counted_by_year_and_region(facts, shown):
    assert by_year("T", facts) == shown


def test_words_say_what_the_picture_shows():
    shown = by_year(
        "T", [*[relation("MNG", "1990")] * 2, relation("FRA", "1992"), relation("X", "")]
    )

    assert shown.words == (
        "3 relations that began from 1990 to 1992, at most 2 in a year, 1990. "
        "By region: Asia 2, Europe 1; 1 relation without a year."
    )
