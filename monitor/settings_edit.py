"""Titles put into the settings file, and taken out of it, with all else left as it stands."""

import json
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tomlkit

from monitor.settings import ArticleGroup, SettingsError
from monitor.settings_file import read_text, understood
from monitor.toml_lines import key_lines
from reports.deliver.whole import write_whole
from scraper.article import Article

_INDENT = "    "


def add_titles(path: Path, wiki: str, titles: Sequence[str]) -> None:
    """Put titles at the end of the first group of the wiki, or into a new one.

    Nothing is written where the file would have a mistake then: SettingsError.
    """
    text = read_text(path)
    document = tomlkit.parse(text)
    for group in document.get("articles", []):
        if _wiki(group) == wiki:
            listed: Any = group["titles"]
            if "\n" in listed.as_string():
                for title in titles:
                    listed.add_line(title, indent=_INDENT)
            else:
                listed.extend(titles)
            return _write(path, tomlkit.dumps(document))
    return _write(path, _with_group(text, group_text(wiki, titles)))


def remove_titles(path: Path, articles: Iterable[Article]) -> None:
    """Take titles out of all groups; a group that has none any more goes with them.

    Nothing is written where the file would have a mistake then: SettingsError.
    """
    gone = set(articles)
    document: Any = tomlkit.parse(read_text(path))
    groups = document["articles"]
    for group in groups:
        titles = group["titles"]
        for place in reversed(range(len(titles))):
            if Article(_wiki(group), str(titles[place])) in gone:
                del titles[place]
    empty = [place for place, group in enumerate(groups) if not group["titles"]]
    text = tomlkit.dumps(document)
    if len(empty) < len(groups):
        for place in reversed(empty):
            text = _without_group(text, place)
    _write(path, text)


def group_text(wiki: str, titles: Iterable[str]) -> str:
    """Write a group of articles as the settings have it."""
    # JSON's strings are TOML's, too.
    listed = "".join(
        f"{_INDENT}{json.dumps(title, ensure_ascii=False)},\n" for title in dict.fromkeys(titles)
    )
    return f"[[articles]]\nwiki = {json.dumps(wiki)}\ntitles = [\n{listed}]\n"


def _wiki(group: Any) -> str:
    return str(group.get("wiki", ArticleGroup(()).wiki))


def _with_group(text: str, group: str) -> str:
    """Put a group after the last one that is there."""
    lines = text.splitlines(keepends=True)
    place = _end(lines, _lines_of(text, "articles")[-1])
    before, after = "".join(lines[:place]), "".join(lines[place:])
    gap = "" if before.endswith("\n") else "\n"
    return f"{before}{gap}\n{group}{_apart(after) if after.strip() else ''}"


def _without_group(text: str, place: int) -> str:
    """Take a group out, from its header to its end; what is said above it stays."""
    lines = text.splitlines(keepends=True)
    of_group = _lines_of(text, "articles", place)
    end = _end(lines, of_group[-1])
    if end < len(lines) and not lines[end].strip():
        end += 1
    return "".join([*lines[: of_group[0] - 1], *lines[end:]])


def _lines_of(text: str, *key: str | int) -> list[int]:
    """List the lines at which a setting, or one within it, begins."""
    return sorted(line for known, line in key_lines(text).items() if known[: len(key)] == key)


def _end(lines: Sequence[str], last: int) -> int:
    """Give where the paragraph ends in which a line is: the number of the lines up to there."""
    for place in range(last, len(lines)):
        ends = not lines[place].strip() or lines[place].lstrip().startswith("[")
        if ends and _is_whole("".join(lines[:place])):
            return place
    return len(lines)


def _apart(text: str) -> str:
    return text if text.startswith("\n") else f"\n{text}"


def _is_whole(text: str) -> bool:
    """Tell whether a text ends where no list and no string is open."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _write(path: Path, text: str) -> None:
    understood(text, path)
    real = path.resolve()
    try:
        write_whole(real, text.encode(), mode=real.stat().st_mode & 0o777)
    except OSError as error:
        raise SettingsError(f'cannot write the settings "{path}": {error.strerror}') from error
