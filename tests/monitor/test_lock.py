import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.lock import LockHeld, LockUnusable, locked
from monitor.settings import SettingsError

NOW = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from monitor.lock import locked
with locked(Path(sys.argv[1]), datetime(2026, 1, 31, 11, 0, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path / "x.db"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_run_is_told_who_holds_the_lock(holder, tmp_path):
    with pytest.raises(LockHeld) as raised, locked(tmp_path / "x.db", NOW):
        pass

    assert str(raised.value) == (
        f'another run is at work on "{tmp_path / "x.db"}": '
        f"process {holder.pid} on {os.uname().nodename} "
        f"since 2026-01-31 11:00:00 UTC (-c {tmp_path / 'x.db'}): wait for its end, or stop it"
    )


def test_the_lock_of_a_dead_process_is_no_obstacle(holder, tmp_path):
    holder.kill()
    holder.wait()

    with locked(tmp_path / "x.db", NOW):
        pass


def test_the_lock_of_a_dead_process_whose_number_another_has_is_no_obstacle(holder, tmp_path):
    holder.kill()
    holder.wait()
    path = tmp_path / "x.db.lock"
    path.write_text(path.read_text().replace(str(holder.pid), str(os.getpid())))

    with locked(tmp_path / "x.db", NOW):
        pass


def test_a_run_that_may_wait_begins_when_the_other_has_ended(holder, tmp_path):
    threading.Timer(0.2, holder.kill).start()

    with locked(tmp_path / "x.db", NOW, wait=60):
        assert holder.wait(1) is not None


def test_the_lock_is_free_after_a_run(tmp_path):
    for _ in range(2):
        with locked(tmp_path / "x.db", NOW):
            pass


def test_two_databases_are_two_locks(tmp_path):
    with locked(tmp_path / "x.db", NOW), locked(tmp_path / "y.db", NOW):
        pass


def test_a_database_without_a_folder_is_a_mistake_of_the_user(tmp_path):
    with pytest.raises(SettingsError) as raised, locked(tmp_path / "none" / "x.db", NOW):
        pass

    assert str(raised.value) == (
        f'no folder "{tmp_path / "none"}" for the database: make it, or name another with --db'
    )


@pytest.mark.parametrize("name", ["/", ".", "a\0b"])
def test_what_is_no_file_is_no_database(name):
    with pytest.raises(SettingsError, match="is no file"), locked(Path(name), NOW):
        pass


def test_a_lock_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "x.db.lock").mkdir()

    with pytest.raises(LockUnusable) as raised, locked(tmp_path / "x.db", NOW):
        pass

    assert str(raised.value) == (
        f'cannot write the lock "{tmp_path / "x.db.lock"}": Is a directory: '
        "the database's folder must be writable for this user"
    )
