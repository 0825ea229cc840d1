"""The data beside the project: articles, labels, lists. Tests that read them skip without."""

import os
from pathlib import Path

import pytest

_SHARED = Path(os.environ.get("DIPLOWATCH_SHARED", Path(__file__).parents[2] / "shared"))
DATA = _SHARED / "data"

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"no data beside the project: {DATA} is absent"
)


def article(path: Path) -> str:
    """Read an article's wikitext."""
    return path.read_bytes().decode("utf-8", errors="replace")


def files(folder: str, pattern: str) -> list[Path]:
    """List the files of a folder of the data; none where it is absent."""
    return sorted((DATA / folder).glob(pattern))
