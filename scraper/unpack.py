"""A dump's bytes out of whatever compression it comes in, told by its first bytes."""

import bz2
import gzip
import io
import lzma
import zlib
from pathlib import Path
from typing import BinaryIO, Protocol

import zstandard

from scraper.article import ScraperError
from scraper.bunzip import bunzip

# What the standard library and zstandard raise for compression that is cut or damaged.
DAMAGE = (EOFError, OSError, zlib.error, lzma.LZMAError, zstandard.ZstdError)

_FOREIGN = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"PK\x03\x04": "a zip archive",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}
_LONGEST_MAGIC = 6


class DumpError(ScraperError):
    """A dump cannot be read, or not to its end: look at the file; what came before is good."""


class Source(Protocol):
    """Bytes to read once, from the beginning: a file, a pipe, standard input."""

    def read(self, size: int, /) -> bytes:
        """Give at most ``size`` bytes, none at the end."""


def open_dump(path: Path) -> BinaryIO:
    """Open a dump's file, or raise DumpError."""
    try:
        return path.open("rb")
    except OSError as error:
        raise DumpError(
            f'cannot read "{path}": {(error.strerror or str(error)).lower()}: check the path'
        ) from error


def unpack(source: Source, name: str, path: Path | None = None, cores: int = 1) -> Source:
    """Give the bytes within .bz2, .gz, .xz, .lzma and .zst, and others as they are.

    Where the source is the file at ``path``, several cores may work on it.
    """
    head = _read_head(source, name)
    for magic, kind in _FOREIGN.items():
        if head.startswith(magic):
            raise DumpError(f'cannot read "{name}": it is {kind}: unpack it first, as UTF-8')
    whole = io.BufferedReader(_Rejoined(head, source), 1 << 20)
    if head.startswith(b"BZh"):
        together = bunzip(path, cores) if path and cores > 1 else None
        return together or bz2.BZ2File(whole)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=whole, mode="rb")
    # A legacy .lzma has no magic but its usual properties byte and a dictionary of whole 64 KiB.
    if head.startswith((b"\xfd7zXZ\0", b"]\0\0")):
        return lzma.LZMAFile(whole)
    # Frames may be skippable ones, which parallel compressors write first.
    if head.startswith(b"\x28\xb5\x2f\xfd") or (head[1:4] == b"\x2a\x4d\x18" and head[0] >> 4 == 5):
        return zstandard.ZstdDecompressor().stream_reader(whole, read_across_frames=True)
    return whole


def _read_head(source: Source, name: str) -> bytes:
    head = b""
    try:
        # A pipe may give less than was asked for.
        while len(head) < _LONGEST_MAGIC and (part := source.read(_LONGEST_MAGIC - len(head))):
            head += part
    except OSError as error:
        raise DumpError(
            f'cannot read "{name}": {(error.strerror or str(error)).lower()}: check the path'
        ) from error
    if not head:
        raise DumpError(f'cannot read "{name}": it is empty: export it again')
    return head


class _Rejoined(io.RawIOBase):
    """A source whose first bytes were read already."""

    def __init__(self, head: bytes, rest: Source) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # what BufferedReader gives
        part = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
