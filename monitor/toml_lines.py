"""Where each key of a TOML file stands, which tomllib does not tell."""

import re
from collections.abc import Iterator

Key = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_ASSIGNMENT = re.compile(rf"\s*({_DOTTED})\s*=")
_TO_SKIP = re.compile("|".join(["#.*", '"""', "'''", r'"(?:[^"\\]|\\.)*"', "'[^']*'"]))
_ENDS = {'"""': re.compile(r'(?:\\.|[^\\])*?"""'), "'''": re.compile(r".*?'''")}


def key_lines(text: str) -> dict[Key, int]:
    """Map each key of a valid TOML text to its line, counted from 1.

    The tables of an array are told apart by their index from 0:
    ``("subscriptions", 0, "name")``. Keys inside inline tables are not listed.
    """
    lines: dict[Key, int] = {}
    arrays: dict[Key, int] = {}
    table: Key = ()
    for number, line in _outside_strings(text):
        if header := _HEADER.match(line):
            table = _table(_parts(header[2]), header[1] == "[[", arrays)
            lines.setdefault(table, number)
        elif assignment := _ASSIGNMENT.match(line):
            lines.setdefault(table + _parts(assignment[1]), number)
    return lines


def line_of(key: Key, lines: dict[Key, int]) -> int | None:
    """Find the line where the key begins, else the nearest table around it; None for neither."""
    while key:
        within = [line for known, line in lines.items() if known[: len(key)] == key]
        if within:
            return min(within)
        key = key[:-1]
    return None


def _outside_strings(text: str) -> Iterator[tuple[int, str]]:
    quotes = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not quotes:
            yield number, line
        quotes = _left_open(line, quotes)


def _left_open(line: str, quotes: str) -> str:
    """Give the quotes of the long string that goes on after a line, "" for none."""
    if quotes:
        end = _ENDS[quotes].match(line)
        if end is None:
            return quotes
        line = line[end.end() :]
    for part in _TO_SKIP.finditer(line):
        if part[0] in _ENDS:
            return _left_open(line[part.end() :], part[0])
    return ""


def _parts(dotted: str) -> Key:
    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted))


def _table(parts: Key, is_array: bool, arrays: dict[Key, int]) -> Key:
    key: Key = ()
    for part in parts[:-1]:
        key += (part,)
        if key in arrays:
            key += (arrays[key],)
    key += parts[-1:]
    if is_array:
        arrays[key] = arrays.get(key, -1) + 1
        key += (arrays[key],)
    return key
