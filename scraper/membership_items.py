"""A list item -> the memberships that it states: ``* [[FIFA]] and [[UEFA]] (suspended)``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scraper.cells import read
from scraper.enumeration import Chunk, Entry, chunks, entries, is_state
from scraper.joinings import read_joining
from scraper.leadin import without_role
from scraper.membership import is_known, statements
from scraper.names import organisations
from scraper.prose import enumerated
from scraper.qualifier import denies, remark
from scraper.snapshot import Statement
from scraper.words.language import words
from scraper.words.spoken import remembered

_DASH = re.compile(r"\s[–—-]\s|:|\s[–—-]\Z")


@remembered(maxsize=1024)
def read_item(section: str, text: str, status: str, about: str) -> tuple[Statement, ...]:
    """Read ``* [[FIFA]] and [[UEFA]] (suspended)``: what the item begins with."""
    content = read(text)
    if content.parts and content.parts[0].kind == "text" and denies(content.parts[0].text):
        return ()  # "Not a member of: [[NATO]]"
    content, said, since = without_role(content)
    if joining := read_joining(content, about):
        return statements(section, [_completed(joining, said or status, since)], content)
    parted = chunks(content)
    if not parted or _is_of_missions(parted):
        return ()
    found: list[Entry] = []
    for at, chunk in enumerate(parted):
        before_dash, behind = _at_dash(chunk)
        these = list(entries(before_dash))
        if found and _adds(chunk):
            found[-1] = _remarked(found[-1], [other.text for other in parted[at:]])
            break
        if not these or not all(is_name(entry) for entry in these):
            break
        found += these
        found[-1] = _remarked(found[-1], [_behind_links(before_dash)])
        if before_dash is not chunk:
            rest = [behind, *(other.text for other in parted[at + 1 :])]
            found[-1] = _remarked(found[-1], rest)
            break
    if not found:  # a sentence
        found = enumerated(read(text), about, fewest=1)
    found = [_completed(entry, said or status, since) for entry in found]
    return statements(section, found, content)


def _completed(entry: Entry, status: str, since: str) -> Entry:
    return replace(entry, status=entry.status or status, since=entry.since or since)


def _is_of_missions(parted: Sequence[Chunk]) -> bool:
    """Whether an item speaks of embassies and the like; organisations' names may do so."""
    first = next(entries(parted[0]), None)
    brackets = () if first and is_known(first) else parted[0].brackets
    said = [
        part.text
        for chunk in parted
        for part in chunk.parts
        if part.kind != "link" or not organisations.identify(part.text, part.target)
    ]
    return bool(words().membership["no_membership"][0].search(" ".join([*said, *brackets]).lower()))


def _at_dash(chunk: Chunk) -> tuple[Chunk, str]:
    """Part the remark behind a dash or colon from the name: ``[[ECOWAS]] – since 1975``."""
    for index, part in enumerate(chunk.parts):
        if part.kind == "text" and (dash := _DASH.search(part.text)):
            kept = [*chunk.parts[:index]]
            if before := part.text[: dash.start()].strip():
                kept.append(type(part)("text", before))
            behind = [part.text[dash.end() :], *(other.text for other in chunk.parts[index + 1 :])]
            return Chunk(kept, chunk.brackets), "".join(behind)
    return chunk, ""


def _adds(chunk: Chunk) -> bool:
    """Whether a chunk only adds to the name before it: ``[[ECOWAS]], since 1975``."""
    return all(part.kind == "text" for part in chunk.parts) and any(remark(chunk.text))


def _behind_links(chunk: Chunk) -> str:
    """Give what stands behind the last link: ``[[OPEC]] since 1960``; "" where there is none."""
    kinds = [part.kind for part in chunk.parts]
    if "link" not in kinds:
        return ""
    return "".join(part.text for part in chunk.parts[len(kinds) - kinds[::-1].index("link") :])


def _remarked(entry: Entry, clauses: Sequence[str]) -> Entry:
    """Add what stands behind a name: what all its clauses say together, else the first alone."""
    status, since, dates = next(
        (said for text in (", ".join(clauses), clauses[0]) if any(said := remark(text))),
        ("", "", ()),
    )
    return replace(
        entry,
        status=entry.status or status,
        since=entry.since or since,
        dates=entry.dates or dates,
    )


def is_name(entry: Entry) -> bool:
    """Whether an entry can be an organisation: not a state, and no sentence."""
    if is_state(entry.name, entry.target) or words().enumeration["no_organisation"].search(
        entry.target
    ):
        return False
    if entry.target or organisations.identify(entry.name):
        return True
    return (
        len(entry.name.split()) <= 8
        and entry.name[:1].isupper()
        and not words().enumeration["no_name"].match(entry.name)
    )
