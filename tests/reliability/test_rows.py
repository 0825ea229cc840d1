import pytest

from tests.reliability.installation import installed
from tests.reliability.rows import ROWS
from tests.reliability.table import expected


@pytest.mark.parametrize("event", ROWS)
def test_what_comes_of_it_stands_in_the_readme(event):
    with installed() as here:
        assert ROWS[event](here) == expected()[event]
