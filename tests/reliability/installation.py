"""The program as it is installed, with five watched pages and a mail server on loopback."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.installed import DIPLOWATCH
from tests.loopback_wiki import LoopbackWiki
from tests.reliability.letters import Letters, MailServer

READER, OPERATOR = "reader@example.org", "operator@example.org"
TITLES = [
    f"Foreign relations of {subject}" for subject in ("Chad", "Cuba", "Fiji", "Mongolia", "Peru")
]
MONGOLIA = "Foreign relations of Mongolia"
LONG_AGO, SETTLED, JUST_NOW = timedelta(days=3), timedelta(hours=7), timedelta(minutes=1)

SUBSCRIPTIONS = f"""
[[subscriptions]]
name = "readers"
[[subscriptions.channels]]
to = "email"
recipients = ["{READER}"]
[[subscriptions]]
name = "operators"
news = false
failures = true
[[subscriptions.channels]]
to = "email"
recipients = ["{OPERATOR}"]
"""
"""Changes for a reader, failures for an operator, both by e-mail."""
_SETTINGS = """
contact = "operator@example.org"
[[articles]]
wiki = "{wiki.host}"
titles = {titles}
[wikis."{wiki.host}"]
api = "{wiki.api}"
tries = 1
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
from = "diplowatch@example.org"
timeout = {patience}
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended; its status is negative where a signal ended it."""

    status: int
    out: str
    err: str


@dataclass
class Installation:
    """A folder with settings and database, and what is around the program."""

    folder: Path
    wiki: LoopbackWiki
    letters: Letters
    server: MailServer
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def settings(self, patience: int = 60) -> None:
        """Write the settings; the mail server has so many seconds to answer."""
        settings = _SETTINGS.format(
            wiki=self.wiki,
            titles=json.dumps(TITLES),
            port=self.server.port,
            patience=patience,
        )
        (self.folder / "diplowatch.toml").write_text(settings + SUBSCRIPTIONS, encoding="utf-8")

    def edit(self, text: str, ago: timedelta, title: str = MONGOLIA) -> int:
        """Save a text as if that long ago."""
        return self.wiki.edit(title, text, saved_at=datetime.now(UTC) - ago)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the program, and do not wait for its end."""
        started = subprocess.Popen(
            [DIPLOWATCH, *arguments],
            cwd=self.folder,
            env={**os.environ, "NO_PROXY": "127.0.0.1", "XDG_CONFIG_HOME": str(self.folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(started)
        return started

    def run(self, *arguments: str) -> Ended:
        """Run the program to its end."""
        return ended(self.start(*arguments))

    def kill(self) -> None:
        """Kill what was started last, as nobody can keep from happening."""
        self.running[-1].send_signal(signal.SIGKILL)

    def pending(self) -> int:
        """Count what waits to be told."""
        return len(json.loads(self.run("pending", "--format", "json").out or "[]"))


def ended(started: subprocess.Popen[str]) -> Ended:
    """Wait for a run's end."""
    out, err = started.communicate(timeout=60)
    return Ended(started.returncode, out, err)


def article(*relations: str) -> str:
    """Write an article that lists relations: "Chad 5 May 2011"."""
    rows = (relation.partition(" ") for relation in relations)
    table = "".join(f"|-\n| {{{{flag|{name}}}}} || {date}\n" for name, _, date in rows)
    header = '{| class="wikitable"\n! Country !! Formal Relations Began\n'
    return f"==Diplomatic relations==\n{header}{table}|}}\n"


BEFORE = article("Algeria 1961", "Brazil 1987", "Canada 1973", "Denmark 1968")
AFTER = article("Algeria 1961", "Brazil 1988", "Canada 1973", "Denmark 1968")


@contextmanager
def installed() -> Iterator[Installation]:
    """Watch five pages, of which everyone concerned has heard that it begins."""
    letters = Letters()
    with (
        TemporaryDirectory() as folder,
        LoopbackWiki() as wiki,
        MailServer(letters) as server,
    ):
        here = Installation(Path(folder), wiki, letters, server)
        here.settings()
        for title in TITLES:
            here.edit(BEFORE, LONG_AGO, title)
        begun = here.run("check")
        assert (begun.status, len(letters.arrived)) == (0, 1), begun
        letters.arrived.clear()
        try:
            yield here
        finally:
            letters.is_deaf = False
            for started in here.running:
                if started.poll() is None:
                    started.kill()
                    started.wait()
