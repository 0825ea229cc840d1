"""A cell or list item that names counterparts -> their names and identities.

``{{flag|Fiji}}``, ``{{flagicon|FJI}} [[Fiji]]`` and ``[[Fiji–Mongolia relations|Fiji]]`` name one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.cells import Content
from scraper.names import counterparts
from scraper.names.fold import unknown
from scraper.templates import Part
from scraper.words.language import words


@dataclass(frozen=True, slots=True)
class Named:
    """A counterpart as named: the name displayed, the link's target if any, the identity."""

    name: str
    target: str
    identity: str


def names(content: Content) -> Iterator[Named]:
    """Name the counterparts of a cell, each once: its flags, else its links, else its text."""
    if len(content.parts) == 1 and content.parts[0].kind == "flag" and content.text:
        yield named(content.parts[0])
        return
    said = set[str]()
    for one in _all_names(content):
        if one.identity not in said:
            yield one
        said.add(one.identity)


def _all_names(content: Content) -> Iterator[Named]:
    outside = [(part, shown) for part, shown in _outside_brackets(content)]
    flags = [part for part, shown in outside if part.kind == "flag" and shown.strip()]
    if flags:
        for part in flags:
            yield named(part)
        return
    lines: list[list[tuple[Part, str]]] = [[]]
    for part, shown in outside:
        if part.kind == "cut":
            if any(above.kind != "icon" for above, _ in lines[-1]):
                lines.append([])
        else:
            lines[-1].append((part, shown))
    if len(lines) > 1 and _is_one_name(lines):
        lines = [[each for line in lines for each in (*line, (Part("text", " "), " "))]]
    first = True
    for line in lines:
        for one in _names_in_line(line):
            if first or counterparts.identify(one.name):  # not "formerly [[Soviet Union]]"
                yield one
            first = False


def _is_one_name(lines: list[list[tuple[Part, str]]]) -> bool:
    """Whether a line breaks within a name: ``Bosnia and<br />Herzegovina``."""
    if any(part.kind == "link" for line in lines for part, _ in line):
        return False
    written = (_cleaned("".join(shown for _, shown in line)) for line in lines)
    return bool(counterparts.identify(" ".join(written)))


def named(part: Part) -> Named:
    """Identify what a flag or a link names."""
    if part.kind == "flag":
        # {{flag|NAM}} shows "NAM" and means Namibia, not the Non-Aligned Movement.
        meant = counterparts.display(part.target) if part.text == part.target else ""
        return _named(part.text, "", part.target, meant)
    return _named(part.text, part.target, "")


def qualified(content: Content) -> str:
    """Read the status that brackets beside the name tell: ``Israel (suspended)``."""
    if "(" in content.text:
        for qualifier in re.findall(r"\(([^()]*)\)", content.text):
            status = words().relation_status(qualifier)
            if status != "established":
                return status
    return "established"


def without_remark(content: Content) -> tuple[Content, str]:
    """Take away a status behind a dash, which is no part of a name: ``[[Israel]] – suspended``."""
    last = content.parts[-1] if content.parts else None
    if last is None or last.kind != "text" or not (remark := _REMARK.search(last.text)):
        return content, "established"
    status = words().relation_status(remark[1])
    if status == "established":
        return content, status
    return content._replace(
        parts=(*content.parts[:-1], Part("text", remark.string[: remark.start()]))
    ), status


_REMARK = re.compile(r"(?:\s|\A)[–—-]\s+([^\W\d_]+(?: [^\W\d_]+){0,4})\s*\Z")
_BRACKETED = re.compile(r"[(\[]|[)\]]")


def _outside_brackets(content: Content) -> Iterator[tuple[Part, str]]:
    """Give each part with its text outside round brackets."""
    depth = 0
    for part in content.parts:
        if part.kind != "text":
            yield part, part.text if depth == 0 else ""
            continue
        shown: list[str] = []
        at = 0
        for mark in _BRACKETED.finditer(part.text):
            if depth == 0:
                shown.append(part.text[at : mark.start()])
            depth = depth + 1 if mark.group() in "([" else max(depth - 1, 0)
            at = mark.end()
        if depth == 0:
            shown.append(part.text[at:])
        yield part, "".join(shown)


def _names_in_line(line: list[tuple[Part, str]]) -> Iterator[Named]:
    links = [part for part, shown in line if part.kind == "link" and shown.strip()]
    icons = [part for part, _ in line if part.kind == "icon"]
    between = [shown for part, shown in line if part.kind == "text"]
    code = icons[0].target if icons else ""
    whole = _cleaned("".join(shown for _, shown in line))
    written = _cleaned("".join(part.text for part, _ in line if part.kind != "icon"))
    if written != whole and counterparts.identify(written):
        whole = written  # "Korea (North)"
    if links and all(words().joint.fullmatch(shown.strip("*†‡\"'“” ")) for shown in between):
        for part in links:
            yield named(part)
    elif whole and any(char.isalpha() for char in whole):
        target = links[0].target if len(links) == 1 else ""
        yield _named(whole, target, "")
    elif code and (shown := counterparts.display(code) or code):
        yield _named(shown, "", code)


def _named(name: str, target: str, code: str, meant: str = "") -> Named:
    name = _cleaned(name)
    identity = counterparts.identify(meant or name, target, code) or unknown(name)
    return Named(name, target, identity)


def _cleaned(name: str) -> str:
    return " ".join(name.split()).strip(' "“”*†‡:;,-–—')
