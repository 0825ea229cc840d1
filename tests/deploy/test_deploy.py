"""What an operator installs: units, a Containerfile, shell completion, held against the tools."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
PROGRAM = Path(sys.executable).with_name("diplowatch")


def test_systemd_takes_the_units(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze")
    for unit in (DEPLOY / "systemd").iterdir():
        text = unit.read_text().replace("/usr/local/bin/diplowatch", str(PROGRAM))
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


def completed(line: str, folder: Path) -> list[str]:
    """Let a real bash complete the last word of a line."""
    script = f"""
        source <({PROGRAM} completion bash)
        COMP_WORDS=({line}) COMP_CWORD={len(line.split()) - 1}
        _diplowatch_completion {PROGRAM}
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, check=True, cwd=folder
    )
    return done.stdout.split()


def test_bash_completes_commands_options_and_choices(tmp_path):
    if not shutil.which("bash"):
        pytest.skip("needs bash")

    assert completed("diplowatch stat", tmp_path) == ["status"]
    assert completed("diplowatch status --ex", tmp_path) == ["--exit-code"]
    assert completed("diplowatch status --format prom", tmp_path) == ["prometheus"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_script_is_written_for_other_shells_and_taken_where_they_are(shell):
    done = subprocess.run(
        [PROGRAM, "completion", shell], capture_output=True, text=True, check=True
    )

    assert f"_DIPLOWATCH_COMPLETE={shell}_complete" in done.stdout
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=done.stdout, text=True, check=True, env=os.environ)
