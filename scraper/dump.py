"""MediaWiki's XML (Special:Export, dumps) as a source of revisions, streamed.

A page that nobody asked for is skipped without being looked at; of one that is asked
for, one revision at a time is held.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from scraper.article import Article, Revision
from scraper.exported import Unescaping, read_revision, unescape
from scraper.scan import Malformed, Scanner
from scraper.title import EVERY_PAGE, Choice, normal
from scraper.unpack import DAMAGE, DumpError, Source, open_dump, unpack

# Callers name the error by the module that raises it.
__all__ = ["DumpError", "Source", "read"]

_LONGEST_FIELD = 1 << 16
# MediaWiki takes texts of 2 MiB, of which escaping makes 12 at most.
_LONGEST_REVISION = 32 << 20
_CUT = "it ends in the middle"
_ENCODING = re.compile(rb"""\sencoding\s*=\s*["']([^"']*)["']""")


def read(
    source: Path | str | Source,
    choice: Choice = EVERY_PAGE,
    *,
    wiki: str = "",
    cores: int = 1,
) -> Iterator[tuple[Article, Iterator[Revision]]]:
    """Give each page that is asked for with its revisions.

    The revisions come in the export's order, usually oldest first, and are to be taken
    before the next page is asked for. Compression is told by the first bytes; a file's
    .bz2 is unpacked by several ``cores`` where rapidgzip is installed. ``wiki`` is used
    instead of the host that the export names. Raises DumpError, which says how far the
    dump was read; what was given before is good.
    """
    with ExitStack() as stack:
        if isinstance(source, Path | str):
            name, file = str(source), stack.enter_context(open_dump(Path(source)))
            unpacked = unpack(file, name, Path(source), cores)
        else:
            name = str(getattr(source, "name", "standard input"))
            unpacked = unpack(source, name)
        yield from _Dump(unpacked, name, wiki).pages(choice)


class _Dump:
    """One reading of a dump, which knows how far it has come."""

    def __init__(self, source: Source, name: str, wiki: str) -> None:
        self._scanner = Scanner(source)
        self._name = name
        self._given_wiki = wiki
        self._wiki = wiki
        self._capitals = True
        self._open = False
        self._in_page = False
        self._title = ""
        self._number = 0
        self._revision = 0

    def pages(self, choice: Choice) -> Iterator[tuple[Article, Iterator[Revision]]]:
        with self._placed():
            if self._scanner.lead().strip(b"\xef\xbb\xbf \t\r\n"):
                raise Malformed("it is not XML")
            is_chosen: Callable[[str], bool] | None = None
            while self._next_page():
                # The wiki's way with capitals stands before the first page.
                is_chosen = is_chosen or choice.of_titles(capitals=self._capitals)
                if is_chosen(self._title) and (choice.redirects or not self._is_redirect()):
                    yield Article(self._wiki, self._title), self._revisions(self._number)
                if self._in_page and not self._scanner.skip(b"</page>"):
                    raise Malformed(_CUT)

    def _next_page(self) -> bool:
        """Move into the next page, behind its title; False at the end of the export."""
        while (tag := self._scanner.tag()) is not None:
            if tag == b"<page>" and self._open:
                self._enter_page()
                return True
            self._look(tag)
        if self._open:
            raise Malformed(_CUT)
        return False

    def _look(self, tag: bytes) -> None:
        """Take notice of a tag outside of pages."""
        if tag.startswith(b"<?xml"):
            encoding = _ENCODING.search(tag)
            if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii"):
                raise Malformed(f'its encoding is "{encoding[1].decode(errors="replace")}"')
        elif tag.startswith((b"<mediawiki ", b"<mediawiki>")):
            self._open = not tag.endswith(b"/>")
        elif not self._open:
            shown = tag[:40].decode(errors="replace")
            raise Malformed(f'it is no MediaWiki export, as it has "{shown}"')
        elif tag == b"</mediawiki>":
            self._open = False
        elif tag == b"<base>":
            self._wiki = self._given_wiki or _host(self._field(b"</base>"))
        elif tag == b"<case>":
            self._capitals = self._field(b"</case>") != "case-sensitive"

    def _enter_page(self) -> None:
        if not self._wiki:
            raise Malformed("it does not name its wiki (a siteinfo with base)")
        if self._scanner.tag() != b"<title>":
            raise Malformed("a page does not begin with its title")
        self._title = normal(self._field(b"</title>"))
        self._revision = 0
        self._number += 1
        self._in_page = True

    def _is_redirect(self) -> bool:
        """Look ahead, as far as the first revision."""
        while (tag := self._scanner.tag()) is not None:
            if tag.startswith(b"<redirect"):
                return True
            if tag in (b"<revision>", b"</page>"):
                self._scanner.back(tag)
                return False
        raise Malformed(_CUT)

    def _field(self, end: bytes) -> str:
        raw = self._scanner.take(end, _LONGEST_FIELD)
        if raw is None:
            raise Malformed(_CUT)
        # Most of a large dump's pages are passed by their titles, and few have an "&".
        return raw.decode() if raw.isascii() and b"&" not in raw else unescape(raw)

    def _revisions(self, number: int) -> Iterator[Revision]:
        """Give the revisions of the page of that number, which is the one being read."""
        unescaping = Unescaping()
        with self._placed():
            while (tag := self._current(number).tag()) != b"</page>":
                if tag is None:
                    raise Malformed(_CUT)
                if tag == b"<revision>":
                    block = self._scanner.take(b"</revision>", _LONGEST_REVISION)
                    if block is None:
                        raise Malformed(_CUT)
                    revision = read_revision(block, unescaping)
                    self._revision = revision.id
                    yield revision
            self._in_page = False

    def _current(self, number: int) -> Scanner:
        if number != self._number:
            raise RuntimeError("a page's revisions were taken after the next page was asked for")
        return self._scanner

    @contextmanager
    def _placed(self) -> Iterator[None]:
        """Say how far the dump was read when it cannot be read on."""
        try:
            yield
        except (Malformed, *DAMAGE) as error:
            raise DumpError(self._told(_reason(error))) from error

    def _told(self, reason: str) -> str:
        if not self._title:
            return f'cannot read "{self._name}": {reason}: check that it is MediaWiki\'s XML'
        place = (
            f'revision {self._revision} of "{self._title}"'
            if self._revision
            else (f'the beginning of the page "{self._title}"')
        )
        return (
            f'cannot read "{self._name}" further than {place}: {reason}: get it anew, '
            "what was read before is good"
        )


def _reason(error: Exception) -> str:
    if isinstance(error, Malformed):
        return str(error)
    if isinstance(error, EOFError):
        return "its compression is cut off"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "its compression is damaged"


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError as error:
        raise Malformed(f'its base "{address[:100]}" is no address') from error
