"""A revision out of the bytes of one ``<revision>`` of a MediaWiki export.

https://www.mediawiki.org/xml/export-0.11.xsd and its forerunners.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from xml.etree import ElementTree
from xml.parsers import expat

from scraper.article import Revision
from scraper.kept import kept
from scraper.scan import Malformed

_START = re.compile(rb"<text\b[^>]*>")
_END = b"</text>"
_LARGEST_BUFFER = 1 << 20
_NUMBER = re.compile("-?[0-9]{1,20}")
_PIECE = re.compile(rb"^(?==)", re.MULTILINE)


class Unescaping:
    """Unescapes texts of which each is mostly the one before it, as a page's revisions are.

    A text is cut before its lines that begin with "=", and a piece that stood in the text
    before is not unescaped again.
    """

    def __init__(self) -> None:
        self._raw: list[bytes] = []
        self._shown: list[str] = []

    def __call__(self, raw: bytes) -> str:
        """Turn a text of the XML into what it stands for; raise Malformed."""
        first, last = kept(raw, self._raw)
        end = len(self._raw) - last
        start, stop = _length(self._raw[:first]), len(raw) - _length(self._raw[end:])
        between = _PIECE.split(raw[start:stop])
        self._shown = [*self._shown[:first], *map(unescape, between), *self._shown[end:]]
        self._raw = [*self._raw[:first], *between, *self._raw[end:]]
        return "".join(self._shown)


def read_revision(block: bytes, unescaped: Callable[[bytes], str]) -> Revision:
    """Read what stands between ``<revision>`` and its end tag; raise Malformed.

    A withheld user, comment or text is None; a dump tells no temporary account from
    others, and an old one neither parent nor sha1.
    """
    raw, rest = _cut_text(block)
    try:
        element = ElementTree.fromstring(b"<revision>" + rest + b"</revision>")  # noqa: S314
    except ElementTree.ParseError as error:
        raise Malformed(f"a revision is not well-formed ({error})") from error
    saved_at = element.findtext("timestamp") or ""
    if not saved_at:
        raise Malformed("a revision has no timestamp")
    user, standing = _contributor(element.find("contributor"))
    sha1 = _sha1(element)
    return Revision(
        id=_number(element.findtext("id") or "", "id"),
        parent_id=_number(element.findtext("parentid") or "0", "parent's id"),
        saved_at=_moment(saved_at),
        user=user,
        comment=None if _deleted(element.find("comment")) else element.findtext("comment", ""),
        text=_text(element.find("text"), raw, sha1, unescaped),
        sha1=sha1,
        minor=element.find("minor") is not None,
        standing=standing,
    )


def unescape(raw: bytes) -> str:
    """Turn a text of the XML into what it stands for; raise Malformed."""
    if b"<" in raw:
        raise Malformed("a text has a tag within")
    parts: list[str] = []
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.buffer_size = min(max(len(raw), 1), _LARGEST_BUFFER)
    parser.CharacterDataHandler = parts.append
    try:
        parser.Parse(b"<text>", False)
        parser.Parse(raw, False)
        parser.Parse(b"</text>", True)
    except expat.ExpatError as error:
        raise Malformed(f"a text is not well-formed ({expat.ErrorString(error.code)})") from error
    return "".join(parts)


def _number(written: str, what: str) -> int:
    if not _NUMBER.fullmatch(written):
        raise Malformed(f"a revision has no {what}")
    return int(written)


def _length(pieces: Sequence[bytes]) -> int:
    return sum(map(len, pieces))


def _cut_text(block: bytes) -> tuple[bytes, bytes]:
    """Take the main slot's text, the first, out of a revision's bytes, leaving its tags."""
    start = _START.search(block)
    if start is None or start[0].endswith(b"/>"):
        return b"", block
    end = block.find(_END, start.end())
    if end < 0:
        raise Malformed("a text does not end")
    return block[start.end() : end], block[: start.end()] + block[end:]


def _text(
    element: ElementTree.Element | None,
    raw: bytes,
    sha1: str,
    unescaped: Callable[[bytes], str],
) -> str | None:
    if element is None:
        raise Malformed("a revision has no text element")
    if _deleted(element):
        return None
    if not raw and element.get("bytes", "0") != "0":
        # Stubs leave out every text, and give its place; else the wiki has lost it.
        if "id" in element.attrib or "location" in element.attrib:
            raise Malformed("it is a stub without texts: take the export or dump with full texts")
        return None
    if b"\r" in raw and sha1:
        kept = unescape(raw.replace(b"\r", b"&#13;"))
        if hashlib.sha1(kept.encode()).hexdigest() == sha1:  # noqa: S324 - MediaWiki's own
            return kept  # XML takes it for the end of a line, and MediaWiki writes it as it is
    return unescaped(raw)


def _contributor(element: ElementTree.Element | None) -> tuple[str | None, str]:
    if element is None or _deleted(element):
        return None, ""
    if (address := element.findtext("ip")) is not None:
        return address, "anonymous"
    name = element.findtext("username")
    # Temporary accounts begin with a tilde where Wikimedia has its way; the dump does not tell.
    return name, "" if not name or name.startswith("~") else "registered"


def _deleted(element: ElementTree.Element | None) -> bool:
    return element is not None and "deleted" in element.attrib


def _sha1(element: ElementTree.Element) -> str:
    """Give the main slot's sha1 in hexadecimal; dumps write it to the base 36."""
    text = element.find("text")
    # The text's own is the main slot's, where several slots share the revision's; it stays
    # behind when the text is hidden.
    slot = "" if text is None or _deleted(text) else text.get("sha1")
    written = slot or element.findtext("sha1") or ""
    if not written:
        return ""
    try:
        return f"{int(written, 36):040x}"
    except ValueError as error:
        raise Malformed(f'a revision has the sha1 "{written}", which is none') from error


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise Malformed(f'a revision has the timestamp "{written}", which is none') from error
    if moment.tzinfo is None:
        raise Malformed(f'a revision has the timestamp "{written}" without a zone')
    return moment
