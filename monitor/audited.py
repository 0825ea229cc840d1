"""What an audit reads: the articles of a database, or of files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from monitor.settings import SettingsError
from scraper import dump
from scraper.article import Article, Revision
from scraper.parse import Parser
from scraper.snapshot import Snapshot
from storage.finding import Audited
from storage.history import History
from storage.order import newest_with_text

Read = tuple[Article, int | None, Snapshot]
"""An article, its newest revision's id where there is one, and what it says."""

_WIKITEXT = frozenset({".wiki", ".wikitext", ".txt"})


def read_files(paths: Iterable[Path], wiki: str, parser: Parser) -> Iterator[Read]:
    """Read files of wikitext (named by their titles), and exports in MediaWiki's XML.

    Of an export the newest revision of each page that has its text counts. Files of
    wikitext are taken to be of ``wiki``. Raises SettingsError or DumpError.
    """
    for path in paths:
        if path.suffix.lower() in _WIKITEXT:
            article = Article(wiki, path.stem.replace("_", " "))
            yield article, None, parser.read(article, _wikitext(path))
        else:
            yield from _read_export(path, parser)


class Reader:
    """Reads what the articles of a database say, and again only what has changed since."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._known: dict[Article, Read] = {}

    def read(self, history: History) -> Iterator[Read]:
        """Read the newest revision of each article of which a text is kept."""
        found: dict[Article, Read] = {}
        for article in history.articles():
            revision = newest_with_text(history, article)
            if revision is not None:
                found[article] = self._read(history, article, revision)
                yield found[article]
        self._known = found  # at once: several threads may read

    def _read(self, history: History, article: Article, revision: int) -> Read:
        known = self._known.get(article)
        if known and known[1] == revision:
            return known
        text = history.text(article, revision) or ""
        return article, revision, self._parser.read(article, text)


def audited(read: Iterable[Read], parser: Parser) -> list[Audited]:
    """Make of what was read what an audit compares; the parser knows the wikis' languages."""
    return [
        Audited(
            article,
            parser.identify(article),
            snapshot.facts,
            snapshot.statements,
            snapshot.claims,
            revision,
        )
        for article, revision, snapshot in read
    ]


def _read_export(path: Path, parser: Parser) -> Iterator[Read]:
    for article, revisions in dump.read(path):
        newest: Revision | None = None
        for revision in revisions:
            if revision.text is not None and (
                newest is None or _moment(newest) < _moment(revision)
            ):
                newest = revision
        if newest is not None:
            yield article, newest.id, parser.read(article, newest.text or "")


def _moment(revision: Revision) -> tuple[object, int]:
    return revision.saved_at, revision.id


def _wikitext(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise SettingsError(f'cannot read "{path}": {error.strerror}: name another file') from error
