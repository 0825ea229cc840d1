"""Readers of one database, so that several requests can look at it at once."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scraper.parse import Parser
from storage.database import Database
from storage.history import History


class Pool:
    """Histories that only read, opened as they are needed and used again."""

    def __init__(self, path: Path, languages: Mapping[str, str]) -> None:
        self._path = path
        self._languages = languages
        self._lock = threading.Lock()
        self._idle: list[History] = []
        self._watching = Database(path, read_only=True)

    def version(self) -> int:
        """Give a number that is another once anybody has written."""
        with self._lock:
            return self._watching.version()

    @contextmanager
    def lent(self) -> Iterator[History]:
        """Lend a history that shows one state of the database for as long as it is lent."""
        with self._lock:
            history = self._idle.pop() if self._idle else None
        if history is None:
            history = History(self._path, read=Parser(self._languages).read, read_only=True)
        try:
            with history.database.steady():
                yield history
        finally:
            with self._lock:
                self._idle.append(history)

    def close(self) -> None:
        """Let go of the file, once nothing is lent."""
        with self._lock:
            for history in self._idle:
                history.close()
            self._idle = []
            self._watching.close()
