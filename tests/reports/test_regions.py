import pytest

from reports.regions import OTHERS, REGIONS, region, subregion
from scraper.names.tables import rows


@pytest.mark.parametrize(
    ("identity", "whole", "part"),
    [
        pytest.param("MNG", "Asia", "Eastern Asia", id="a state"),
        pytest.param("CYP", "Asia", "Western Asia", id="as M49 has it"),
        pytest.param("XKX", "Europe", "Southern Europe", id="unknown to M49"),
        pytest.param("SUN", "Europe", "Eastern Europe", id="a state of the past"),
        pytest.param("EU", OTHERS, "", id="an organisation"),
        pytest.param("?atlantis", OTHERS, "", id="in no table"),
    ],
)
def test_a_counterpart_lies_somewhere(identity, whole, part):
    assert (region(identity), subregion(identity)) == (whole, part)


def test_every_state_and_territory_has_a_region():
    nowhere = {row[0] for row in rows("countries.tsv") if region(row[0]) not in REGIONS}

    assert nowhere == {"EU", "ATA"}
