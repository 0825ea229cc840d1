"""A real terminal for the program to write to, as wide as a test needs it."""

import fcntl
import os
import pty
import re
import struct
import sys
import termios
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from threading import Thread

from monitor.commands import program
from monitor.commands.outcome import run

_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_CHOICES = ("COLUMNS", "NO_COLOR", "FORCE_COLOR")


def shown(
    *arguments: object,
    columns: int = 100,
    environment: Mapping[str, str] | None = None,
    piped: bool = False,
) -> str:
    """Run a command, and give all that it sends to its terminal, less what is ``piped`` away."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    sent: list[bytes] = []
    reader = Thread(target=lambda: sent.extend(iter(lambda: _read(leader), b"")))
    reader.start()
    with ExitStack() as restored:
        restored.enter_context(_environment({"TERM": "xterm-256color", **(environment or {})}))
        restored.enter_context(_descriptors(follower, (0, 2) if piped else (0, 1, 2)))
        if not piped:
            stdout = restored.enter_context(open(1, "w", encoding="utf-8", closefd=False))
            restored.enter_context(redirect_stdout(stdout))
        stderr = restored.enter_context(open(2, "w", encoding="utf-8", closefd=False))
        restored.enter_context(redirect_stderr(stderr))
        assert run(program, list(map(str, arguments))) == 0
    os.close(follower)
    reader.join()
    os.close(leader)
    return b"".join(sent).decode().replace("\r\n", "\n")


def plain(sent: str) -> str:
    """Take out what steers the terminal: colours, and where the next letter goes."""
    return _STEERING.sub("", sent)


def colours(sent: str) -> set[str]:
    """Give the colours that were asked for: "31" is red, "32" green, "38" one of many."""
    codes = re.findall(r"\x1b\[([0-9;]*)m", sent)
    return {one for code in codes for one in code.split(";") if re.fullmatch(r"[39][0-7]|38", one)}


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # so Linux says that nobody has the terminal open any more
        return b""


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    for name in _CHOICES:
        os.environ.pop(name, None)
    os.environ.update(wanted)
    yield
    os.environ.clear()
    os.environ.update(before)


@contextmanager
def _descriptors(follower: int, standard: tuple[int, ...]) -> Iterator[None]:
    sys.stdout.flush()
    kept = {number: os.dup(number) for number in standard}
    for number in standard:
        os.dup2(follower, number)
    yield
    for number, before in kept.items():
        os.dup2(before, number)
        os.close(before)
