"""What a dump's file is known again by, wherever it lies and whatever it is called."""

from hashlib import blake2b
from pathlib import Path

from scraper.unpack import open_dump

_SAMPLE = 1 << 20


def fingerprint(path: Path) -> str:
    """Give the file's size and a hash of its first and its last MiB; raise DumpError.

    A file that was cut off, or fetched anew in another month, has another.
    """
    with open_dump(path) as file:
        size = path.stat().st_size
        digest = blake2b(file.read(_SAMPLE), digest_size=16)
        file.seek(max(0, size - _SAMPLE))
        digest.update(file.read(_SAMPLE))
    return f"{size}-{digest.hexdigest()}"
