import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper import dump
from scraper.article import Article, Revision
from scraper.parse import Parser
from scraper.snapshot import Fact
from storage.change import Change
from storage.history import History
from tests.sample.export import base36
from tests.sample.story import FIRST_ID, SAMPLE, STORY, TITLE, sample, texts

ARTICLE = Article("en.wikipedia.org", TITLE)
EXPECTED = Path(__file__).with_name("expected.tsv")
BLANKED = FIRST_ID + 7


@pytest.fixture(scope="module")
def history() -> Iterator[History]:
    parser = Parser()
    with History(":memory:", read=parser.read) as history:
        for revision in revisions():
            history.add(ARTICLE, revision, parser.parse(TITLE, revision.text or ""))
        yield history


def test_the_committed_sample_is_what_its_story_writes():
    assert SAMPLE.read_text(encoding="utf-8") == sample()


def test_a_sha1_is_written_as_the_wiki_writes_it():
    assert base36("") == "phoiac9h4m842xq45sp7s6u21eteeq1"


def test_each_edit_changes_what_the_story_says_and_nothing_else(history):
    changes = [change for _, change in history.changes(article=ARTICLE)]

    assert [tuple(words(change)) for change in changes] == expected()


def test_every_text_is_kept_to_the_byte(history):
    kept = [history.text(ARTICLE, FIRST_ID + number) for number in range(len(STORY))]

    assert kept == texts()


def test_what_the_blanked_section_said_is_not_lost_while_it_is_gone(history):
    before, after = (
        history.facts(ARTICLE, revision=BLANKED - 1),
        history.facts(ARTICLE, revision=BLANKED + 1),
    )

    assert before == after


def test_the_last_edit_leaves_the_number_in_the_lead_behind(history):
    wrong = [claim for claim in history.claims(ARTICLE) if not claim.holds]

    assert [(claim.number, claim.listed) for claim in wrong] == [(191, 192)]


def test_every_revision_is_read_without_a_problem():
    parser = Parser()

    assert [parser.parse(TITLE, text).problems for text in texts()] == [()] * len(STORY)


def revisions() -> list[Revision]:
    return [revision for article, of in dump.read(SAMPLE) for revision in of if article == ARTICLE]


def expected() -> list[tuple[str, ...]]:
    with EXPECTED.open(encoding="utf-8", newline="") as lines:
        return [tuple(row) for row in csv.reader(lines, delimiter="\t")][1:]


def words(change: Change) -> Iterator[str]:
    """Say a change as expected.tsv does."""
    yield str(change.revision.id if change.revision else "")
    yield from (change.kind, change.what, change.identity, change.name)
    yield from (_value(change.before), _value(change.after))


def _value(fact: Fact | None) -> str:
    """Say a fact's date, else its status, else nothing."""
    return "" if fact is None else fact.since or fact.status
