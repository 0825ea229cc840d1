"""What an operator installs: units, a Containerfile, shell completion, held against the tools."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installed import DIPLOWATCH

DEPLOY = Path(__file__).parents[2] / "deploy"


def test_systemd_takes_the_units(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze")
    for unit in (DEPLOY / "systemd").iterdir():
        text = unit.read_text().replace("/usr/local/bin/diplowatch", DIPLOWATCH)
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *tmp_path.iterdir()],
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_hadolint_takes_the_containerfile():
    hadolint = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([hadolint, DEPLOY / "Containerfile"], capture_output=True, text=True)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_containerfile_copies_what_is_there():
    text = (DEPLOY / "Containerfile").read_text()
    copied = re.findall(r"^COPY (?!--)(.*) \S+$", text, re.MULTILINE)

    names = [name for line in copied for name in line.split()]
    assert [name for name in names if not (DEPLOY.parent / name).exists()] == []


LINES = {
    "diplowatch stat": ["status"],
    "diplowatch status --ex": ["--exit-code"],
    "diplowatch status --format prom": ["prometheus"],
}


def test_bash_completes_commands_options_and_choices(tmp_path):
    asking = "\n".join(
        f"COMPREPLY=() COMP_WORDS=({line}) COMP_CWORD={len(line.split()) - 1}\n"
        f'_diplowatch_completion {DIPLOWATCH}; echo "${{COMPREPLY[@]}}"'
        for line in LINES
    )
    completed = said("bash", f"source <({DIPLOWATCH} completion bash)\n{asking}", tmp_path)

    assert [line.split() for line in completed.splitlines()] == list(LINES.values())


def test_fish_completes_commands_options_and_choices(tmp_path):
    asking = "\n".join(f'complete -C "{line}"' for line in LINES)
    completed = said("fish", f"{DIPLOWATCH} completion fish | source\n{asking}", tmp_path)

    found = [line.partition("\t")[0] for line in completed.splitlines()]
    assert found == [word for words in LINES.values() for word in words]


def test_zsh_takes_what_is_written_for_it(tmp_path):
    # compdef is zsh's own, and takes long to load.
    script = f'compdef() {{ echo "$@" }}; source <({DIPLOWATCH} completion zsh)'

    assert said("zsh", script, tmp_path) == "_diplowatch_completion diplowatch\n"


def said(shell: str, script: str, home: Path) -> str:
    """Let a real shell, without anybody's own files, run a script, and give what it says."""
    if not shutil.which(shell):
        pytest.skip(f"needs {shell}")
    done = subprocess.run(
        [shell, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=home,
        env={"HOME": str(home), "PATH": f"{Path(DIPLOWATCH).parent}:{os.environ['PATH']}"},
    )
    return done.stdout
