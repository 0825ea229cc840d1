"""Fragments of articles as files: what each shows, the wikitext, and what is to be read in it."""

from pathlib import Path


def parts(fragment: Path) -> tuple[str, str]:
    """Give the wikitext between ``>>>`` and ``<<<``, and the lines that follow."""
    text = fragment.read_text(encoding="utf-8").replace("\\0", "\0")
    _, _, rest = text.partition("\n>>>\n")
    wikitext, _, expected = rest.partition("\n<<<\n")
    return wikitext, expected.rstrip("\n")
