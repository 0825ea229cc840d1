"""Histories to measure, made by the generator beside the project, and a real one."""

import atexit
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from scraper import dump
from tests.bench.measure import DIPLOWATCH, Cost, cost_of
from tests.shared_data import DATA

GENERATOR = DATA / "history" / "generate"
REAL = DATA / "history" / "Anarchism-2001-2010.xml.lzma"


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
    """Give a git repository with a commit a revision of an export's pages, each in its file."""
    path = folder() / f"{export.parent.name}.git"
    subprocess.run(["git", "init", "--quiet", "--bare", path], check=True)
    command = ["git", "-C", str(path), "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as importing:
        if importing.stdin is None:
            raise OSError("git fast-import reads nothing")
        importing.stdin.write(b"feature done\n")
        for page, (_, revisions) in enumerate(dump.read(export)):
            for revision in revisions:
                text = (revision.text or "").encode()
                importing.stdin.write(
                    b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 0\n"
                    b"M 100644 inline page%d\ndata %d\n%s\n"
                    % (int(revision.saved_at.timestamp()), page, len(text), text)
                )
        importing.stdin.write(b"done\n")
    if importing.returncode:
        raise subprocess.CalledProcessError(importing.returncode, command)
    return path
