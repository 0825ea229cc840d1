"""MediaWiki's XML as bytes: the next tag, and what stands before an end tag.

A dump's texts have every "<" escaped, so a tag's bytes are a tag wherever they stand,
and what nobody asked for is skipped at the speed of a search for bytes. A document
type, and with it every entity of its own, is refused.
"""

from scraper.unpack import Source

_CHUNK = 1 << 20
_LONGEST_TAG = 1 << 16


class Malformed(Exception):
    """The bytes are no XML as MediaWiki writes it; the message says in a few words why."""


class Scanner:
    """A window that moves over a source; memory is one chunk and what is being taken."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._window = b""
        self._at = 0

    def lead(self) -> bytes:
        """Give what stands before the first tag."""
        lead = self.take(b"<", _LONGEST_TAG)
        if lead is None:
            raise Malformed("it is not XML")
        self._at -= 1
        return lead

    def tag(self) -> bytes | None:
        """Give the next tag with its brackets, passing text and comments; None at the end."""
        while self._pass_to(b"<"):
            tag = self.take(b">", _LONGEST_TAG)
            if tag is None:
                raise Malformed("it ends within a tag")
            if not tag.startswith(b"<!"):
                return tag + b">"
            if not tag.startswith(b"<!--"):
                raise Malformed("it declares a document type or CDATA, which no export does")
            if not tag.endswith(b"--") and not self.skip(b"-->"):
                raise Malformed("a comment does not end")
        return None

    def back(self, tag: bytes) -> None:
        """Move before the tag that was just given."""
        self._at -= len(tag)

    def take(self, end: bytes, longest: int) -> bytes | None:
        """Give what stands before ``end`` and move behind it; None if the source ends before."""
        start = self._at
        while (found := self._window.find(end, start)) < 0:
            if len(self._window) - self._at > longest:
                raise Malformed(f"more than {longest >> 20 or longest} MiB without {end.decode()}")
            behind = len(self._window) - self._at
            if not self._more():
                return None
            start = max(0, behind - len(end) + 1)
        taken = self._window[self._at : found]
        self._at = found + len(end)
        return taken

    def skip(self, end: bytes) -> bool:
        """Move behind the next ``end``; False if the source ends before."""
        if not self._pass_to(end):
            return False
        self._at += len(end)
        return True

    def _pass_to(self, wanted: bytes) -> bool:
        """Move to the next ``wanted``, forgetting what is passed."""
        while (found := self._window.find(wanted, self._at)) < 0:
            # Its first bytes may stand at the window's end.
            self._at = max(self._at, len(self._window) - len(wanted) + 1)
            if not self._more():
                return False
        self._at = found
        return True

    def _more(self) -> bool:
        chunk = self._source.read(_CHUNK)
        self._window = self._window[self._at :] + chunk
        self._at = 0
        return bool(chunk)
