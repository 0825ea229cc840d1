"""A cell that names counterparts -> who they are, in what status, and what is doubtful of it."""

import re
from typing import NamedTuple

from scraper.cells import read
from scraper.counterpart import Named, names, qualified, without_remark
from scraper.dates import read_dates
from scraper.words.dates import date_words
from scraper.words.spoken import Memo

_LONGEST_NAME = 12  # words
_LONGEST_REMEMBERED = 1_000  # characters of a cell


class Naming(NamedTuple):
    """What a cell that names counterparts says."""

    names: tuple[Named, ...]
    status: str
    doubts: tuple[str, ...]
    references: tuple[str, ...]


def read_naming(wikitext: str) -> Naming:
    """Read a cell's wikitext; what it says is remembered."""
    return _read(wikitext) if len(wikitext) > _LONGEST_REMEMBERED else _known.now(wikitext)


def _read(wikitext: str) -> Naming:
    content, status = without_remark(read(wikitext))
    found = tuple([named for named in names(content) if not _is_no_name(named)])
    unknown = [named.name for named in found if named.identity[0] == "?"]
    doubts = tuple([f'unknown name "{short(name)}"' for name in unknown])
    return Naming(
        found, qualified(content) if status == "established" else status, doubts, content.references
    )


_known = Memo(_read, maxsize=4096)


def _is_no_name(named: Named) -> bool:
    """Whether an unknown name is a date or a sentence, as where a table runs into another."""
    if named.identity[0] != "?":
        return False
    if all(word.lower() in date_words().months for word in re.findall(r"[^\W\d]+", named.name)):
        return bool(read_dates(named.name).since)
    return len(named.name.split()) > _LONGEST_NAME


def short(text: str) -> str:
    """Cut a text to what a problem quotes."""
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
