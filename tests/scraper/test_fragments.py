"""Fragments of articles, a file each: what it shows, the wikitext, and what is to be read in it.

The wikitext stands between the lines ``>>>`` and ``<<<``; below it, one line for each
statement, problem and claim, in the article's order:

    relation | section | name | identity | since | status [| every date]
    membership | section | name | identity | status [| since]
    problem | grade | line | what
    claim | text | number | listed

A new trap is one more file, without Python; the article's subject is Mongolia.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.parse import Parser
from scraper.snapshot import Snapshot, Statement

FRAGMENTS = sorted((Path(__file__).parent / "fragments").glob("*.txt"))


def told(snapshot: Snapshot) -> str:
    return "\n".join(_told(snapshot))


def _told(snapshot: Snapshot) -> Iterator[str]:
    yield from map(_statement, snapshot.statements)
    for problem in snapshot.problems:
        yield _line("problem", problem.grade, str(problem.line), problem.what)
    for claim in snapshot.claims:
        yield _line("claim", claim.text, str(claim.number), str(claim.listed))


def _statement(said: Statement) -> str:
    if said.kind == "membership":
        since = [said.since] if said.since else []
        return _line(said.kind, said.section, said.name, said.identity, said.status, *since)
    dates = [" ".join(said.dates)] if said.dates else []
    return _line(said.kind, said.section, said.name, said.identity, said.since, said.status, *dates)


def _line(*fields: str) -> str:
    return " | ".join(fields)


def _parts(fragment: Path) -> tuple[str, str]:
    text = fragment.read_text(encoding="utf-8").replace("\\0", "\0")
    _, _, rest = text.partition("\n>>>\n")
    wikitext, _, expected = rest.partition("\n<<<\n")
    return wikitext, expected.rstrip("\n")


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda fragment: fragment.stem)
def test_fragment(fragment: Path):
    wikitext, expected = _parts(fragment)

    assert told(Parser().parse("Foreign relations of Mongolia", wikitext)) == expected


def test_there_is_a_fragment_for_every_trap():
    assert len(FRAGMENTS) > 100
