"""A full disk, a locked file, a disk that may only be read: one line each, and nothing is lost."""

import os
import resource
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.lock import holder, locked
from storage.history import History
from tests.monitor.exports import export
from tests.monitor.world import article

MONGOLIA = "Foreign relations of Mongolia"
MANY = [f"{article(f'Chad {1000 + n}')}{os.urandom(6000).hex()}" for n in range(120)]
SMALL = 300_000
RUN = [sys.executable, "-m", "monitor"]


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "dump.xml"
    path.write_bytes(export({MONGOLIA: [article("Chad 1960")] * 2}))
    return path


@pytest.fixture
def large(tmp_path):
    """Write exports of which the second has more than a small disk takes."""
    for name, first, texts in (("one.xml", 1, MANY[:5]), ("two.xml", 6, MANY)):
        (tmp_path / name).write_bytes(export({MONGOLIA: texts}, first=first))
    return ["--from", tmp_path / "one.xml", "--from", tmp_path / "two.xml"]


def known(path):
    with History(path) as history:
        return [len(history.known(one)) for one in history.articles()]


def test_a_file_that_may_not_grow(large, tmp_path):
    done = subprocess.run(
        [*RUN, "backfill", *large, "--db", tmp_path / "x.db"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        3,
        f'diplowatch: database "{tmp_path}/x.db" cannot be read or written (disk I/O error): '
        "check the disk",
    )
    assert known(tmp_path / "x.db") == [5]


def inside(mount, *command):
    """Run a command where something is mounted, for it alone; skip where that may not be."""
    if os.getuid() or not shutil.which("unshare"):
        pytest.skip("mounting takes root")
    script = f'{mount} && exec "$@"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, "sh", *map(str, command)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip(f"mounting is not allowed here: {done.stderr}")
    return done


def test_a_disk_that_is_full(large, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    done = inside(
        f"mount -t tmpfs -o size={SMALL} none {disk}",
        *["sh", "-c", f'"$@"; s=$?; cp {disk}/x.db* {tmp_path}; exit $s', "sh"],
        *[*RUN, "backfill", *large, "--db", disk / "x.db"],
    )

    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        3,
        f'diplowatch: database "{disk}/x.db" cannot grow, the disk is full: free some space and '
        "run again, what was stored before is kept",
    )
    assert known(tmp_path / "x.db") == [5]


def test_a_disk_that_may_only_be_read_can_be_asked_and_not_written_to(diplowatch, dump, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    diplowatch("backfill", "--from", dump, "--db", disk / "x.db")
    mount = f"mount --bind {disk} {disk} && mount -o remount,ro,bind {disk}"
    asked = inside(mount, *RUN, "timeline", "Chad", "--db", disk / "x.db")
    written = inside(mount, *RUN, "backfill", "--from", dump, "--db", disk / "x.db")

    assert (asked.returncode, "1960" in asked.stdout, asked.stderr) == (0, True, "")
    assert (written.returncode, written.stderr) == (
        3,
        f'diplowatch: database "{disk}/x.db" cannot be opened: check that its folder exists and '
        "may be written to\n",
    )


def test_a_second_run_waits_and_then_says_who_is_at_work(diplowatch, dump):
    diplowatch("backfill", "--from", dump, "--db", "x.db")
    with locked(Path("x.db"), datetime(2026, 1, 1, tzinfo=UTC)):
        ended = diplowatch("reparse", "--db", "x.db", "--wait", "0.2")

    assert ended.status == 4
    assert ended.err.startswith(
        f'diplowatch: another run is at work on "x.db": process {os.getpid()} on '
        f"{os.uname().nodename} since 2026-01-01 00:00:00 UTC ("
    )
    assert ended.err.endswith("): wait for its end, or stop it\n")


def test_nobody_holds_a_lock_that_was_let_go(tmp_path):
    with locked(tmp_path / "x.db", datetime(2026, 1, 1, tzinfo=UTC)):
        held = holder(tmp_path / "x.db")

    assert (held.split(" on ")[0], holder(tmp_path / "x.db"), holder(tmp_path / "y.db")) == (
        f"process {os.getpid()}", "", "",
    )  # fmt: skip
