"""Where an article enumerates its memberships, in a paragraph or bullets beyond doubt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.metamorphic.names import organisation_of
from tests.metamorphic.page import Page
from tests.metamorphic.table import hide

_HEADING = re.compile(r"organi[sz]ations?|membership|participation", re.IGNORECASE)
_NOT = re.compile(r"headquarter|former|mission|based in|relations (by|with)|not ", re.IGNORECASE)
_ENTRY = re.compile(
    r"(?:\[\[(?:File|Image):[^\[\]]*\]\] ?)?"
    r"(?P<link>\[\[(?P<target>[^\[\]|:]+)(?:\|(?P<label>[^\[\]|]+))?\]\]|[A-Z][A-Za-z0-9-]+)"
    r"(?: \([A-Z][A-Za-z-]*[A-Z]\))?(?: ?\((?P<status>[^()\[\]{}<>]*)\))?[.;]?"
    r"(?: ?<ref\b[^<>]*/>| ?<ref\b[^<>]*>.*?</ref>)*"
)
_LEAD = re.compile(r"[^\[\]\n,]*\b(?:organi[sz]ations|following|bodies)[^\[\]\n,:]*: ")
_STATUSES = {
    "": "member",
    "observer": "observer",
    "associate": "associate",
    "applicant": "applicant",
    "candidate": "applicant",
    "suspended": "suspended",
    "member": "member",
    "signatory": "signatory",
    "dialogue partner": "dialogue partner",
}
_OTHER_ROLE = re.compile(r"observer|associate|applie|candida|former", re.IGNORECASE)
_FEWEST = 8


@dataclass(frozen=True)
class Entry:
    """``text`` as written; ``identity`` "" where the names tables do not know it exactly."""

    text: str
    link: str
    identity: str
    status: str

    @property
    def is_certain(self) -> bool:
        return self.identity != "" and self.status != ""


@dataclass(frozen=True)
class Listed:
    """An enumeration: the offsets between which it stands, and whether it has bullets.

    ``plain`` tells that each entry is one name, so that commas can stand between them.
    """

    start: int
    end: int
    heading: str
    bullets: bool
    plain: bool
    entries: tuple[Entry, ...]


def listed(page: Page) -> Iterator[Listed]:
    """Find the page's enumerations."""
    for part in page.parts:
        if not _HEADING.search(part.heading) or any(
            _NOT.search(heading) for heading in page.headings_at(part.start)
        ):
            continue
        stop = min((each.start for each in page.parts if each.start > part.start), default=part.end)
        yield from _in_section(page, part.body, stop, part.heading)


def _in_section(page: Page, start: int, end: int, heading: str) -> Iterator[Listed]:
    for match in re.finditer(
        r"(?:^\*[^*\n][^\n]*(?:\n|\Z))+|^[A-Z\[][^\n]*(?:\n|\Z)", page.text[start:end], re.MULTILINE
    ):
        above = page.text[start : start + match.start()].split("\n")
        said = [line for line in above if line.strip() and not line.startswith("{{")]
        if said and _OTHER_ROLE.search(said[-1]):
            continue  # "It is an observer of:"
        block = match[0].rstrip("\n")
        bullets = block.startswith("*")
        lead = "" if bullets else next((m[0] for m in _LEAD.finditer(block) if m.start() == 0), "")
        inner = block[len(lead) :]
        pieces = [line.strip("* ") for line in inner.split("\n")] if bullets else _parted(inner)
        entries = tuple(_entry(piece.strip()) for piece in pieces)
        odd = sum(entry.link == "" for entry in entries)
        if len(entries) >= _FEWEST and odd <= (0.3 * len(entries) if bullets else 0):
            at = start + match.start()
            plain = not odd and "<ref" not in inner
            yield Listed(at + len(lead), at + len(block), heading, bullets, plain, entries)


def _parted(paragraph: str) -> list[str]:
    hidden = hide(re.sub(r"\([^()]*\)", lambda match: "\x01" * len(match[0]), paragraph))
    pieces: list[str] = []
    at = 0
    for mark in re.finditer(r",|;| • |$", hidden):
        pieces.append(paragraph[at : mark.start()])
        at = mark.end()
    pieces[-1] = pieces[-1].strip().removesuffix(".").removeprefix("and ")
    return pieces


def _entry(piece: str) -> Entry:
    """Read one entry; its link is "" where it says more than a name and a status."""
    match = _ENTRY.fullmatch(piece)
    if match is None or not (match["target"] or organisation_of(match["link"])):
        return Entry(piece, "", "", "")
    status = _STATUSES.get((match["status"] or "").lower(), "")
    identity = organisation_of(match["target"]) if match["target"] else ""
    if match["label"] and organisation_of(match["label"]) not in ("", identity):
        identity = ""
    return Entry(piece, match["link"], identity, status)
