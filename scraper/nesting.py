"""Wikitext that nests -> the same, as far as mwparserfromhell reads it in a short time.

It goes through what follows a bracket again for every bracket that is never closed, for every
third brace and for every table in a table, and recurses for each "=" of a heading. None of
these tells anything of a cell: what is left has templates and links that are closed.
"""

import re

_DEEPEST = 30  # brackets within brackets; mwparserfromhell recurses
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<")
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_ODD = re.compile(  # the first of one bracket, or three, and of three braces
    r"(?<!\[)\[(?=(?:\[\[)*+(?!\[))|(?<!\])\](?=(?:\]\])*+(?!\]))"
    r"|(?<!\{)\{(?=(?:\{\{)++(?!\{))|(?<!\})\}(?=(?:\}\})++(?!\}))"
)
_SETTINGS = r"(?:[^|\n\[\]{}]*+\|(?!\|))?+"
_BRACKET = re.compile(
    r"\{\{|\}\}|\[\[|\]\]"
    r"|^[ \t:*#;]*+(?:\{\|[^\n\[\]{}]*+|\|\}(?!\})|(?P<row>\|[-+][^\n\[\]{}]*+)"
    rf"|(?P<cell>[|!]{_SETTINGS}))"
    rf"|(?P<next>(?:\|\||!!){_SETTINGS})",
    re.MULTILINE,
)
_INDENTS = " \t:*#;"
_CLOSES = {"}}": "{{", "]]": "[[", "|}": "{|"}
_TEMPLATE_NAME = re.compile(r"[^|{}\[\]\n]*\|?")
_LINE_MARKS = re.compile(r"^(?:[*#:;]+|(?==))", re.MULTILINE)
_TABLE = re.compile(r"(?<!\{)\{\|")
_ADJOINING = re.compile(r"\{\{(?=\{\{)")


def closed(wikitext: str) -> str:
    """Drop brackets that are never closed, the marks of tables and lists, and tags."""
    wikitext = _ODD.sub("", _TAG.sub("", _BREAK.sub("\n", wikitext)))
    pieces: list[str] = []
    reached = 0
    for mark in _dropped(wikitext):
        if mark.start() < reached:
            continue
        pieces += (wikitext[reached : mark.start()], "\n" if mark["row"] or mark["cell"] else " ")
        reached = mark.end()
        if mark.group() == "{{" and (name := _TEMPLATE_NAME.match(wikitext, reached)):
            reached = name.end()
    wikitext = "".join([*pieces, wikitext[reached:]])
    return _LINE_MARKS.sub(" ", _TABLE.sub(" ", _ADJOINING.sub("{{ ", wikitext)))


def _dropped(wikitext: str) -> list[re.Match[str]]:
    """Find the marks that no bracket answers, those of tables, and those nested too deep."""
    opened: list[re.Match[str]] = []
    dropped: list[re.Match[str]] = []
    for mark in _BRACKET.finditer(wikitext):
        within = opened[-1].group().lstrip(_INDENTS)[:2] if opened else ""
        if mark.lastgroup:
            if within == "{|":
                dropped.append(mark)
            continue
        kind = mark.group().lstrip(_INDENTS)[:2]
        opener = _CLOSES.get(kind)
        if (
            kind in ("{|", "|}")
            or len(opened) + (opener is None) > _DEEPEST
            or (opener is not None and opener != within)
        ):
            dropped.append(mark)
        if opener is None:
            opened.append(mark)
        elif opener == within:
            opened.pop()
    return sorted({*dropped, *opened}, key=re.Match.start)
