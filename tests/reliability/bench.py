"""Replay histories whose truth is known, and say what of it was told: true, false, twice, late.

One is real and much vandalised, with a list of relations grafted on; the others are
synthetic. Both lie beside the project (``../shared/data/history``).
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from scraper import dump
from scraper.article import Revision
from tests.reliability.graft import Graft
from tests.reliability.judge import Score, judge
from tests.reliability.replay import AT_ONCE, SETTLE_HOURS, SETTLED, Replayed, replay
from tests.reliability.truth import Truth, read_truth

SHARED = Path(os.environ.get("DIPLOWATCH_SHARED", Path(__file__).parents[3] / "shared"))
HISTORY = SHARED / "data" / "history"
EVERY = timedelta(hours=3)
MOST_FALSE = 0.005

_REAL = "Anarchism-2001-2010.xml.lzma"
_PARTS = ((0, 8500), (8500, 15180))  # as long to play as each other
_USUAL = '{"prose": 0.45, "row": 0.35, "member": 0.12, "vandal": 0.06, "reformat": 0.02}'
_VANDALISED = '{"prose": 0.25, "row": 0.3, "member": 0.1, "vandal": 0.33, "reformat": 0.02}'


@dataclass(frozen=True, slots=True)
class Played:
    """A history, how it was played, and the score of each subscription."""

    name: str
    edits: int
    rounds: int
    scores: dict[str, Score]


def bench() -> bool:
    """Print what was told of each history; tell whether all of it is as it should be."""
    if not (HISTORY / "generate").exists():
        print(f"replay: skipped, no {HISTORY / 'generate'}")
        return True
    began = time.monotonic()
    with TemporaryDirectory() as folder, ProcessPoolExecutor(2) as pool:
        real = [pool.submit(play_real, *part) for part in _PARTS]
        made = [
            pool.submit(play_synthetic, Path(folder), seed, mix)
            for seed, mix in enumerate((_USUAL, _VANDALISED) * 2, start=1)
        ]
        played = [one.result() for one in (*real, *made)]
    print(f"Replayed with a round every {EVERY.seconds // 3600} hours of history")
    for line in table(played):
        print(line)
    print(f"({time.monotonic() - began:.0f} s)")
    return all(is_right(one.scores[SETTLED]) for one in played)


def is_right(score: Score) -> bool:
    """Whether all that is true was told, hardly anything false, and nothing twice."""
    wrong = score.false_told + score.other
    return (
        score.true_told == score.true
        and wrong <= MOST_FALSE * (score.false + score.true)
        and not score.twice
        and score.left <= MOST_FALSE * (score.false + score.true)
    )


def table(played: list[Played]) -> Iterator[str]:
    """Write a line for each history and subscription, and what went wrong below it."""
    yield (
        f"{'':42}{'true told':>16}{'false told':>16}{'long told':>12}{'left':>6}{'twice':>7}"
        f"{'delay: median / p90':>21}"
    )
    for one in played:
        yield f"{one.name}, {one.edits} edits, {one.rounds} rounds"
        for name, score in one.scores.items():
            wrong, false = score.false_told + score.other, score.false + score.other
            yield (
                f"  {name + f', {SETTLE_HOURS[name]:g} h':40}"
                f"{_share(score.true_told, score.true):>16}{_share(wrong, false):>16}"
                f"{f'{score.long_told}/{score.long}':>12}{score.left:>6}{score.twice:>7}{score.delay:>21}"
            )
        for note in one.scores[SETTLED].notes[:12]:
            yield f"    {note}"


def play_real(first: int, last: int) -> Played:
    """Replay edits of an article that is no list of relations, with one grafted on."""
    for article, revisions in dump.read(HISTORY / _REAL):
        graft = Graft(_without_lost_texts(islice(revisions, first, last)))
        replayed = replay(article, graft, EVERY)
        name = f"Anarchism with a list grafted on, from edit {first + 1}"
        return _played(name, replayed, graft.truth)
    raise ValueError(f"no page in {_REAL}")


def play_synthetic(folder: Path, seed: int, mix: str, revisions: int = 300) -> Played:
    """Write a history of one article, and replay it."""
    place = folder / str(seed)
    subprocess.run(
        [
            *(sys.executable, HISTORY / "generate", "--truth", "--out", place, "--mix", mix),
            *("--seed", str(seed), "--revisions", str(revisions), "--size-kb", "20"),
            *("--rows", "120"),
        ],
        check=True,
        capture_output=True,
    )
    (export,) = place.glob("*.xml")
    truth = read_truth(export.with_suffix(".truth.jsonl"))
    kind = "much vandalised" if mix == _VANDALISED else "usual edits"
    for article, edits in dump.read(export):
        return _played(f"synthetic {seed}, {kind}", replay(article, edits, EVERY), truth)
    raise ValueError(f"no page in {export}")


def _played(name: str, replayed: Replayed, truth: Truth) -> Played:
    scores = {
        each: judge(replayed.lines[each], truth, timedelta(hours=SETTLE_HOURS[each]), EVERY)
        for each in (SETTLED, AT_ONCE)
    }
    return Played(name, replayed.edits, replayed.rounds, scores)


def _without_lost_texts(revisions: Iterator[Revision]) -> Iterator[Revision]:
    """Take the empty texts of 2005 for what they are: 600 that this archive has lost."""
    for revision in revisions:
        is_lost = not revision.text and revision.saved_at.year == 2005
        yield replace(revision, text=None) if is_lost else revision


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {100 * part / whole:5.1f} %" if whole else "-"
