"""What a page looks at: one state of the database, and what was worked out of it before."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from monitor.audited import Reader
from monitor.settings import Settings
from monitor.stop import Stop
from monitor.web.kept import Kept
from monitor.web.pool import Pool
from scraper.article import Article
from scraper.parse import Parser
from storage.history import History

T = TypeVar("T")

_LOOK_AGAIN = 2.0  # seconds


@dataclass(frozen=True)
class Sight:
    """The history as one page sees it, at a time; ``settings`` are None where there are none.

    ``version`` is another once anybody has written.
    """

    history: History
    settings: Settings | None
    now: datetime
    parser: Parser
    reader: Reader
    version: int
    _kept: Kept

    def identify(self, article: Article) -> str:
        """Give the identity of the state that an article is about; "" if unknown."""
        return self.parser.identify(article)

    def keep(self, name: Hashable, make: Callable[[], T]) -> T:
        """Work something out of the whole database, or give what was while it is the same."""
        return self._kept.get(name, self.version, make)


class Site:
    """A database that pages are made of; several threads may ask for them at once."""

    def __init__(self, database: Path, settings: Settings | None = None) -> None:
        self.database = database
        self.settings = settings
        languages = settings.languages if settings else {}
        self._pool = Pool(database, languages)
        self._kept = Kept()
        self._parser = Parser(languages)
        self._reader = Reader(self._parser)

    @contextmanager
    def sight(self) -> Iterator[Sight]:
        """Look at the database as it is now."""
        # The version first: what is newer than its version is only worked out once too often.
        version = self._pool.version()
        with self._pool.lent() as history:
            now = datetime.now(UTC)
            yield Sight(
                history, self.settings, now, self._parser, self._reader, version, self._kept
            )

    def keep_warm(self, work_out: Callable[[Sight], None], stop: Stop) -> None:
        """Work out, until the end is asked for, what pages need of each new state beforehand."""
        known = None
        while not stop.is_asked:
            with self.sight() as sight:
                if sight.version != known:
                    known = sight.version
                    work_out(sight)
            stop.wait(_LOOK_AGAIN)

    def close(self) -> None:
        """Let go of the database."""
        self._pool.close()
