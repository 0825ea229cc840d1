"""A section's lists and paragraphs -> what they state of memberships."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from scraper.cells import LONGEST, Content, plain, read
from scraper.context import Context
from scraper.enumeration import Chunk, Entry, chunks, entries, is_state
from scraper.leadin import LeadIn, is_outside, lead_in, lead_in_below_heading, role_of
from scraper.lists import Block
from scraper.membership import is_known, statements
from scraper.membership_items import is_name, read_item
from scraper.names import organisations
from scraper.prose import enumerated, without_lead_in
from scraper.snapshot import Statement
from scraper.words.language import words
from scraper.words.spoken import remembered

_LINE_END = re.compile(r"\n|<br\b[^<>]*>", re.IGNORECASE)
_MANY = 8  # organisations that a sentence under any heading has to name
_FEWEST = 5
"""Names in a paragraph from which on it can be an enumeration by its form alone."""


def read_text(blocks: Sequence[Block], context: Context) -> tuple[Statement, ...]:
    """Read a section's list items and paragraphs."""
    if context.nothing or is_outside(context.heading):
        return ()
    found: list[Statement] = []
    listed = context.memberships and not organisations.identify(context.heading)
    lead: LeadIn | None = None
    for of_list, run in groupby(blocks, lambda block: bool(block.marks)):
        if of_list:
            found += _read_list(tuple(run), context, lead or LeadIn(listed))
            continue
        for block in run:
            text = block.text[:LONGEST]
            if lead and not plain(text).strip():
                continue  # {{colbegin}} before the list that is led in
            lead = lead_in(text) or (lead_in_below_heading(text) if listed else None)
            found += _read_prose(text, context, lead)
    return tuple(found)


def _read_prose(text: str, context: Context, lead: LeadIn | None) -> tuple[Statement, ...]:
    heading = context.heading
    if context.memberships and (lines := _role_lines(text)):
        return tuple(
            said
            for line in lines
            for said in (
                read_item(heading, line, role_of(heading), context.about)
                if _role_label(line)
                else _read_paragraph(context, line, False)
            )
        )
    if context.memberships or heading == "" or is_about_subject(heading):
        ends_in_list = lead is not None and lead.to_memberships
        return _read_paragraph(context, text, ends_in_list)
    if enumerates_many(text) and not (context.relations or context.other):
        return _read_many(context, text)
    return ()


def _role_lines(text: str) -> list[str]:
    """Part a paragraph at its lines, if one begins with a role: ``Observer: [[OAS]], [[NAM]]``."""
    lines = [line.strip() for line in _LINE_END.split(text) if line.strip()]
    labels = [label for line in lines if (label := _role_label(line))]
    return lines if labels else []


def _role_label(line: str) -> str:
    match = words().membership["role_label"][0].match(line.lower())
    return match["as"] if match else ""


def _read_list(items: Sequence[Block], context: Context, lead: LeadIn) -> Iterator[Statement]:
    """Read items, unless they are states or the words above them tell of something else."""
    of_all = role_of(context.heading)  # what the heading says of all that it heads
    to_memberships = lead.to_memberships
    if not to_memberships or _lists_states(items):
        return
    for item in items:
        text = item.text[:LONGEST]
        if item.marks[-1] == ";":  # a term heads what follows
            lead = LeadIn(not is_outside(plain(text)), role_of(plain(text)))
        elif lead.to_memberships:
            yield from read_item(context.heading, text, lead.status or of_all, context.about)


def _lists_states(items: Sequence[Block]) -> bool:
    return 2 * sum(_begins_with_state(item.text[:LONGEST]) for item in items) > len(items)


@remembered(maxsize=1024)
def _begins_with_state(text: str) -> bool:
    first = next((entry for chunk in chunks(read(text))[:1] for entry in entries(chunk)), None)
    return first is not None and is_state(first.name, first.target)


def enumerates_many(text: str) -> bool:
    """Whether a text may enumerate many memberships, whatever it stands under."""
    return bool(words().many.search(text))


def enumeration(text: str) -> tuple[Entry, ...]:
    """Read a list of names parted by commas, as the World Factbook writes it."""
    parted = chunks(read(text))
    return tuple(entry for chunk in parted for entry in entries(chunk))


def is_about_subject(heading: str) -> bool:
    """Whether a section with that heading speaks of the subject's relations at large."""
    lowered = heading.lower()
    return any(pattern.search(lowered) for pattern in words().membership["sections"])


@remembered(maxsize=512)
def _read_paragraph(context: Context, text: str, ends_in_list: bool) -> tuple[Statement, ...]:
    section = context.heading
    content = read(text)
    in_sentences = enumerated(
        content, context.about, lead=section == "", fewest=1 if ends_in_list else 2
    )
    by_form = _by_form(without_lead_in(content)) if context.memberships else []
    said = {(entry.name, entry.target) for entry in in_sentences}
    others = [
        replace(entry, status=entry.status or role_of(section))
        for entry in by_form
        if (entry.name, entry.target) not in said
    ]
    return statements(section, [*in_sentences, *others], content)


@remembered(maxsize=64)
def _read_many(context: Context, text: str) -> tuple[Statement, ...]:
    content = read(text)
    found = enumerated(content, context.about, fewest=_MANY)
    return statements(context.heading, found if sum(map(is_known, found)) >= _MANY else [], content)


def _are_links(parted: Sequence[Chunk]) -> bool:
    """Whether two names or more are all links to organisations, and nothing stands beside them."""
    return len(parted) > 1 and all(
        all(part.kind == "link" or words().joint.fullmatch(part.text) for part in chunk.parts)
        and all(map(is_known, entries(chunk)))
        for chunk in parted
    )


def _by_form(content: Content) -> list[Entry]:
    """Read a paragraph as an enumeration, if nearly all of it is names."""
    parted = chunks(content)
    if len(parted) < _FEWEST and not _are_links(parted):
        return []
    found = [list(entries(chunk)) for chunk in parted]
    named = [
        entry
        for these in found
        for entry in these
        if is_name(entry) and (entry.target or len(entry.name) <= 60)
    ]
    known = sum(bool(entry.target or organisations.identify(entry.name)) for entry in named)
    lengths = sorted(len(chunk.text.split()) for chunk in parted)
    short = lengths[len(lengths) * 9 // 10] <= 12
    return named if short and known >= 0.7 * len(parted) and len(named) >= 0.8 * len(parted) else []
