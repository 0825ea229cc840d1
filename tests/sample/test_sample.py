import csv
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path

import pytest

from scraper.parse import Parser
from scraper.snapshot import Fact, Snapshot
from storage.compare import compare
from tests.sample.export import base36
from tests.sample.story import SAMPLE, STORY, TITLE, sample

EXPORT = "{http://www.mediawiki.org/xml/export-0.11/}"
EXPECTED = Path(__file__).with_name("expected.tsv")
BLANKED, RESTORED = 7, 8


@pytest.fixture(scope="module")
def snapshots() -> list[Snapshot]:
    parser = Parser()
    return [parser.parse(TITLE, text) for text in texts()]


def test_the_committed_sample_is_what_its_story_writes():
    assert SAMPLE.read_text(encoding="utf-8") == sample()


def test_a_sha1_is_written_as_the_wiki_writes_it():
    assert base36("") == "phoiac9h4m842xq45sp7s6u21eteeq1"


def test_each_edit_changes_what_the_story_says_and_nothing_else(snapshots):
    unreverted = [(i, s) for i, s in enumerate(snapshots) if i not in {BLANKED, RESTORED}]
    told = [
        (
            str(9_000_000_101 + number),
            c.kind,
            c.what,
            c.identity,
            c.name,
            say(c.before),
            say(c.after),
        )
        for (_, before), (number, after) in pairwise(unreverted)
        for c in compare(before.facts, after.facts)
    ]

    assert told == expected()


def test_the_blanked_section_comes_back_to_the_byte(snapshots):
    assert snapshots[RESTORED].sections == snapshots[BLANKED - 1].sections


def test_every_revision_is_read_without_a_problem(snapshots):
    assert [s.problems for s in snapshots] == [()] * len(STORY)


def test_the_last_edit_leaves_the_number_in_the_lead_behind(snapshots):
    assert [(c.number, c.listed) for c in snapshots[-1].claims if not c.holds] == [(191, 192)]


def texts() -> list[str]:
    tree = ElementTree.parse(SAMPLE)  # noqa: S314  # our own file
    return [element.text or "" for element in tree.iter(f"{EXPORT}text")]


def expected() -> list[tuple[str, ...]]:
    with EXPECTED.open(encoding="utf-8") as lines:
        return [tuple(row) for row in csv.reader(lines, delimiter="\t")][1:]


def say(fact: Fact | None) -> str:
    """Say a fact as expected.tsv does: its date, else its status, else nothing."""
    return "" if fact is None else fact.since or fact.status
