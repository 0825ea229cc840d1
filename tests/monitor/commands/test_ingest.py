"""``diplowatch ingest`` on the command line: from dumps in parts, stopped, killed, run again."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.history import History
from tests.monitor.ingested import WATCHED, content, one_by_one, parts


def program(folder, *arguments):
    """Start the program as a process of its own, with one worker."""
    command = [sys.executable, "-m", "monitor", "ingest", "--title", WATCHED, "--workers", "1"]
    return subprocess.Popen(
        [*command, "--db", folder / "x.db", *arguments], stderr=subprocess.PIPE, text=True
    )


def stored(folder):
    with History(folder / "x.db") as history:
        return content(history)


def children(process):
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not listed.exists():
        pytest.skip("needs Linux's /proc")
    return [int(number) for number in listed.read_text().split()]


def is_there(number):
    """Tell whether a process runs; one that waits to be buried does not."""
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_the_pages_of_a_title_are_stored(diplowatch, tmp_path):
    paths = parts(tmp_path, 2)
    ended = diplowatch("ingest", *paths, "--title", WATCHED, "--db", "x.db")

    assert (ended.status, ended.out) == (0, "")
    assert sorted(ended.err.splitlines()) == [
        f"{path}: 12 revisions added, 0 known before" for path in paths
    ]
    assert stored(tmp_path) == one_by_one(paths)


def test_a_title_of_which_there_is_no_page_is_said(diplowatch, tmp_path):
    paths = parts(tmp_path, 2)
    ended = diplowatch("ingest", *paths, "--title", "Foreign relation of *", "--db", "x.db")

    assert (ended.status, ended.err.splitlines()[-1]) == (
        0, "diplowatch: no page of these dumps has such a title: check --title",
    )  # fmt: skip


def test_run_again_it_reads_nothing_again(diplowatch, tmp_path):
    paths = parts(tmp_path, 2)
    diplowatch("ingest", paths[0], "--title", WATCHED, "--db", "x.db", "--workers", 1)
    ended = diplowatch("ingest", *paths, "--title", WATCHED, "--db", "x.db", "--workers", 1)

    assert re.sub("before, .* UTC", "before, then", ended.err).splitlines() == [
        f"{paths[0]}: read before, then",
        f"{paths[1]}: 12 revisions added, 0 known before",
    ]


def test_a_dump_may_come_through_a_pipe(tmp_path):
    paths = parts(tmp_path, 2)
    with paths[0].open("rb") as piped:
        done = subprocess.run(
            [sys.executable, "-m", "monitor", "ingest", "-", paths[1], "--title", WATCHED,
             "--db", tmp_path / "x.db"],
            stdin=piped,
            capture_output=True,
            check=True,
        )  # fmt: skip

    assert done.stderr.startswith(b"2 pages: 12 revisions added, 0 known before")
    assert stored(tmp_path) == one_by_one(paths)


def test_a_damaged_part_is_named_in_the_exit_status(diplowatch, tmp_path):
    paths = parts(tmp_path, 2)
    paths[0].write_bytes(paths[0].read_bytes()[:-40])
    ended = diplowatch("ingest", *paths, "--title", WATCHED, "--db", "x.db", "--workers", 1)

    assert ended.status == 3
    assert f'diplowatch: cannot read "{paths[0]}"' in ended.err
    assert f"{paths[1]}: 12 revisions added" in ended.err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_stopped_it_says_so_and_goes_on_the_next_time(tmp_path, number):
    paths = parts(tmp_path, 10)
    with program(tmp_path, *paths) as stopped:
        first = stopped.stderr.readline()
        workers = children(stopped)
        stopped.send_signal(number)
        rest = stopped.stderr.read()
    with program(tmp_path, *paths) as again:
        told = again.stderr.read()

    assert (stopped.returncode, again.returncode) == (130, 0)
    assert rest.endswith("diplowatch: stopped: the same command goes on where it was\n")
    assert f"{first.split(': ')[0]}: read before" in told
    assert stored(tmp_path) == one_by_one(paths)
    assert not any(map(is_there, workers))


def test_killed_it_leaves_nobody_behind_and_goes_on_the_next_time(tmp_path):
    paths = parts(tmp_path, 10)
    with program(tmp_path, *paths) as killed:
        first = killed.stderr.readline()
        workers = children(killed)
        killed.kill()
    while any(map(is_there, workers)):
        time.sleep(0.01)
    with program(tmp_path, *paths) as again:
        told = again.stderr.read()

    assert len(workers) > 0
    assert (killed.returncode, again.returncode) == (-signal.SIGKILL, 0)
    assert f"{first.split(': ')[0]}: read before" in told
    assert stored(tmp_path) == one_by_one(paths)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["x.xml"], "--title", id="no title"),
        pytest.param(["--title", "*"], "DUMP", id="no dump"),
        pytest.param(
            ["x.xml", "--title", "*", "--workers", "2", "--cluster", "tcp://x:1"],
            "--workers and --cluster exclude each other",
            id="processes and a cluster",
        ),
        pytest.param(["x.xml", "--title", "*", "--workers", "0"], "--workers", id="no workers"),
        pytest.param(["x.xml", "--title", "\udcff*"], "--title", id="a title that is no UTF-8"),
    ],
)
def test_mistakes_are_told_in_one_line(diplowatch, arguments, told):
    ended = diplowatch("ingest", *arguments, "--db", "x.db")

    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert told in ended.err
    assert not Path("x.db").exists()
