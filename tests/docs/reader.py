"""A reader who types what the pages say, beside a wiki on loopback in place of Wikipedia."""

import bz2
import io
import os
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from monitor.commands import program
from monitor.commands.outcome import run
from tests.installed import DIPLOWATCH
from tests.loopback_wiki import LoopbackWiki
from tests.sample.story import SAMPLE, TITLE, texts

_STARTED = {"watch": "watching", "serve": " is at "}
"""Commands that go on until they are stopped, and what they say once they run."""
_FOR_A_SHELL = frozenset("*|<>&;$`")
_COMPLETIONS = (
    ".local/share/bash-completion/completions", ".zfunc", ".config/fish/completions",
)  # fmt: skip
"""Folders of a home in which shells look for what completes a command's words."""
_DUMPS = ("export.xml", "dump.xml", "enwiki-pages-meta-history1.xml")


@dataclass(frozen=True)
class Reader:
    """Somebody in a folder with settings, the demo's database, texts and dumps."""

    folder: Path
    wiki: LoopbackWiki

    def settle_in(self, demo: Path) -> None:
        """Put everything there of which the pages speak."""
        shutil.copy(demo / "demo.db", self.folder / "diplowatch.db")
        shutil.copytree(demo, self.folder / "demo-reports")
        before, *_, after = texts()
        for name, text in (("before.wikitext", before), ("after.wikitext", after)):
            (self.folder / name).write_text(text, encoding="utf-8")
        (self.folder / f"{TITLE}.wiki").write_text(after, encoding="utf-8")
        for name in _DUMPS:
            (self.folder / f"{name}.bz2").write_bytes(bz2.compress(SAMPLE.read_bytes(), 1))
        for title in (TITLE, "Foreign relations of Fiji"):
            self.wiki.edit(title, after)
        for completions in _COMPLETIONS:
            (self.folder / completions).mkdir(parents=True)
        self.type("diplowatch init --contact you@example.org")

    def type(self, line: str) -> tuple[int, str]:
        """Run a line; give its exit status and all that it writes."""
        name, *words = shlex.split(line)
        if words[0] in _STARTED:
            return self._start_and_stop(words)
        if _FOR_A_SHELL & set(line):
            return self._in_a_shell(line)
        assert name == "diplowatch"
        if words[0] == "init":
            (self.folder / "diplowatch.toml").unlink(missing_ok=True)
        ended = self._here(words)
        if words[0] == "init":
            self._lead_to_loopback()
        return ended

    def _here(self, words: list[str]) -> tuple[int, str]:
        written = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        with chdir(self.folder), redirect_stdout(written), redirect_stderr(written):
            status = run(program, words)
        return int(status), written.buffer.getvalue().decode()

    def _in_a_shell(self, line: str) -> tuple[int, str]:
        ended = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=self.folder,
            env={
                **os.environ,
                "HOME": str(self.folder),
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return ended.returncode, ended.stdout

    def _start_and_stop(self, words: list[str]) -> tuple[int, str]:
        port = ["--port", "0"] if words[0] == "serve" else []  # others' tests run beside this one
        running = subprocess.Popen(
            [DIPLOWATCH, *words, *port],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert running.stdout is not None
        with running, running.stdout:
            written = ""
            for line in running.stdout:
                written += line
                if _STARTED[words[0]] in line:
                    break
            running.send_signal(signal.SIGTERM)
            written += running.stdout.read()
        return running.returncode, written

    def _lead_to_loopback(self) -> None:
        with (self.folder / "diplowatch.toml").open("a", encoding="utf-8") as settings:
            settings.write(
                f'\n[wikis."en.wikipedia.org"]\napi = "{self.wiki.api}"\ntries = 1\n'
                f'[live]\nstream = "http://{self.wiki.host}/stream"\n'
            )
