"""A real MediaWiki on loopback, set up by the tool beside the project."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SHARED = Path(os.environ.get("DIPLOWATCH_SHARED", Path(__file__).parents[2] / "shared"))
TOOL = _SHARED / "mediawiki" / "mediawiki"


class NoMediaWiki(Exception):
    """It cannot be had here; the message says why."""


class MediaWiki:
    """A wiki that is served from a directory until the test ends."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.api = tool("url", directory)
        self.host = self.api.split("/")[2]

    def edit(self, title: str, text: str, *options: str) -> None:
        """Save a text; options as of the tool: --user, --timestamp, --summary, --minor."""
        tool("edit", self.directory, title, "-", *options, text=text)

    def move(self, old: str, new: str, *options: str) -> None:
        """Move a page."""
        tool("move", self.directory, old, new, *options)

    def delete(self, title: str) -> None:
        """Delete a page."""
        tool("delete", self.directory, title)

    def ask(self, **parameters: str | int) -> dict[str, Any]:
        """Send one request to the API as administrator."""
        pairs = [f"{name}={value}" for name, value in parameters.items()]
        answer: dict[str, Any] = json.loads(tool("api", self.directory, *pairs))
        return answer

    def export(self, title: str) -> bytes:
        """Give what Special:Export writes of a page's whole history."""
        dump = ["dumpBackup", "--full", "--quiet"]
        pages = self.directory / "pages.txt"
        pages.write_text(f"{title}\n")
        return tool("run", self.directory, *dump, f"--pagelist={pages}").encode()

    def configure(self, php: str) -> None:
        """Put settings in force with the next request."""
        (self.directory / "settings.d" / "test.php").write_text(f"<?php {php}")

    def requests(self) -> list[dict[str, Any]]:
        """List the requests since the start, without the tool's own."""
        lines = (self.directory / "run" / "access.log").read_text().splitlines()
        told = [json.loads(line) for line in lines]
        return [one for one in told if not one["user_agent"].startswith("mediawiki-test-tool")]


def tool(*arguments: str | Path, text: str | None = None) -> str:
    """Run the tool and give what it prints; raise NoMediaWiki if it fails."""
    if not TOOL.exists():
        raise NoMediaWiki(f"there is no {TOOL.parent}")
    done = subprocess.run(
        [str(TOOL), *map(str, arguments)], input=text, text=True, capture_output=True, check=False
    )
    if "run install first" in done.stderr:
        raise NoMediaWiki(f"{done.stderr.strip()}")
    if done.returncode:
        raise RuntimeError(f"mediawiki {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


@contextmanager
def template() -> Iterator[Path]:
    """Make a wiki without pages, to be copied."""
    with _directory() as directory:
        tool("create", directory)
        yield directory


@contextmanager
def served(original: Path) -> Iterator[MediaWiki]:
    """Serve a copy of a wiki."""
    with _directory() as directory:
        tool("create", directory, "--from", original)
        tool("start", directory)
        try:
            yield MediaWiki(directory)
        finally:
            tool("stop", directory)


@contextmanager
def _directory() -> Iterator[Path]:
    # The tool takes paths of 90 characters at most, which pytest's own may exceed.
    directory = Path(tempfile.mkdtemp(prefix="mediawiki-"))
    try:
        yield directory / "wiki"
    finally:
        shutil.rmtree(directory)
