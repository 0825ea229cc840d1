"""Histories to measure, made by the generator beside the project, and a real one."""

import atexit
import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from scraper import dump
from scraper.parse import Parser
from scraper.snapshot import Snapshot
from tests.bench.measure import PEERS, Cost, cost_of
from tests.installed import DIPLOWATCH
from tests.shared_data import DATA

GENERATOR = DATA / "history" / "generate"
REAL = DATA / "history" / "Anarchism-2001-2010.xml.lzma"
_FACTS = "facts.json"
_COLUMNS = ("kind", "identity", "name", "since", "status", "section", "note")


@cache
def folder() -> Path:
    """Give a folder that is there until the run ends."""
    kept = TemporaryDirectory(prefix="diplowatch-bench-")
    atexit.register(kept.cleanup)
    return Path(kept.name)


@cache
def generated(revisions: int, articles: int = 1, kilobytes: int = 0) -> tuple[Path, ...]:
    """Give the exports of synthetic articles of that many revisions each.

    They are as large as the generator makes them, or of that size.
    """
    out = folder() / f"{articles}-of-{revisions}"
    command = [sys.executable, str(GENERATOR), "--revisions", str(revisions)]
    command += ["--articles", str(articles), "--truth", "--out", str(out)]
    command += ["--size-kb", str(kilobytes)] if kilobytes else []
    subprocess.run(command, check=True, capture_output=True)
    return tuple(sorted(out.glob("*.xml")))


def fill(exports: tuple[Path, ...], database: Path) -> Cost:
    """Fill a new database up from exports, by the program as it is installed."""
    for old in database.parent.glob(f"{database.name}*"):
        old.unlink()
    chosen = [option for export in exports for option in ("--from", str(export))]
    return cost_of([DIPLOWATCH, "backfill", *chosen, "--db", database])


@cache
def filled(exports: tuple[Path, ...]) -> Path:
    """Give the database of these exports."""
    database = folder() / f"{exports[0].parent.name}.db"
    if not database.exists():
        fill(exports, database)
    return database


@cache
def repository(export: Path) -> Path:
    """Give a git repository with a commit a revision of an export's pages, each in its file.

    It is packed as small as git packs: what git is asked takes four times as long in another.
    """
    made = _committed(
        folder() / f"{export.parent.name}.git",
        (
            (revision.saved_at, f"page{page}", (revision.text or "").encode())
            for page, (_, revisions) in enumerate(dump.read(export))
            for revision in revisions
        ),
    )
    subprocess.run(["git", "-C", made, "gc", "--quiet", "--aggressive"], check=True)
    return made


@cache
def git_history(export: Path) -> Path:
    """Give git-history's database of a page's facts, which git holds as a file of JSON."""
    work = folder() / f"{export.parent.name}-facts"
    subprocess.run(["git", "clone", "--quiet", _facts_repository(export), work], check=True)
    database = folder() / f"{export.parent.name}-git-history.db"
    command: list[str | Path] = [PEERS / "git-history", "file", database, work / _FACTS]
    command += ["--repo", work, "--id", "kind", "--id", "identity", "--silent"]
    subprocess.run(command, check=True)
    return database


def _facts_repository(export: Path) -> Path:
    """Make a git repository with a commit a revision of a page: its facts, as rows of JSON."""
    parser = Parser()
    return _committed(
        folder() / f"{export.parent.name}-facts.git",
        (
            (revision.saved_at, _FACTS, _rows(parser.parse(article.title, revision.text or "")))
            for article, revisions in dump.read(export)
            for revision in revisions
        ),
    )


def _rows(snapshot: Snapshot) -> bytes:
    facts = sorted(snapshot.facts, key=lambda fact: (fact.kind, fact.identity))
    rows = [{column: getattr(fact, column) for column in _COLUMNS} for fact in facts]
    return json.dumps(rows, indent=0).encode()


def _committed(path: Path, versions: Iterable[tuple[datetime, str, bytes]]) -> Path:
    """Make a bare repository of versions: when, of which file, and what it held."""
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", path], check=True)
    command = ["git", "-C", str(path), "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as importing:
        if importing.stdin is None:
            raise OSError("git fast-import reads nothing")
        importing.stdin.write(b"feature done\n")
        for saved_at, name, held in versions:
            importing.stdin.write(
                b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 0\n"
                b"M 100644 inline %b\ndata %d\n%b\n"
                % (int(saved_at.timestamp()), name.encode(), len(held), held)
            )
        importing.stdin.write(b"done\n")
    if importing.returncode:
        raise subprocess.CalledProcessError(importing.returncode, command)
    return path
