"""A file of .bz2 unpacked by several cores: the work of rapidgzip (the extra "bz2").

The standard library unpacks a file on one core, which is the limit of any such dump;
its blocks of 900 KB each can be found and unpacked side by side.
"""

from pathlib import Path
from typing import BinaryIO


def bunzip(path: Path, cores: int) -> "Bunzip | None":
    """Open a file of .bz2 for several cores; None where rapidgzip is not installed."""
    try:
        from rapidgzip import IndexedBzip2File
    except ImportError:
        return None
    return Bunzip(IndexedBzip2File(str(path), parallelization=cores))


class Bunzip:
    """What is in a file; its damage is told as the standard library tells it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int, /) -> bytes:
        """Give at most ``size`` bytes, none at the end; raise EOFError or OSError."""
        try:
            return self._file.read(size)
        except (RuntimeError, ValueError) as error:
            if "End of file" in str(error):
                raise EOFError(str(error)) from error
            raise OSError(str(error)) from error
