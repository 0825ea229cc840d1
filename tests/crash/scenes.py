"""What is killed: a backfill and a round, each over a small wiki on loopback."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from monitor.commands import program
from monitor.commands.outcome import run
from tests.loopback_wiki import LoopbackWiki

WIKI = "wiki.test"
SUBJECTS = ("Fiji", "Mongolia", "Peru")
EDITS = 60
KNOWN = 40
"""How many of the edits the round begins with."""

_STATES = ("Angola", "Benin", "Chad", "Denmark", "Egypt", "France", "Ghana", "Haiti", "India")


@dataclass(frozen=True)
class Scene:
    """A command in a folder that begins as ``template``, with a database or without."""

    name: str
    template: Path
    arguments: Callable[[Path], list[str]]

    def fresh(self) -> Path:
        """Make a folder to run in."""
        folder = self.template.with_name(f"{self.template.name}-run")
        return Path(shutil.copytree(self.template, folder))

    def database(self, folder: Path) -> Path:
        """Give the database in a folder, which need not be there yet."""
        return folder / "diplowatch.db"

    def run(self, folder: Path) -> int:
        """Run the command, without a word."""
        with (
            Path(os.devnull).open("w") as nowhere,
            redirect_stdout(nowhere),
            redirect_stderr(nowhere),
        ):
            return run(program, self.arguments(folder))


def backfilling(api: str, folder: Path) -> Scene:
    """Fill an empty database up from the wiki."""
    template = folder / "backfill"
    template.mkdir()
    return Scene(
        "backfill",
        template,
        lambda place: [
            *("backfill", "--wiki", WIKI, "--api", api, "--db", str(place / "diplowatch.db")),
            *map(_title, SUBJECTS),
        ],
    )


def looking(api: str, folder: Path) -> Scene:
    """Look at articles that have changed since the last round, and deliver what is due."""
    template = folder / "round"
    template.mkdir()
    titles = ", ".join(f'"{_title(subject)}"' for subject in SUBJECTS)
    (template / "diplowatch.toml").write_text(
        f'[[articles]]\nwiki = "{WIKI}"\ntitles = [{titles}]\n'
        f'[wikis."{WIKI}"]\napi = "{api}"\ntries = 1\n'
        '[[subscriptions]]\nname = "all"\nsettle_hours = 0\n'
        '[[subscriptions.channels]]\nto = "file"\nfolder = "reports"\n'
    )
    scene = Scene(
        "round", template, lambda place: ["check", "--config", f"{place}/diplowatch.toml"]
    )
    with LoopbackWiki() as early:
        _write(early, KNOWN)
        settings = (template / "diplowatch.toml").read_text()
        (template / "diplowatch.toml").write_text(settings.replace(api, early.api))
        if status := scene.run(template):
            sys.exit(f"the first round ends with status {status}")
        (template / "diplowatch.toml").write_text(settings)
    shutil.rmtree(template / "reports")
    return scene


@contextmanager
def wiki_of_scenes() -> Iterator[str]:
    """Serve the wiki from a process of its own, so that ours can be forked; give its API."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with LoopbackWiki() as wiki:
            _write(wiki, EDITS)
            os.write(writing, wiki.api.encode())
            os.close(writing)
            os.close(reading)
            signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
            while True:
                signal.pause()
    os.close(writing)
    try:
        yield os.read(reading, 1000).decode()
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        os.close(reading)


def _title(subject: str) -> str:
    return f"Foreign relations of {subject}"


def _write(wiki: LoopbackWiki, edits: int) -> None:
    """Edit each article in turn: rows come, go and change, and now and then all is blanked."""
    for number in range(edits):
        for subject in SUBJECTS:
            blank = number % 13 == 5
            wiki.edit(_title(subject), "" if blank else _article(number - (number % 13 == 6) * 2))


def _article(number: int) -> str:
    rows = "".join(
        f"|-\n| {{{{flag|{state}}}}} || {1 + (number + place) % 28} May {1950 + number // 7}\n"
        for place, state in enumerate(_STATES)
        if (number // 5) % (place + 2) or place < 2
    )
    return (
        f"Edit {number} of this article.\n\n==Diplomatic relations==\n"
        '{| class="wikitable"\n! Country !! Formal Relations Began\n' + rows + "|}\n"
    )
