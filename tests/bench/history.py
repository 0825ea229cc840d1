"""Measure the history: filling it up, its size, and questions about it.

``make bench`` runs it where ``../shared/data/history`` lies beside the checkout; figures
stand beside a peer's of the same run. ``--revisions N`` sets the length of the synthetic
history, ``--real`` adds the real one of 15,180 revisions (some minutes).
"""

import argparse
import hashlib
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import mwparserfromhell

from scraper import dump
from scraper.article import Article
from scraper.parse import Parser
from storage.history import History

SHARED = Path(__file__).parents[3] / "shared" / "data" / "history"
DIPLOWATCH = str(Path(sys.executable).with_name("diplowatch"))
RUNS = 21
_PLAIN_SAMPLE = 6  # revisions that the plain way is measured on: it is slow


def main() -> None:
    """Print every figure with the peer's and their ratio."""
    arguments = _arguments()
    if not (SHARED / "generate").exists():
        print("history: skipped, no ../shared/data/history/generate")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        xml = _generated(folder, arguments.revisions)
        for line in filling(xml, folder / "one.db", arguments.revisions):
            print(line)
        for line in asking(folder / "one.db", xml, folder):
            print(line)
        for line in asking_many(folder):
            print(line)
        for line in growing(folder, arguments.revisions):
            print(line)
        if arguments.real:
            for line in filling(SHARED / "Anarchism-2001-2010.xml.lzma", folder / "real.db", 15180):
                print(line)


def filling(xml: Path, database: Path, revisions: int) -> Iterator[str]:
    """Fill a database up from an export, beside the plain way and hashing alone."""
    sizes, hashing = _hashed(xml)
    wall, cpu, rss = _backfilled(xml, database)
    plain = _plain(xml)
    each = database.stat().st_size / revisions
    yield f"backfill, {xml.name}: {revisions} revisions, {sizes / 1e6:.0f} MB of wikitext"
    yield (
        f"  diplowatch                  {revisions / cpu:8.0f} revisions/s "
        f"{sizes / 1e6 / cpu:8.1f} MB/s of CPU; {wall:.1f} s in all, {rss:.0f} MB of memory"
    )
    yield (
        f"  mwparserfromhell and JSON   {1 / plain:8.1f} revisions/s; "
        f"ratio {plain * revisions / cpu:.0f}"
    )
    yield f"  reading and sha1 alone      {revisions / hashing:8.0f} revisions/s"
    yield f"  database                    {each:8.0f} bytes a revision"


def asking(database: Path, xml: Path, folder: Path) -> Iterator[str]:
    """Ask an article's history, beside a primary key's SELECT and git."""
    with History(database, read=Parser().parse) as history:
        (article,) = history.articles()
        revisions = history.revisions(article)
        middle = revisions[len(revisions) // 2]
        select = _median(lambda: _selected(database))
        yield f"questions to {len(revisions)} revisions, ms (primary key {select:.3f})"
        for what, question in _questions(history, article, middle.saved_at, middle.id).items():
            yield f"  {what:28}{_median(question):8.3f}"
    yield f"  git show of a text          {_git(xml, folder):8.3f}"


def asking_many(folder: Path) -> Iterator[str]:
    """Ask over 200 articles of 30 revisions each."""
    out = folder / "many"
    _generate(out, "--articles", "200", "--revisions", "30", "--size-kb", "20")
    database = folder / "many.db"
    exports = [argument for xml in sorted(out.glob("*.xml")) for argument in ("--from", str(xml))]
    subprocess.run(
        [DIPLOWATCH, "backfill", *exports, "--db", str(database)], check=True, capture_output=True
    )
    with History(database) as history:
        newest = max(
            filter(None, map(history.newest, history.articles())), key=lambda r: r.saved_at
        )
        until = newest.saved_at
        since = until - timedelta(days=30)
        yield "questions to 200 articles of 30 revisions, ms"
        yield f"  one counterpart, all time   {_median(lambda: history.timeline('DEU')):8.3f}"
        changes = _median(lambda: history.changes(since=since, until=until))
        yield f"  all changes of 30 days      {changes:8.3f}"


def growing(folder: Path, most: int) -> Iterator[str]:
    """Ask histories of growing length."""
    yield "as of a date, by the length of the history, ms"
    for revisions in sorted({300, 1000, most}):
        xml = _generated(folder, revisions)
        database = folder / f"{revisions}.db"
        if not database.exists():
            _backfilled(xml, database)
        with History(database, read=Parser().parse) as history:
            (article,) = history.articles()
            all_of_them = history.revisions(article)
            middle = all_of_them[len(all_of_them) // 2].saved_at
            took = _median(partial(history.facts, article, at=middle))
            text = _median(partial(history.text, article, all_of_them[-9].id))
        yield f"  {revisions:6} revisions            {took:8.3f}    text {text:8.3f}"


def _questions(
    history: History, article: Article, moment: datetime, revision: int
) -> dict[str, Callable[[], object]]:
    return {
        "relations as of a date": lambda: history.facts(article, at=moment),
        "a revision's text": lambda: history.text(article, revision),
        "what differs from then": lambda: history.between(article, moment, datetime.now(UTC)),
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--revisions", type=int, default=3000)
    parser.add_argument("--real", action="store_true")
    return parser.parse_args()


def _generated(folder: Path, revisions: int) -> Path:
    out = folder / f"history-{revisions}"
    if not out.exists():
        _generate(out, "--revisions", str(revisions), "--truth")
    return next(out.glob("*.xml"))


def _generate(out: Path, *options: str) -> None:
    subprocess.run(
        [sys.executable, str(SHARED / "generate"), *options, "--out", str(out)],
        check=True,
        capture_output=True,
    )


def _hashed(xml: Path) -> tuple[int, float]:
    """Give the bytes of all texts, and the CPU seconds of reading and hashing them."""
    began, size = time.process_time(), 0
    for _, revisions in dump.read(xml):
        for revision in revisions:
            text = (revision.text or "").encode()
            hashlib.sha1(text, usedforsecurity=False).digest()
            size += len(text)
    return size, time.process_time() - began


def _plain(xml: Path) -> float:
    """Give the seconds a revision of parsing it whole and storing it as JSON."""
    mwparserfromhell.parser.use_c = True
    times = []
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE snapshot (document TEXT)")
    for _, revisions in dump.read(xml):
        for number, revision in enumerate(revisions):
            if number % 50 == 0:
                began = time.process_time()
                tree = mwparserfromhell.parse(revision.text or "", skip_style_tags=True)
                found = [*tree.filter_templates(), *tree.filter_wikilinks()]
                document = json.dumps([str(node) for node in found])
                database.execute("INSERT INTO snapshot VALUES (?)", (document,))
                times.append(time.process_time() - began)
            if len(times) == _PLAIN_SAMPLE:
                return statistics.median(times)
    return statistics.median(times)


def _backfilled(xml: Path, database: Path) -> tuple[float, float, float]:
    """Give wall and CPU seconds of ``diplowatch backfill``, and its memory in MB."""
    began = time.perf_counter()
    command = [DIPLOWATCH, "backfill", "--from", str(xml), "--db", str(database)]
    done = subprocess.run(
        ["/usr/bin/env", "bash", "-c", 'TIMEFORMAT="%U %S"; time "$@"', "-", *command],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    wall = time.perf_counter() - began
    user, system = done.stderr.strip().splitlines()[-1].split()
    return wall, float(user) + float(system), _most_memory()


def _most_memory() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _selected(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("SELECT title FROM article WHERE id = 1").fetchone()


def _git(xml: Path, folder: Path) -> float:
    """Give the ms of ``git show`` of one of 200 revisions in a repository of its own."""
    repository = folder / "git"
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    stream = [b"feature done\n"]
    for _, revisions in dump.read(xml):
        for number, revision in zip(range(200), revisions, strict=False):
            text = (revision.text or "").encode()
            stream.append(
                b"commit refs/heads/main\ncommitter a <a@example.org> %d +0000\ndata 0\n"
                b"M 100644 inline page\ndata %d\n%s\n" % (number, len(text), text)
            )
    stream.append(b"done\n")
    subprocess.run(
        ["git", "-C", str(repository), "fast-import", "--quiet"],
        input=b"".join(stream), check=True,
    )  # fmt: skip
    show = ["git", "-C", str(repository), "show", "main~100:page"]
    return _median(lambda: subprocess.run(show, check=True, stdout=subprocess.DEVNULL))


def _median(work: Callable[[], object]) -> float:
    """Give the median of a work's wall time in ms."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1e3)
    return statistics.median(times)


if __name__ == "__main__":
    main()
