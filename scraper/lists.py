"""What stands outside a section's tables -> list items and paragraphs.

Templates that only arrange a list (``{{columns-list|...}}``) are taken away first.
(https://www.mediawiki.org/wiki/Help:Lists)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.grid import Table
from scraper.outline import mask

_ARRANGERS = re.compile(
    r"\{\{\s*(?:columns[- ]?list|col-list|flatlist|flat list|plainlist|plain list|bulleted list"
    r"|(?P<pipes>hlist|ubl|ublist|unbulleted list|comma separated entries|cslist"
    r"|collapsible list))\s*\|",
    re.IGNORECASE,
)
_ARRANGED = re.compile(rf"<li\b|{_ARRANGERS.pattern}", re.IGNORECASE)
_LIST_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_LIST_END = re.compile(r"</[uo]l\s*>(?=[^\n])", re.IGNORECASE)
_LIST_TAG = re.compile(r"</?(?:[uo]l|li)\b[^<>]*>", re.IGNORECASE)
_BULLETS = re.compile(r"^[*#]", re.MULTILINE)
_MARKED = re.compile(r"[*#:;]+")
_SETTING = re.compile(r"\s*[\w-]+\s*=[^\n|]*\|")


@dataclass(frozen=True, slots=True)
class Block:
    """A list item (``marks`` are its bullets) or, without marks, a paragraph.

    ``line`` counts from 0 in the section.
    """

    marks: str
    text: str
    line: int


def read_blocks(rest: str) -> tuple[Block, ...]:
    """Part a section's text outside tables into list items and paragraphs, in order."""
    rest = _unwrapped(_bulleted(rest))
    masked = mask(rest)
    blocks: list[Block] = []
    paragraph: list[str] = []
    begun = line = position = 0

    def end_paragraph() -> None:
        text = "\n".join(paragraph).strip()
        if text:
            blocks.append(Block("", text, begun))
        paragraph.clear()

    for masked_line in masked.split("\n"):
        text = rest[position : position + len(masked_line)]
        position += len(masked_line) + 1
        stripped = masked_line.strip()
        if marked := _MARKED.match(stripped):
            end_paragraph()
            blocks.append(Block(marked.group(), text.strip()[marked.end() :].strip(), line))
        elif not stripped or (stripped.startswith("=") and stripped.endswith("=")):
            end_paragraph()
        else:
            if not paragraph:
                begun = line
            paragraph.append(text)
        line += 1 + text.count("\n")
    end_paragraph()
    return tuple(blocks)


def read_cells(table: Table) -> Iterator[Block]:
    """Give the list items in a table that has no headers, and only arranges lists."""
    cells = [cell for row in table.rows for cell in row.cells]
    if any(cell.header for cell in cells):
        return
    for cell in cells:
        if _BULLETS.search(cell.text) or _ARRANGED.search(cell.text):
            for block in read_blocks(cell.text):
                yield Block(block.marks, block.text, table.line)


def _bulleted(text: str) -> str:
    """Write ``<ul><li>`` as bullets."""
    if "<li" not in text and "<LI" not in text:
        return text
    *before, last = _LIST_ITEM.split(text)
    pieces = (piece.rstrip(" \t").removesuffix("\n").rstrip(" \t") for piece in before)
    return _LIST_TAG.sub("", _LIST_END.sub("\n", "\n* ".join([*pieces, last])))


def _unwrapped(text: str) -> str:
    """Take away templates that only arrange a list, and write ``{{hlist|a|b}}`` as bullets."""
    pieces: list[str] = []
    reached = 0
    while match := _ARRANGERS.search(text, reached):
        end = _closing(text, match.end())
        if end < 0:
            break
        begin = match.end()
        inside = text[begin:end]
        pieces.append(text[reached : match.start()])
        if match["pipes"] or not _BULLETS.search(inside):
            inside = "\n".join("* " + entry.strip() for entry in _entries(inside))
        else:
            while setting := _SETTING.match(text, begin, end):
                begin = setting.end()
            inside = text[begin:end]
        pieces.append(inside if inside.startswith("\n") else "\n" + inside)
        pieces.append("" if inside.endswith("\n") else "\n")
        reached = end + 2
    return "".join([*pieces, text[reached:]])


def _closing(text: str, start: int) -> int:
    """Find the braces that close a template opened before ``start``; -1 where none do."""
    depth = 1
    for brace in re.compile(r"\{\{|\}\}").finditer(text, start):
        depth += 1 if brace.group() == "{{" else -1
        if not depth:
            return brace.start()
    return -1


def _entries(inside: str) -> list[str]:
    """Part a template's arguments at its own pipes; settings (``class=``) are no entries."""
    masked = mask(inside)
    entries: list[str] = []
    start = 0
    for piece in masked.split("|"):
        entry = inside[start : start + len(piece)]
        start += len(piece) + 1
        if entry.strip() and not re.match(r"\s*[\w-]+\s*=", entry):
            entries += [line.strip("* ") for line in entry.split("\n*") if line.strip("* \n")]
    return entries
