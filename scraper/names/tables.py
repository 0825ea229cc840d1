"""The tables of names: tab-separated, a header line, "|" between the values of a field."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_WORDS = _FOLDER.parent / "words"


def rows(file: str) -> Iterator[list[str]]:
    """Give the rows of one table ("countries.tsv") below its header line."""
    lines = (_FOLDER / file).read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines[1:])


def values(field: str) -> list[str]:
    """Take a field apart: "AsDB|ADB" -> ["AsDB", "ADB"]; an empty one has no values."""
    return field.split("|") if field else []


@cache
def digest(language: str = "en") -> str:
    """Sum up the tables and a language's words in 12 hexadecimal digits, which differ with them."""
    files = [*sorted(_FOLDER.glob("*.tsv")), *sorted(_WORDS.glob(f"{language}.*"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]
