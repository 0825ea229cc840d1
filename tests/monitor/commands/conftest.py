from collections.abc import Callable
from dataclasses import dataclass

import pytest

from monitor.commands import program
from monitor.commands.outcome import run


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


@pytest.fixture
def diplowatch(tmp_path, monkeypatch, capsys) -> Callable[..., Ended]:
    """Run the command line in an empty folder, without a user's configuration."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def diplowatch(*arguments: object) -> Ended:
        status = run(program, [str(argument) for argument in arguments])
        return Ended(status, *capsys.readouterr())

    return diplowatch
