"""A section's list items -> what they state of diplomatic relations.

``* {{flag|Fiji}} (9 January 2004)``, ``* 1961: [[India]]``, ``* [[Tonga]], [[Samoa]]``.
A paragraph of nothing but names and dates is one, too: ``{{flag|Palau}}, {{flag|Nauru}}``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scraper.cells import LONGEST, Content, plain, read
from scraper.context import Context
from scraper.counterpart import Named, named
from scraper.dates import DateReading, read_dates
from scraper.leadin import is_bold, relation_status_led_in, status_under
from scraper.listing import Listing, Trouble
from scraper.lists import Block
from scraper.names import counterparts
from scraper.snapshot import Statement
from scraper.templates import Part
from scraper.words.language import words
from scraper.words.spoken import remembered

_FEWEST = 3  # items, or fewer where the heading says that there are no relations
_LONGEST_REMARK, _LONGEST_DATE, _LONGEST_LABEL = 120, 25, 60
_AROUND = " \t\n()[]–—-:;,.*†'\""


@dataclass(frozen=True, slots=True)
class _Item:
    """A list item: the counterparts that it names, and the text before and behind them."""

    before: str
    named: tuple[Named, ...]
    behind: str


def read_list(blocks: Sequence[Block], context: Context) -> Listing | None:
    """Read a section's list items as relations; None where they are something else.

    Three of them have to name a counterpart, or the heading, or what leads them in, says
    that they are states without relations. Led in so, they count under any heading.
    """
    if context.other or context.nothing:
        return None
    found: list[Statement] = []
    troubles: list[Trouble] = []
    rows, is_denied = 0, False
    for block, text, of_all in _led_in(blocks, context):
        if not (context.relations or of_all):
            continue
        if block.marks:
            statements, doubt = _read_item(context.heading, of_all, text)
            rows += bool(statements)
            if doubt:
                troubles.append(Trouble(block.line, "doubt", doubt))
        else:
            statements = _read_names(context.heading, of_all, text)
            rows += len(statements)
        found += statements
        is_denied |= bool(of_all and statements)
    if rows < _FEWEST and not is_denied:
        return None
    return Listing(tuple(found), tuple(troubles), rows)


def _led_in(blocks: Iterable[Block], context: Context) -> Iterator[tuple[Block, str, str]]:
    """Give items, and paragraphs that may be of names alone, with the status of all of them.

    That is what a line above them says ("It has no relations with:"), or else the heading.
    """
    of_all = of_heading = context.status
    for block in blocks:
        text = block.text[:LONGEST]
        is_term = block.marks.endswith(";")
        may_lead_in = is_term or not block.marks
        if may_lead_in and (
            status := relation_status_led_in(text, is_title=is_term, of_relations=context.relations)
        ):
            of_all = status
        elif block.marks or text.startswith(("[[", "{{", "'")):
            if of_all != of_heading and _is_title(text, is_term=is_term):
                of_all = status_under(plain(text), of_all, of_heading)
            yield block, text, of_all
        else:
            of_all = of_heading


def _is_title(text: str, *, is_term: bool) -> bool:
    """Whether a line heads a list, and names no counterpart by a link or flag."""
    return (is_term or is_bold(text.rstrip(" :"))) and "[[" not in text and "{{" not in text


@remembered(maxsize=1024)
def _read_item(section: str, heading_status: str, text: str) -> tuple[tuple[Statement, ...], str]:
    """Read an item that names counterparts and says little else; its statements and doubt."""
    found: list[Statement] = []
    doubts: list[str] = []
    for content in _apart(read(text)):
        statements, doubt = _read_one(section, heading_status, content)
        if not statements:
            break
        found += statements
        doubts += [doubt] if doubt else []
    return tuple(found), "; ".join(doubts)


def _read_one(
    section: str, heading_status: str, content: Content
) -> tuple[tuple[Statement, ...], str]:
    item = _part(content)
    if item is None or len(item.behind) > _LONGEST_REMARK:
        return (), ""
    if not heading_status and not _behind_name().match(item.behind):
        return (), ""
    reading = _date(item, labelled=bool(heading_status))
    if reading is None or (not reading.since and _sees_articles(item)):
        return (), ""
    status = reading.status
    if status == "established":
        status = words().relation_status(item.behind.strip(_AROUND))
    if status in ("established", "none"):
        status = heading_status or status
    doubt = f"{item.named[0].name}: {reading.problem}" if reading.problem else ""
    return _statements(section, item, reading, status, content), doubt


@remembered(maxsize=1024)
def _read_names(section: str, heading_status: str, text: str) -> tuple[Statement, ...]:
    """Read a paragraph of nothing but counterparts, and perhaps their dates."""
    found: list[Statement] = []
    for content in _apart(read(text)):
        item = _part(content)
        if item is None or _sees_articles(item):
            return ()
        behind = item.behind.strip(_AROUND)
        reading = read_dates(behind)
        if not _is_label(item.before) or (behind and not _is_only_date(reading, behind)):
            return ()
        found += _statements(section, item, reading, heading_status or reading.status, content)
    return tuple(found)


def _apart(content: Content) -> Iterator[Content]:
    """Part an item where one counterpart follows another's date: ``[[Fiji]] (2010), [[Tonga]]``."""
    parts: list[Part] = []
    depth = 0
    for part in content.parts:
        last = parts[-1] if parts else None
        if depth == 0 and last and last.kind == "text" and part.kind in ("flag", "link"):
            end = _after_date().search(last.text)
            if end and counterparts.kind(named(part).identity):
                yield content._replace(parts=(*parts[:-1], Part("text", last.text[: end.end(1)])))
                parts = []
        if part.kind == "text":
            depth = max(0, depth + part.text.count("(") - part.text.count(")"))
        parts.append(part)
    yield content._replace(parts=tuple(parts))


@remembered(maxsize=1)
def _after_date() -> re.Pattern[str]:
    joins = rf"(?:{words().joins})\s+"
    return re.compile(rf"(\)|\d)\s*(?:[,;]\s*(?:{joins})?|\s{joins})\Z")


def _is_label(before: str) -> bool:
    """Whether nothing stands before the names, or a label: "Asia:"."""
    shown = before.strip(_AROUND)
    return not shown or (len(shown) <= _LONGEST_LABEL and before.rstrip(" '").endswith(":"))


def _statements(
    section: str, item: _Item, reading: DateReading, status: str, content: Content
) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            "relation", section, each.name, each.target, each.identity, reading.since,
            reading.dates, status, "", content.references,
        )
        for each in item.named
    )  # fmt: skip


@remembered(maxsize=1)
def _behind_name() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[(\[,;:–—-]|(?:{words().before_date})\b|\d|$)", re.IGNORECASE)


def _part(content: Content) -> _Item | None:
    """Find the first counterparts of an item, joined by commas; None where there are none."""
    before: list[str] = []
    found: list[Named] = []
    behind: list[str] = []
    for part in content.parts:
        linked = named(part) if part.kind in ("flag", "link") and not behind else None
        if linked and counterparts.kind(linked.identity):
            found.append(linked)
        elif not found:
            before.append(part.text)
        elif not behind and part.kind != "link" and words().joint.fullmatch(part.text):
            continue
        else:
            behind.append(part.text)
    if found:
        return _Item("".join(before), tuple(found), "".join(behind))
    return _part_of_text("".join(before))


def _part_of_text(text: str) -> _Item | None:
    """Find a counterpart in an item without links: ``Fiji (2004)``, ``Fiji, Tonga``."""
    name = re.split(r"\s*[(\[:]|\s[–—-]\s|,", text.strip(), maxsplit=1)[0]
    names = [each.strip(_AROUND) for each in _between_names().split(text)]
    if all(map(_is_counterpart, names)):
        return _Item("", tuple(_unlinked(each) for each in names), "")
    if _is_counterpart(name.strip(_AROUND)):
        behind = text.strip()[len(name) :]
        return _Item("", (_unlinked(name.strip(_AROUND)),), behind)
    return None


@remembered(maxsize=1)
def _between_names() -> re.Pattern[str]:
    return re.compile(rf",|\b(?:{words().joins})\b")


def _is_counterpart(name: str) -> bool:
    return bool(counterparts.kind(counterparts.identify(name)))


def _unlinked(name: str) -> Named:
    return Named(name, "", counterparts.identify(name))


def _date(item: _Item, *, labelled: bool) -> DateReading | None:
    """Read the date before the names, or behind them; None where the item begins as a story.

    With ``labelled`` a label may stand before them: ``Asia: [[Brunei]], [[Oman]]``.
    """
    before = item.before.strip(_AROUND)
    if before and not (labelled and _is_label(item.before)):
        reading = read_dates(before)
        return reading if _is_only_date(reading, before) else None
    behind = item.behind.strip(_AROUND)
    reading = read_dates(behind)
    if reading.problem and not any(char.isdigit() for char in behind):
        return DateReading("", (), reading.status)  # a remark
    return reading


def _is_only_date(reading: DateReading, text: str) -> bool:
    return bool(reading.since) and not reading.problem and len(text) <= _LONGEST_DATE


def _sees_articles(item: _Item) -> bool:
    return any(each.target.lower().endswith(" relations") for each in item.named)
