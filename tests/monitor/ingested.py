"""Dumps in parts, who reads them, and what a database then has of them."""

import bz2
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from monitor.crew import Crew
from monitor.filling import Filling, from_export
from monitor.ingest import Ingest, Step
from monitor.part import Part, Piece, read_part
from monitor.stop import Stop
from scraper.article import Article
from scraper.parse import Parser
from scraper.title import Choice
from storage.history import History
from storage.verify import verify
from tests.monitor.exports import export
from tests.monitor.world import article

WATCHED = "Foreign relations of *"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CHOICE = Choice(patterns=(WATCHED,), redirects=False)
LIKE = Part(CHOICE)


def texts(country: str, revisions: int) -> list[str | None]:
    """Write an article's history: dates that change, a revert, and a text that is withheld."""
    written: list[str | None] = [
        article(f"{country} {1900 + number % 90}", "Peru 1960", f"Chad 5 May {1950 + number % 40}")
        for number in range(revisions)
    ]
    if revisions > 4:
        written[3], written[4] = "", written[2]
        written[1] = None
    return written


def parts(folder: Path, number: int, revisions: int = 6) -> list[Path]:
    """Write a dump of as many parts, each of two watched pages and one that is not."""
    paths = []
    first = 1
    for part in range(number):
        pages = {
            f"Foreign relations of {name} {part}": texts(name, revisions)
            for name in ("Fiji", "Mongolia")
        }
        path = folder / f"dump-{part}.xml.bz2"
        path.write_bytes(bz2.compress(export({**pages, "Horse": ["A horse."]}, begin=first)))
        first += 2 * revisions + 1
        paths.append(path)
    return paths


def content(history: History) -> dict[Article, object]:
    """Give all that a history has, whatever its rows are numbered."""
    assert [checked.wrong for checked in verify(history) if checked.wrong] == []
    return {
        article: (
            history.periods(article=article),
            history.snapshot_problems(article),
            history.claims(article),
            [(one, history.text(article, one.id)) for one in history.revisions(article)],
        )
        for article in history.articles()
    }


@contextmanager
def filled() -> Iterator[Filling]:
    """Give an empty history to fill."""
    parser = Parser()
    with History(":memory:", read=parser.read) as history:
        yield Filling(history, parser, Stop(), NOW)


def ingested(
    paths: Sequence[Path],
    crew: Crew,
    to: Filling,
    like: Part = LIKE,
    read: Callable[[Part], Piece] = read_part,
) -> list[str]:
    """Ingest files, and give what was said of each: "dump.xml: 12 added, 0 known"."""
    steps = list(Ingest(crew, to, read=read).run(paths, like))
    return sorted(line for step in steps for line in said(step))


def said(step: Step) -> list[str]:
    """Say what came of a part, its troubles first."""
    counts = f"{step.path.name}: {step.taken.added} added, {step.taken.known} known"
    return [*step.troubles, f"{step.path.name}: {step.skipped}" if step.skipped else counts]


def one_by_one(paths: Sequence[Path]) -> dict[Article, object]:
    """Give what a database has when one process reads files one after another."""
    with filled() as to:
        for path in paths:
            with path.open("rb") as file:
                list(from_export(file, CHOICE, "", to))
        return content(to.history)


def dies_once(part: Part) -> Piece:
    """Die at the first reading of a part, as if the kernel had no memory left."""
    mark = Path(f"{part.path}.died")
    if "dump-1" in part.path and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return read_part(part)


def dies(part: Part) -> Piece:
    """Die of one part, however often it is tried."""
    if "dump-1" in part.path:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_part(part)
