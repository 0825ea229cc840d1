"""A real MediaWiki on loopback, set up by the tool beside the project."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

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
        self._session = requests.Session()
        self._session.headers["User-Agent"] = "mediawiki-test-tool/1.0"
        self._token = ""

    def edit(self, title: str, text: str, *options: str) -> None:
        """Save a text; options as of the tool: --user, --timestamp, --summary, --minor."""
        if options:  # slower, and what the API cannot: times of the past, other users
            tool("edit", self.directory, title, "-", *options, text=text)
        else:
            self.ask(action="edit", title=title, text=text)

    def move(self, old: str, new: str, **options: str | int) -> None:
        """Move a page; options as of the API: noredirect."""
        self.ask(**{"action": "move", "from": old, "to": new, **options})

    def delete(self, title: str) -> None:
        """Delete a page."""
        self.ask(action="delete", title=title)

    def ask(self, **parameters: str | int) -> dict[str, Any]:
        """Send one request to the API as administrator."""
        if not self._token:
            self._sign_in()
        answer = self._post(token=self._token, **parameters)
        if "error" in answer:
            raise RuntimeError(f"mediawiki {parameters}: {answer['error']['info']}")
        return answer

    def _sign_in(self) -> None:
        account = json.loads((self.directory / "wiki.json").read_text())["admin"]
        lgtoken = self._post(action="query", meta="tokens", type="login")
        self._post(
            action="login",
            lgname=account["name"],
            lgpassword=account["password"],
            lgtoken=lgtoken["query"]["tokens"]["logintoken"],
        )
        self._token = self._post(action="query", meta="tokens")["query"]["tokens"]["csrftoken"]

    def _post(self, **fields: str | int) -> dict[str, Any]:
        fields = {"format": "json", "formatversion": 2, **fields}
        answer: dict[str, Any] = self._session.post(self.api, data=fields, timeout=60).json()
        return answer

    def load(self, file: Path) -> None:
        """Import an export."""
        tool("import", self.directory, file)

    def export(self, title: str) -> bytes:
        """Give what Special:Export writes of a page's whole history."""
        pages = self.directory / "pages.txt"
        pages.write_text(f"{title}\n")
        options = ["--full", "--quiet", f"--pagelist={pages}"]
        return tool("run", self.directory, "dumpBackup", *options).encode()

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    @contextmanager
    def configured(self, php: str) -> Iterator[None]:
        """Put settings in force for a while."""
        settings = self.directory / "settings.d" / "test.php"
        settings.write_text(f"<?php {php}")
        try:
            yield
        finally:
            settings.unlink()

    def requests(self, count: int) -> list[dict[str, Any]]:
        """List the requests since the start, without the tool's own, once there are so many.

        A server writes its log after it has answered.
        """
        ends = time.monotonic() + 5
        while len(found := self._logged()) < count and time.monotonic() < ends:
            time.sleep(0.01)
        return found

    def _logged(self) -> list[dict[str, Any]]:
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
            wiki = MediaWiki(directory)
            yield wiki
            wiki.close()
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
