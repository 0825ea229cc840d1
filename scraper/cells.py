"""One cell or list item -> what it displays: text, links, flags, and its references.

Usual wikitext (flat templates, links, references) is read by one pattern; what nests is
read by mwparserfromhell, which is quadratic on unclosed markup and therefore given only
texts that close what they open, bounded in length.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scraper.characters import LOWER, UPPER, decoded
from scraper.nesting import closed
from scraper.templates import LISTS, WRAPPERS, Part, displayed, key_of, lines, link
from scraper.words.spoken import remembered

LONGEST = 20_000
"""Characters of wikitext of one cell that are read; the rest is not looked at."""
_LONGEST_NESTED = 3_000  # so that mwparserfromhell's worst stays under a tenth of a second
_SHORT = 300  # white space of that length needs no folding before patterns meet it
_LONGEST_REMEMBERED = 2_000  # so that the memo of cells has a bound in bytes, too


class Content(NamedTuple):
    """What a cell displays, in order, and the references that it cites.

    ``text`` is all of it, white space folded and ends of lines kept.
    """

    parts: tuple[Part, ...]
    references: tuple[str, ...]
    text: str


_REFERENCE = re.compile(
    r"<(?P<closing>/?)ref\b(?P<attributes>[^<>]*?)(?P<empty>/?)(?:>|\Z)", re.IGNORECASE
)
_PLAIN_REFERENCE = re.compile(r"<ref\b([^<>]*?)(?:/>|>([^<]*+)</ref\s*+>)", re.IGNORECASE)
_MARKED = re.compile(r"[{}\[\]<>'&\n]")
_REFERENCE_END = re.compile(r"</ref\s*>", re.IGNORECASE)
_REFERENCE_NAME = re.compile(r"name\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))")
_URL = re.compile(r"https?://[^\s\[\]{}<>|\"]+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FLAT = re.compile(
    r"\{\{(?P<template>[^{}\[\]|]*)(?P<arguments>(?:\|[^{}\[\]]*+(?:\[\[[^{}\[\]]*+\]\][^{}\[\]]*+)*+)?)\}\}"
    r"|\[\[(?P<target>[^\[\]{}|\n]*)(?:\|(?P<label>[^\[\]{}\n]*))?\]\](?P<trail>[" + LOWER + r"]*)"
    r"|(?P<cut><br\b[^<>]*>|\n[*#:;]*)"
    r"|'{2,5}|</?[a-zA-Z][^<>]*>"
    r"|(?P<text>[^<>{}\[\]'\n]+|'(?!')|[<>])",
    re.DOTALL,
)
_SPACES = re.compile(r"[^\S\n]{2,}")
_INVISIBLE = re.compile("[\\0\u00ad\u200b-\u200f\u2060\ufeff]")
_EXTERNAL = re.compile(r"\[(?:https?:)?//[^\s\[\]]++\s*+([^\[\]\n]*+)\]")
_HIDDEN = re.compile(  # sort keys, and the marks of footnotes, unless they say "(observer)"
    r"<span\b(?=[^<>]*display\s*:\s*none)[^<>]*+>[^<>]*+</span>"
    r"|<sup\b[^<>]*+>(?![^<>]*\([^<>()]*[" + UPPER + LOWER + r"]{4})[^<>]*+</sup>",
    re.IGNORECASE,
)
_MEDIA = re.compile(r"\[\[\s*(?:file|image)\s*:", re.IGNORECASE)
_NESTED_MEDIA = re.compile(
    r"\[\[\s*(?:file|image)\s*:(?:[^\[\]]|\[\[[^\[\]]*\]\]|\[[^\[\]]*\])*\]\]", re.IGNORECASE
)


def read(wikitext: str) -> Content:
    """Read a cell or list item."""
    return _remembered.now(wikitext) if len(wikitext) <= _LONGEST_REMEMBERED else _read(wikitext)


@remembered(maxsize=16384)
def _remembered(wikitext: str) -> Content:
    return _read(wikitext)


def _read(wikitext: str) -> Content:
    wikitext = wikitext[:LONGEST]
    if "<!--" in wikitext:
        wikitext = _COMMENT.sub("", wikitext)
    references: list[str] = []
    if "<ref" in wikitext or "<REF" in wikitext:
        wikitext = _without_references(wikitext, references)
    if "  " in wikitext or len(wikitext) > _SHORT:
        wikitext = _SPACES.sub(" ", wikitext)
    if not wikitext.isascii() or "\0" in wikitext:
        wikitext = _INVISIBLE.sub("", wikitext)
    if not _MARKED.search(wikitext):
        parts = (Part("text", wikitext),) if wikitext else ()
        return Content(parts, tuple(dict.fromkeys(references)), " ".join(wikitext.split()))
    if "[[" in wikitext and _MEDIA.search(wikitext):
        wikitext = _NESTED_MEDIA.sub("", wikitext)
    if "[h" in wikitext or "[/" in wikitext:
        wikitext = _EXTERNAL.sub(r"\1", wikitext)
    if "<s" in wikitext:
        wikitext = _HIDDEN.sub("", wikitext)
    found = _flat(wikitext)
    if found is None:
        found = _nested(wikitext)
    return Content(tuple(_joined(found)), tuple(dict.fromkeys(references)), _text(found))


def plain(wikitext: str) -> str:
    """Give a cell's text as displayed: what is enough of a note or a header."""
    return read(wikitext).text


def _text(parts: Sequence[Part]) -> str:
    shown = parts[0].text if len(parts) == 1 else "".join([part.text for part in parts])
    if "\n" not in shown:
        return " ".join(shown.split())
    return "\n".join(line for each in shown.split("\n") if (line := " ".join(each.split())))


def _without_references(wikitext: str, references: list[str]) -> str:
    text, *found = _PLAIN_REFERENCE.split(wikitext)
    shown = "".join((text, *found[2::3]))
    if _REFERENCE.search(shown) is None:
        references += map(_reference, found[::3], [body or "" for body in found[1::3]])
        return shown
    return _without_any_references(wikitext, references)


def _without_any_references(wikitext: str, references: list[str]) -> str:
    pieces: list[str] = []
    reached = 0
    while match := _REFERENCE.search(wikitext, reached):
        pieces.append(wikitext[reached : match.start()])
        reached = match.end()
        if match["closing"]:
            continue
        body = ""
        if not match["empty"]:
            end = _REFERENCE_END.search(wikitext, reached)
            if end is None:  # one that is never closed hides what follows
                return "".join(pieces)
            body = wikitext[reached : end.start()]
            reached = end.end()
        references.append(_reference(match["attributes"], body))
    return "".join([*pieces, wikitext[reached:]])


def _reference(attributes: str, body: str) -> str:
    """Tell a reference from others: by its address, else its name, else its text."""
    if url := _URL.search(body):
        return url.group()[:300]
    if name := _REFERENCE_NAME.search(attributes):
        return "#" + (name[1] or name[2] or name[3] or "")[:100]
    return " ".join(body.split())[:200]


def _flat(wikitext: str) -> list[Part] | None:
    """Read wikitext in which nothing nests; None where something does."""
    parts: list[Part] = []
    position, end = 0, len(wikitext)
    while position < end:
        match = _FLAT.match(wikitext, position)
        if match is None:
            return None
        position = match.end()
        last = match.lastgroup
        if last == "text":
            text = match["text"]
            parts.append(Part("text", decoded(text) if "&" in text else text))
        elif last == "cut":
            parts.append(Part("cut", "\n"))
        elif last == "arguments":
            name, arguments = match.group("template", "arguments")
            shown = displayed(name, arguments[1:].split("|") if arguments else [])
            if "[[" in arguments and shown:
                return None
            parts += shown
        elif last == "trail":
            parts += link(*match.group("target", "label", "trail"))
    return parts


def _nested(wikitext: str) -> list[Part]:
    """Read wikitext that nests, by mwparserfromhell; what is never closed is left out."""
    import mwparserfromhell

    # Its C tokenizer's behaviour on a bare "&" in a template is undefined (issue 352).
    mwparserfromhell.parser.use_c = False
    code = mwparserfromhell.parse(closed(wikitext[:_LONGEST_NESTED]), skip_style_tags=True)
    return list(_walk(code.nodes))


def _walk(nodes: Sequence[object], depth: int = 0) -> Iterator[Part]:
    from mwparserfromhell import nodes as kinds

    for node in nodes:
        if depth > 40:
            return
        if isinstance(node, kinds.Text):
            yield from lines(str(node.value))
        elif isinstance(node, kinds.Wikilink):
            label = None if node.text is None else _shown(node.text.nodes, depth + 1)
            yield from link(str(node.title), label)
        elif isinstance(node, kinds.HTMLEntity):
            yield Part("text", decoded(str(node)))
        elif isinstance(node, kinds.Template):
            yield from _template_node(node, depth + 1)
        elif isinstance(node, kinds.ExternalLink):
            yield Part("text", str(node.title or ""))
        elif isinstance(node, kinds.Tag) and node.contents is not None:
            yield from _walk(node.contents.nodes, depth + 1)


def _template_node(node: object, depth: int) -> Iterator[Part]:
    from mwparserfromhell.nodes import Template

    assert isinstance(node, Template)  # noqa: S101 - told by the caller, for the type checker
    name = str(node.name)
    key = key_of(name)
    if key in WRAPPERS or key in LISTS:
        for index, parameter in enumerate(node.params):
            if not parameter.showkey or key in LISTS:
                if index and key in LISTS:
                    yield Part("cut", "\n")
                if not parameter.showkey:
                    yield from _walk(parameter.value.nodes, depth)
        return
    arguments = [
        (f"{parameter.name}=" if parameter.showkey else "") + _shown(parameter.value.nodes, depth)
        for parameter in node.params
    ]
    yield from displayed(name, arguments)


def _shown(nodes: Sequence[object], depth: int) -> str:
    return "".join(part.text for part in _walk(nodes, depth))


def _joined(parts: Sequence[Part]) -> Sequence[Part]:
    """Put neighbouring texts together."""
    if len(parts) < 2:
        return parts
    joined: list[Part] = []
    texts: list[str] = []
    for part in parts:
        if part.kind == "text":
            texts.append(part.text)
            continue
        if texts:
            joined.append(Part("text", "".join(texts)))
            texts.clear()
        joined.append(part)
    if texts:
        joined.append(Part("text", "".join(texts)))
    return joined
