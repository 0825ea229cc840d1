"""A file that is there whole or as it was before, whatever happens while it is written."""

import os
import tempfile
from pathlib import Path

OF_OWNER = 0o600
OF_ALL = 0o644


def write_whole(path: Path, content: bytes, *, mode: int = OF_OWNER) -> None:
    """Write a file in the place of what is there, with this mode; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
