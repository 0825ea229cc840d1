"""Fragments of articles, a file each: what it shows, the wikitext, and what is to be read in it.

The wikitext stands between the lines ``>>>`` and ``<<<``; below it, one line for each
statement, problem and claim, in the article's order:

    relation | section | name | identity | since | status [| every date]
    membership | section | name | identity | status [| since]
    problem | grade | line | what
    claim | text | number | listed

A new trap is one more file, without Python; the article's subject is Mongolia.
"""

from pathlib import Path

import pytest

from scraper.parse import Parser
from tests.scraper.fragment import parts
from tests.scraper.told import told

FRAGMENTS = sorted((Path(__file__).parent / "fragments").glob("*.txt"))


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda fragment: fragment.stem)
def test_fragment(fragment: Path):
    wikitext, expected = parts(fragment)

    assert told(Parser().parse("Foreign relations of Mongolia", wikitext)) == expected


def test_there_is_a_fragment_for_every_trap():
    assert len(FRAGMENTS) > 100
