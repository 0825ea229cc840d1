"""A long watch over some articles, from its first round to its last, and what it left behind."""

import json
import os
import random
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.document import from_document
from reports.report import ArticleNews, Report
from scraper.snapshot import Fact
from storage.history import History
from storage.outbox import Outbox
from tests.crash.outcome import Outcome, outcome
from tests.loopback_wiki import LoopbackWiki
from tests.monitor.world import BEGINNING
from tests.reliability.installation import SUBSCRIPTIONS
from tests.reliability.letters import Letters, MailServer
from tests.soak.editors import Change, Editors
from tests.soak.weather import Weather

_SEED = 20261126
_CALM_END = 8
"""Rounds in which nothing is edited and nothing fails, so that all can be told."""

_HOUR, _LATER = timedelta(hours=1), timedelta(hours=6)
_SETTINGS = """
contact = "operator@example.org"
database = "{folder}/diplowatch.db"
[[articles]]
wiki = "wiki.test"
titles = {titles}
[wikis."wiki.test"]
api = "{wiki.api}"
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
from = "diplowatch@example.org"
"""


@dataclass(frozen=True, slots=True)
class Length:
    """How many articles are watched for how many rounds, and edited how often in each."""

    articles: int
    rounds: int
    edits: float


@dataclass(frozen=True)
class Soaked:
    """What was done to the program, and what came of it.

    ``true`` counts the changes that editors made for good, ``told`` those that the reports tell;
    ``failures`` how many of our own were told as they began, and as they ended;
    ``memory`` has the bytes that were resident after each round; ``log`` what it wrote.
    """

    length: Length
    edits: int
    undone: int
    requests: int
    struck: Counter[str]
    outages: int
    refused: int
    true: Counter[Change]
    told: Counter[Change]
    failures: tuple[int, int]
    owed: Counter[str]
    arrived: Counter[str]
    left: Outcome
    memory: tuple[int, ...]
    log: str
    cpu: float


def soak(length: Length, *, is_disturbed: bool) -> Soaked:
    """Watch for so long; what editors do is the same in either case."""
    letters = Letters()
    titles = [f"Foreign relations of Country {number}" for number in range(length.articles)]
    with TemporaryDirectory() as name, LoopbackWiki() as wiki, MailServer(letters) as server:
        folder = Path(name)
        (folder / "diplowatch.toml").write_text(
            _SETTINGS.format(folder=folder, wiki=wiki, port=server.port, titles=json.dumps(titles))
            + SUBSCRIPTIONS,
            encoding="utf-8",
        )
        editors = Editors(wiki, titles, length.edits, _random(length, "editors"))
        weather = Weather(wiki, letters, _random(length, "weather"))
        with (folder / "log").open("w") as log, _program(folder, log) as program:
            memory = tuple(_rounds(program, editors, weather, length, is_disturbed=is_disturbed))
        reports, owed = _reported(folder)
        return Soaked(
            length,
            editors.saved,
            editors.undone,
            weather.requests,
            weather.struck,
            weather.outages,
            weather.refused,
            editors.changes,
            Counter(_told(reports)),
            _failures(reports),
            owed,
            Counter(letters.ids()),
            outcome(folder),
            memory,
            (folder / "log").read_text(encoding="utf-8"),
            _cpu(),
        )


def _rounds(
    program: subprocess.Popen[str],
    editors: Editors,
    weather: Weather,
    length: Length,
    *,
    is_disturbed: bool,
) -> Iterator[int]:
    """Go all rounds, an hour apart; give the memory after each."""
    now = BEGINNING
    editors.begin(now - _HOUR)
    for number in range(length.rounds + _CALM_END):
        if number == length.rounds:
            editors.go_home(now)
        elif 0 < number < length.rounds:
            editors.work(number, now)
        weather.calm()
        if is_disturbed and 0 < number < length.rounds:
            weather.begin(number)
        yield _round(program, now.isoformat())
        now += _HOUR if number < length.rounds else _LATER
    weather.calm()


def _round(program: subprocess.Popen[str], moment: str) -> int:
    assert program.stdin
    assert program.stdout
    program.stdin.write(f"{moment}\n")
    program.stdin.flush()
    return int(program.stdout.readline())


@contextmanager
def _program(folder: Path, log: object) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.soak.rounds", str(folder)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    ) as program:
        yield program


def _reported(folder: Path) -> tuple[list[Report], Counter[str]]:
    """Give all reports, and the ids of all messages owed."""
    with History(folder / "diplowatch.db") as history:
        outbox = Outbox(history)
        reports = [from_document(dict(one.document)) for one in outbox.reports()]
        owed = Counter(one.message_id for one in outbox.deliveries())
    return reports, owed


def _failures(reports: Iterable[Report]) -> tuple[int, int]:
    begun = sum(not failure.lasts for report in reports for failure in report.failures)
    return begun, sum(len(report.recoveries) for report in reports)


def _told(reports: Iterable[Report]) -> Iterator[Change]:
    for report in reports:
        for news in report.news:
            yield from _changes(news)


def _changes(news: ArticleNews) -> Iterator[Change]:
    title = news.article.title
    for change in news.changes:
        yield title, change.name, _year(change.before), _year(change.after)
    for upheaval in news.upheavals:
        for fact in upheaval.facts:
            was, now = (fact.since, None) if upheaval.what == "lost" else (None, fact.since)
            yield title, fact.name, was, now


def _year(fact: Fact | None) -> str | None:
    return fact.since if fact else None


def _cpu() -> float:
    """Give the seconds that this process and its children have taken of a core."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _random(length: Length, what: str) -> random.Random:
    return random.Random(f"{_SEED} {length.articles} {what}")  # noqa: S311 - no secret
