"""One run at a time on one database, with a lock that dies with its holder."""

import fcntl
import json
import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from monitor.settings import MonitorError, SettingsError


class LockHeld(MonitorError):
    """Another run is at work on the same database."""


class LockUnusable(MonitorError):
    """The lock's file cannot be written, so nothing may be written beside it either."""


_LOOK_AGAIN = 0.1
_LONGEST_COMMAND = 200


@contextmanager
def locked(database: Path, now: datetime, wait: float = 0) -> Iterator[None]:
    """Hold the lock of the database, or raise LockHeld with who does, since ``now`` of theirs.

    Another's end is waited for, ``wait`` seconds at most.

    The kernel drops the lock when its holder ends, however it ends: the file that
    stays behind (``DATABASE.lock``) is no obstacle, and neither is another process that
    has the number of the one that it names.
    """
    descriptor = _opened(_path(database))
    try:
        _take(descriptor, database, wait)
        _sign(descriptor, now)
        yield
    finally:
        os.close(descriptor)


def holder(database: Path) -> str:
    """Say who holds the lock of a database now: "process 7 on host since ...", "" for nobody."""
    try:
        descriptor = os.open(_path(database), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return ""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _signature(descriptor)
    finally:
        os.close(descriptor)
    return ""


def _take(descriptor: int, database: Path, wait: float) -> None:
    ends = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= ends:
                raise LockHeld(_who(descriptor, database)) from error
            time.sleep(_LOOK_AGAIN)
        else:
            return


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except FileNotFoundError as error:
        raise SettingsError(
            f'no folder "{path.parent}" for the database: make it, or name another with --db'
        ) from error
    except OSError as error:
        raise LockUnusable(
            f'cannot write the lock "{path}": {error.strerror}: '
            "the database's folder must be writable for this user"
        ) from error


def _sign(descriptor: int, now: datetime) -> None:
    holder = {
        "pid": os.getpid(),
        "host": os.uname().nodename,
        "since": f"{now:%Y-%m-%d %H:%M:%S} UTC",
        "command": _command(),
    }
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder).encode(), 0)


def _command() -> str:
    """Give how this process was called, without the folders of the program's file."""
    program, *arguments = sys.argv
    return shlex.join([Path(program).name, *arguments])[:_LONGEST_COMMAND]


def _who(descriptor: int, database: Path) -> str:
    who = _signature(descriptor)
    return f'another run is at work on "{database}": {who}: wait for its end, or stop it'


def _signature(descriptor: int) -> str:
    try:
        signed = json.loads(os.pread(descriptor, 4096, 0))
        who = f"process {signed['pid']} on {signed['host']} since {signed['since']}"
        return f"{who} ({signed['command']})"
    except (ValueError, KeyError, TypeError):  # it has the lock and has not signed yet
        return "a process that began just now"


def _path(database: Path) -> Path:
    if not database.name or "\0" in str(database):
        raise SettingsError(
            f'"{database}" is no file: name one for the database, such as "diplowatch.sqlite"'
        )
    return database.with_name(f"{database.name}.lock")
