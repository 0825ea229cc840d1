"""Wikitext -> sections, by one linear scan that knows what encloses a line.

A line such as ``== Europe ==`` is no heading inside a comment, a reference, a template
or a table; links enclose none. MediaWiki's own rule knows nothing of tables, but a
reader does: what such a heading separates is one table.
(https://www.mediawiki.org/wiki/Markup_spec)
"""

import re
from bisect import bisect_right
from functools import lru_cache

from scraper.snapshot import Section

FILL = "\x00"
"""What stands in a masked text for each character inside a template, link or reference."""

_LONGEST_REMEMBERED = 1 << 14
_BALANCED = (("{{", "}}"), ("<!--", "-->"), ("{|", "|}"))
VERBATIM = "nowiki|ref|pre|math|syntaxhighlight|source|gallery|timeline"
"""Tags inside which markup is none, or stands for itself."""
_MARKUP = re.compile(
    r"<!--"
    rf"|<(?P<tag>{VERBATIM})\b[^<>]*>"
    r"|\{\{+|\}\}+|\[\[|\]\]",
    re.IGNORECASE,
)
_IN_TEMPLATE = r"(?:[^{}<]++|<(?!!--))*+"
FLAT = (
    rf"\{{\{{{_IN_TEMPLATE}(?:\{{\{{{_IN_TEMPLATE}\}}\}}{_IN_TEMPLATE})*+\}}\}}"
    r"|\[\[(?:[^\[\]{}\n<]++|<(?!!--))*+\]\]"
    r"|<ref\b[^<>]*+(?:(?<=/)>|(?<!/)>[^<]*+</ref\s*+>)"
)
"""A template (with templates in it that have none), a link, or a reference without tags."""
_FLAT = re.compile(FLAT)
_NOT_FLAT = re.compile(rf"<(?:!--|/?(?:{VERBATIM})\b)", re.IGNORECASE)
_LITERAL = re.compile(r"<(?:nowiki|pre|math|syntaxhighlight|source)\b", re.IGNORECASE)
_TABLE_EDGE = re.compile(r"^[ \t:*#;]*(?:\{\|(?!\})|\|\}(?!\}))", re.MULTILINE)


def split(text: str) -> tuple[Section, ...]:
    """Cut a page's wikitext into its sections; put together they are the page again."""
    pieces = _cut(text, _heading_starts(text))
    closed = _closed(pieces)
    if closed < len(pieces):
        pieces = [*pieces[:closed], *_enclosed_pieces("".join(pieces[closed:]))]
    return sections_of(pieces)


def closed_pieces(text: str) -> list[str] | None:
    """Cut at all that look like headings; None where a piece does not close what it opens."""
    pieces = _cut(text, _heading_starts(text))
    return pieces if _closed(pieces) == len(pieces) else None


def _closed(pieces: list[str]) -> int:
    """Count the pieces before the first that does not close what it opens."""
    found = (at for at, piece in enumerate(pieces) if not closes_what_it_opens(piece))
    return next(found, len(pieces))


def sections_of(pieces: list[str]) -> tuple[Section, ...]:
    """Name the pieces of a page by their first lines; the first is the lead."""
    titles = [(0, ""), *(_title(piece[: _line_end(piece, 0)]) for piece in pieces[1:])]
    return tuple(
        Section(level, heading, piece)
        for (level, heading), piece in zip(titles, pieces, strict=True)
    )


@lru_cache(maxsize=4)
def _enclosed_pieces(text: str) -> tuple[str, ...]:
    """Cut at the headings that nothing encloses, and at the text's beginning.

    What precedes closes all that it opens. An edit of that leaves this as it was.
    """
    starts = _heading_starts(text)
    masked = mask(text, links=False)
    inside = _table_spans(masked)
    starts = [
        start for start in starts if masked.startswith("=", start) and not _within(start, inside)
    ]
    return tuple(_cut(text, [start for start in starts if start]))


def mask(text: str, *, links: bool = True) -> str:
    """Overwrite what encloses lines, so that line and cell markers can be seen as such.

    Comments become spaces; templates, references, verbatim tags and, if wanted, links
    become ``FILL``. The result is as long as the text. Unclosed markup is left as it stands,
    as MediaWiki does, except for a comment, which runs to the end.
    """
    spans = _enclosures(text)
    if not links:
        spans = [span for span in spans if not text.startswith("[[", span[0])]
    pieces: list[str] = []
    reached = 0
    for start, end, filler in sorted(spans):
        if end <= reached:
            continue
        if start < reached:
            pieces.append(filler * (end - reached))
        else:
            pieces.append(text[reached:start])
            pieces.append(filler * (end - start))
        reached = end
    pieces.append(text[reached:])
    return "".join(pieces)


def mask_flat(text: str) -> str | None:
    """Mask as ``mask`` does, many times faster; None where things nest or do not close."""
    masked = _FLAT.sub(_fill, text)
    if "{" in masked or "}" in masked or "[[" in masked or "]]" in masked:
        return None
    return None if "<" in masked and _NOT_FLAT.search(masked) else masked


def _fill(match: re.Match[str]) -> str:
    return FILL * (match.end() - match.start())


def _heading_starts(text: str) -> list[int]:
    """Find the lines that are headings, if nothing encloses them."""
    starts: list[int] = []
    at = 0 if text.startswith("=") else text.find("\n=") + 1
    while at >= 0 and text.startswith("=", at):
        if _title(text[at : _line_end(text, at)])[0]:
            starts.append(at)
        found = text.find("\n=", at)
        at = found + 1 if found >= 0 else -1
    return starts


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _cut(text: str, starts: list[int]) -> list[str]:
    return [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]


def _title(line: str) -> tuple[int, str]:
    """Level and text of ``== a heading ==``; level 0 for a line that is none."""
    line = _without_comments(line).strip() if "<!--" in line else line.strip()
    marks = min(len(line) - len(line.lstrip("=")), len(line) - len(line.rstrip("=")), 6)
    marks = min(marks, (len(line) - 1) // 2)
    return (marks, line[marks:-marks].strip()) if marks else (0, "")


def _without_comments(line: str) -> str:
    pieces: list[str] = []
    reached = 0
    while (start := line.find("<!--", reached)) >= 0 and (end := line.find("-->", start + 4)) >= 0:
        pieces.append(line[reached:start])
        reached = end + 3
    return "".join([*pieces, line[reached:]])


def closes_what_it_opens(piece: str) -> bool:
    """Tell by counting, many times cheaper than the scan, whether nothing reaches out.

    Revisions differ in few pieces: what is not too long is remembered.
    """
    return _closes(piece) if len(piece) > _LONGEST_REMEMBERED else _remembered(piece)


def _closes(piece: str) -> bool:
    for opening, closing in _BALANCED:
        if piece.count(opening) != piece.count(closing):
            return False
    lowered = piece if "<ref" in piece else piece.lower()
    if lowered.count("<ref") > lowered.count("</ref") + lowered.count("/>"):
        return False
    return not _LITERAL.search(piece)


_remembered = lru_cache(maxsize=2048)(_closes)


def _enclosures(text: str) -> list[tuple[int, int, str]]:
    """Find the spans that hide markers, each with what is to stand in its place."""
    spans: list[tuple[int, int, str]] = []
    openers: list[list[int]] = []  # [position, braces left]; 0 braces for a link
    unclosed: set[str] = set()
    position = 0
    while match := _MARKUP.search(text, position):
        markup, start, position = match.group(), match.start(), match.end()
        if markup == "<!--":
            end = text.find("-->", position)
            position = len(text) if end < 0 else end + 3
            spans.append((start, position, " "))
        elif markup[0] == "<":
            position = _verbatim_end(text, match, unclosed)
            if position > match.end() or markup.endswith("/>"):
                spans.append((start, position, FILL))
        elif markup[0] == "{":
            openers.append([start, len(markup)])
        elif markup == "[[":
            openers.append([start, 0])
        elif markup == "]]":
            if openers and openers[-1][1] == 0:
                spans.append((openers.pop()[0], position, FILL))
        else:
            _close_braces(len(markup), position, openers, spans)
    return spans


def _verbatim_end(text: str, match: re.Match[str], unclosed: set[str]) -> int:
    """Where the tag that was opened ends: at its closing tag, or at once where none follows."""
    tag = match.group("tag").lower()
    if match.group().endswith("/>") or tag in unclosed:
        return match.end()
    # A reference has none inside it: before a second one the first was never closed.
    another = rf"<{tag}\b(?![^<>]*/>)|" if tag == "ref" else ""
    closing = re.compile(rf"{another}</{tag}\s*>", re.IGNORECASE).search(text, match.end())
    if closing is not None and closing.group()[1] != "/":
        return match.end()
    if closing is None:
        unclosed.add(tag)  # so that ten thousand of them are not searched for one by one
        return match.end()
    return closing.end()


def _close_braces(
    count: int, end: int, openers: list[list[int]], spans: list[tuple[int, int, str]]
) -> None:
    """Match a run of closing braces with the templates that are open."""
    end -= count
    while count >= 2 and openers:
        start, left = openers[-1]
        if left == 0:
            openers.pop()
            continue
        closed = min(left, count, 3 if left != 4 else 2)
        end, count = end + closed, count - closed
        spans.append((start + left - closed, end, FILL))
        openers[-1][1] = left - closed
        if left - closed < 2:
            openers.pop()


def _table_spans(masked: str) -> list[tuple[int, int]]:
    """Find the outermost closed tables; one that is never closed ends at the next heading."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _TABLE_EDGE.finditer(masked):
        edge = match.group().strip(" \t:*#;")
        if edge == "{|":
            opened.append(match.start())
        elif edge == "|}" and opened:
            spans.append((opened.pop(), match.end()))
    outer: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not outer or end > outer[-1][1]:
            outer.append((start, end))
    return outer


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (position + 1,)) - 1
    return index >= 0 and position < spans[index][1]
