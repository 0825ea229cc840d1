"""The articles that are measured: those beside the project, else the sample's last text."""

import json
import re
from functools import cache
from pathlib import Path

from tests.bench.histories import folder
from tests.sample.story import TITLE, texts
from tests.shared_data import article, files

_YEAR = re.compile(r"\b(?:19|20)\d\d(?=\}\}|\s*<ref|\s*\|\|)")


@cache
def articles() -> dict[str, str]:
    """Give the wikitext of each title."""
    found = {path.stem: article(path) for path in files("articles", "*.wiki")}
    return found or {TITLE: texts()[-1]}


def edited(text: str, place: int, places: int) -> str:
    """Change a year in one row; each place is in another part of the page."""
    years = list(_YEAR.finditer(text))
    year = years[place * len(years) // places]
    return f"{text[: year.start()]}{int(year.group()) - 1}{text[year.end() :]}"


@cache
def as_file() -> Path:
    """Give a file that other programs read: a list of title, text and the text edited."""
    path = folder() / "articles.json"
    found = [
        (title, text, edited(text, 1, 2) if _YEAR.search(text) else text)
        for title, text in articles().items()
    ]
    path.write_text(json.dumps(found), encoding="utf-8")
    return path
