"""A paragraph or list item that enumerates organisations -> its entries.

``[[ASEAN]] (observer), [[Food and Agriculture Organization|FAO]] and NATO`` has three.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scraper.cells import Content
from scraper.characters import LOWER, UPPER
from scraper.names import counterparts, organisations
from scraper.qualifier import qualifiers
from scraper.templates import Part
from scraper.words.dates import date_words
from scraper.words.language import words
from scraper.words.spoken import remembered


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation as named; ``status`` is "" where no bracket says it.

    ``short`` is the abbreviation in a bracket behind a name without a link.
    """

    name: str
    target: str
    status: str = ""
    since: str = ""
    dates: tuple[str, ...] = ()
    short: str = ""


@dataclass(slots=True)
class Chunk:
    """What stands between two separators: what is displayed, and what brackets add."""

    parts: list[Part] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text outside brackets, white space folded."""
        return " ".join("".join(part.text for part in self.parts).split())


_MARK = re.compile(
    r"[(\[]|[)\]]|[,;•·\n|]"
    # a stop that ends a sentence
    rf"|(?:(?<=[{LOWER}\d)\]\"”’»])|(?<=[{UPPER}][{UPPER}])|\A)"
    rf"\.(?=[\"”’»]?(?:\s+[{UPPER}\"“„«'‘(\[]|\s*\Z))"
)
_DAY, _WORD = re.compile(r"(?<!\w)\d{1,2}\Z"), re.compile(r"\s+(\w+)")


def chunks(content: Content) -> list[Chunk]:
    """Cut at commas, semicolons, bullets and line ends outside brackets."""
    behind_bracket = words().enumeration["behind_bracket"]
    found = [Chunk()]
    bracket: list[str] = []
    depth = 0
    for part in marked(content):
        opens, closes = part.text in ("(", "["), part.text in (")", "]")
        if opens:
            depth += 1
        elif closes and depth:
            depth -= 1
            if not depth:
                found[-1].brackets.append("".join(bracket).strip())
                bracket.clear()
        elif depth:
            bracket.append(part.text)
        elif part.kind == "cut":
            found.append(Chunk())
        elif found[-1].brackets and (join := behind_bracket.match(part.text)):
            found.append(Chunk([part._replace(text=part.text[join.end() :])]))
        else:
            found[-1].parts.append(part)
    return _rejoined([chunk for chunk in found if chunk.text])


def is_state(name: str, target: str) -> bool:
    """Whether a name is one of a state, and none of an organisation."""
    if organisations.identify(name, target):
        return False
    return bool(counterparts.identify(name, target))


def _rejoined(parted: list[Chunk]) -> list[Chunk]:
    """Put names together again whose own commas parted them."""
    joined: list[Chunk] = []
    texts = [chunk.text for chunk in parted]
    at = 0
    while at < len(parted):
        for length in () if organisations.identify(texts[at]) else (4, 3, 2):
            name = ", ".join(texts[at : at + length])
            if at + length <= len(parted) and len(name) < 120 and organisations.identify(name):
                joined.append(Chunk([Part("text", name)], parted[at + length - 1].brackets))
                at += length
                break
        else:
            joined.append(parted[at])
            at += 1
    return joined


def marked(content: Content) -> Iterator[Part]:
    """Give the parts with brackets apart, and each separator as a cut: "," ";" ".".

    Each bracket is closed, in the end of its list item or before the next separator.
    """
    return _closed(list(_pieces(content)))


def _closed(pieces: list[Part]) -> Iterator[Part]:
    """Close a bracket that is never closed before the next comma: ``OECD (observer, OPANAL``."""
    opened: list[int] = []
    for at, part in enumerate(pieces):
        if part.text in ("(", "["):
            opened.append(at)
        elif part.text in (")", "]") and opened:
            opened.pop()
    unclosed, pending = set(opened), 0
    for at, part in enumerate(pieces):
        if part.kind == "cut":
            yield from [Part("text", ")")] * pending
            pending = 0
        pending += at in unclosed
        yield part
    yield from [Part("text", ")")] * pending


def _pieces(content: Content) -> Iterator[Part]:
    for part in content.parts:
        if part.kind == "text":
            yield from _cut(part.text)
        else:
            yield part


@remembered(maxsize=4096)
def _cut(text: str) -> tuple[Part, ...]:
    """Cut at marks; what stands between two links is often the same as between two others."""
    found: list[Part] = []
    at = 0
    for match in _MARK.finditer(text):
        if match.group() == "." and _is_of_day(text, match.start()):
            continue
        if match.start() > at:
            found.append(Part("text", text[at : match.start()]))
        mark, at = match.group(), match.end()
        found.append(Part("text" if mark in "()[]" else "cut", mark))
    if at < len(text):
        found.append(Part("text", text[at:]))
    return tuple(found)


def _is_of_day(text: str, stop: int) -> bool:
    """Whether a stop belongs to a day, as in German: "seit 5. Mai"."""
    following = _WORD.match(text, stop + 1)
    is_month = following and following[1].lower() in date_words().months
    return bool(is_month and _DAY.search(text[max(0, stop - 3) : stop]))


def entries(chunk: Chunk) -> Iterator[Entry]:
    """Name the organisations of one chunk; nothing where it reads as prose."""
    links = _links(chunk)
    status, since, dates = qualifiers(chunk.brackets)
    if links is None:
        if name := _whole_name(chunk):
            yield Entry(name, "", status, since, dates)
        return
    if links:
        flags = [part.text for part in chunk.parts if part.kind == "flag"]
        named = [organisations.identify(part.text, part.target) for part in links]
        if named == [""] and len(flags) == 1 and organisations.identify(flags[0]):
            links = [Part("link", flags[0])]  # "{{flag|NATO}} [[Enlargement of NATO|Full]]"
        for part in links:
            yield Entry(part.text.strip(), part.target, status, since, dates)
        return
    short = next((said for said in chunk.brackets if organisations.abbreviated(said)), "")
    for name in _plain_names(_without_lead(chunk.text)):
        yield Entry(name, "", status, since, dates, short)


def _links(chunk: Chunk) -> list[Part] | None:
    """List the links that name organisations; None where prose stands before them."""
    links: list[Part] = []
    last = max((at for at, part in enumerate(chunk.parts) if part.kind == "link"), default=-1)
    for index, part in enumerate(chunk.parts):
        if part.kind == "link" and part.text.strip():
            following = chunk.parts[index + 1] if index + 1 < len(chunk.parts) else None
            if following and following.kind == "text" and re.match(r"['’]s?\s", following.text):
                continue  # the EU's Eastern Partnership
            if not (links and words().enumeration["place"].search(chunk.parts[index - 1].text)):
                links.append(part)  # not Strasbourg in "[[Council of Europe]] in [[Strasbourg]]"
        elif part.kind == "text" and not links:
            lead = words().enumeration["leading"].sub(" ", f" {part.text} ").strip()
            if lead and index < last:
                if organisations.identify(lead):
                    continue  # NATO [[Partnership for Peace]]
                if re.fullmatch(r"['’]s?|(?:\w+ ){0,3}\w+['’]s?", lead):
                    continue
                return None
    return links


def _whole_name(chunk: Chunk) -> str:
    """Give the name of which only a part is a link: ``Permanent Court of [[Arbitration]]``.

    Where only the abbreviation in brackets behind it is known, it is named by that.
    """
    name = _without_lead(chunk.text)
    if organisations.identify(name):
        return name
    if not words().membership["called"][0].search(name):
        return ""
    linked = {organisations.identify(p.text, p.target) for p in chunk.parts if p.kind == "link"}
    known = (
        short for short in chunk.brackets if organisations.identify(short) not in {"", *linked}
    )
    return next(known, "")


def _plain_names(text: str) -> list[str]:
    """Part unlinked names at "and", where the whole is no name that we know."""
    text = text.strip(" .–—-")
    joint = words().enumeration["and"]
    if not text or organisations.identify(text) or not joint.search(text):
        return [text] if text else []
    names = [_without_lead(name).strip(" .") for name in joint.split(text)]
    known = [name for name in names if organisations.identify(name)]
    # "UN and some related agencies" names one.
    of_others = all(name[:1].islower() for name in set(names).difference(known))
    return known if known and of_others else [text]


def _without_lead(text: str) -> str:
    leading = words().enumeration["leading"]
    return leading.sub("", text + " ", count=1).strip() if leading.match(text) else text
