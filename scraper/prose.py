"""Sentences that enumerate memberships -> their entries.

``It is a member of [[A]] and [[B]], and an observer in [[C]]`` has three.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from scraper.assertion import Assertion, assertions, asserts, has_subject
from scraper.cells import Content
from scraper.characters import LOWER, UPPER
from scraper.dates import read_dates
from scraper.enumeration import Entry, is_state
from scraper.names import organisations
from scraper.qualifier import qualifiers
from scraper.sentences import Piece, sentences
from scraper.templates import Part
from scraper.words.language import words
from scraper.words.spoken import remembered

_LONGEST_TRAILING = 60  # characters at a name's end in which such words are looked for
_MOST_PARTS = 4  # of one name, between its commas and "and"
_LONGEST_KNOWN = 120  # characters
_AROUND = " ,.()/\"“”'"
_LABEL = re.compile(rf"\s*[{UPPER}][{LOWER}]+(?: [{LOWER}]+){{0,3}}:\s*")
_POSSESSIVE = re.compile(r"['’]s?\s+")
_ABBREVIATION = re.compile(rf"[{UPPER}][{UPPER}\d-]{{2,9}}")
_LONGEST_FILLER, _LONGEST_NAME = 10, 12  # words
_NOTHING = Piece("")
_HEARD = 300  # characters before an assertion that may hold its subject


def enumerated(content: Content, about: str, *, lead: bool = False, fewest: int = 2) -> list[Entry]:
    """Name the organisations that sentences say the subject is a member of.

    Nothing where they name fewer than two: that is prose about one. ``about`` is the identity
    of the article's state, "" where unknown. In its ``lead`` only the present counts.
    """
    if not asserts(content.text):
        return []
    found = [
        entry
        for pieces in sentences(content)
        for entry in _Sentence(pieces, about, lead=lead).entries()
    ]
    found = _once(found)
    return found if len(found) >= fewest else []


def without_lead_in(content: Content) -> Content:
    """Take away "It is a member of the following:" before the first name.

    Only where it claims plain membership: another status belongs to each name.
    """
    for index, part in enumerate(content.parts[:3]):
        if part.kind != "text":
            continue
        if index == 0 and (label := _LABEL.match(part.text)):
            rest = part.text[label.end() :]
            return content._replace(parts=(Part("text", rest), *content.parts[1:]))
        for asserted in assertions(part.text):
            if asserted.kind != "adds" and asserted.status == "member":
                rest = _after_filler(part.text[asserted.end :])
                return content._replace(parts=(Part("text", rest), *content.parts[index + 1 :]))
    return content


def _after_filler(text: str) -> str:
    head, colon, rest = text.partition(":")
    if colon and _is_filler(head):
        return rest
    return "" if _is_filler(text) else text


class _Sentence:
    """Goes through a sentence: an assertion opens an enumeration, other words end it.

    In a list of several semicolons, what ends at one goes on behind it.
    """

    def __init__(self, pieces: list[Piece], about: str, *, lead: bool) -> None:
        self._pieces = pieces
        self._about = about
        self._lead = lead
        self._listed = sum(piece.text.count(";") for piece in pieces if not piece.link) > 1
        self._status = ""  # what is asserted of the names that follow; "" where nothing is
        self._main_status = ""  # what a semicolon goes back to
        self._past = False
        self._fewest = 1
        self._heard = ""
        self._found: list[tuple[Entry, int]] = []

    def entries(self) -> list[Entry]:
        """Give what is enumerated; a weak assertion counts where it is of several."""
        before = _NOTHING
        for at, piece in enumerate(self._pieces):
            if piece.link is not None:
                self._read_link(piece, piece.link, before)
            else:
                self._read_text(piece, before)
                self._read_members(at)
            self._heard = self._heard_before(len(piece.text), piece.text)
            before = piece
        found = Counter(fewest for _, fewest in self._found)
        return [entry for entry, fewest in self._found if found[fewest] >= fewest]

    def _read_link(self, piece: Piece, link: Part, before: Piece) -> None:
        name, target = link.text.strip(), "" if link.kind == "flag" else link.target
        if not self._status or not name:
            return
        identity = organisations.identify(name, target)
        if not identity:
            if link.kind == "flag" or is_state(name, target):
                self._status = ""
                return
            if words().enumeration["place_in_sentence"].search(before.text):
                return
        elif words().enumeration["renamed"].search(before.text):
            return  # "OAU, now the [[African Union|AU]]"
        elif before.link and identity == organisations.identify(before.text, before.link.target):
            return  # [[Asian Fund]] [[AF]]
        self._add(name, target, piece.brackets)

    def _read_members(self, at: int) -> None:
        """Read names before what they are members as: "is a [[NATO]] and [[EU]] member"."""
        patterns = words().membership
        if not patterns["before_members"][0].search(self._pieces[at].text.lower()):
            return
        links: list[Part] = []
        for piece in self._pieces[at + 1 :]:
            if piece.link is not None:
                links.append(piece.link)
            elif patterns["as_members"][0].match(piece.text.lower()):
                break
            elif not words().enumeration["joins"].fullmatch(piece.text):
                return
        else:
            return
        for link in links:
            if organisations.identify(link.text, link.target):
                self._add(link.text.strip(), link.target, ())

    def _read_text(self, piece: Piece, before: Piece) -> None:
        text = self._behind_name(piece.text) if before.link else piece.text
        at = 0
        for asserted in assertions(text):
            if self._holds(asserted, self._heard_before(asserted.start, text)):
                self._read_names(text[at : asserted.start])
                self._status, self._past = asserted.status, asserted.past
                self._fewest = asserted.fewest
                if asserted.kind != "adds":
                    self._main_status = asserted.status
                at = asserted.end
        self._read_names(text[at:], piece)

    def _heard_before(self, at: int, text: str) -> str:
        if at >= _HEARD:
            return text[at - _HEARD : at]
        return (self._heard + text[:at])[-_HEARD:]

    def _behind_name(self, text: str) -> str:
        """Read what only adds to the name before it: "'s", "since 1961", ", which it joined in"."""
        if possessive := _POSSESSIVE.match(text):
            if self._found and self._status:
                self._found.pop()  # the EU's Eastern Partnership
            return text[possessive.end() :]
        if not (self._found and self._status):
            return text
        entry, fewest = self._found[-1]
        date, when, as_ = (words().enumeration[key] for key in ("date", "when", "as"))
        if joined := words().membership["joined_aside"][0].match(text.lower()):
            dated = date.match(text, joined.end())
            if dated and not entry.since:
                self._found[-1] = replace(entry, since=read_dates(dated[0]).since), fewest
            return text[dated.end() if dated else joined.end() :]
        if (told := when.match(text)) and (dated := date.match(text, told.end())):
            if (told["since"] or self._past) and not entry.since:
                self._found[-1] = replace(entry, since=read_dates(dated[0]).since), fewest
            return text[dated.end() :]
        if role := as_.match(text):
            self._found[-1] = replace(entry, status=words().membership_status(role["as"])), fewest
            return text[role.end() :]
        return text

    def _holds(self, asserted: Assertion, heard: str) -> bool:
        if asserted.kind == "adds":
            return bool(self._status or self._found)
        if asserted.past and self._lead:
            return False
        return bool(self._found and words().enumeration["goes_on"].search(heard)) or has_subject(
            heard, self._about
        )

    def _read_names(self, text: str, ending: Piece = _NOTHING) -> None:
        """Read names that are not linked; ``ending`` has what stands behind the last."""
        *parts, last = text.split(";")
        for index, part in enumerate([*parts, last]):
            if index and self._listed:
                self._status = self._main_status
            if self._status:
                self._read_part(part, ending if index == len(parts) else _NOTHING)

    def _read_part(self, text: str, ending: Piece) -> None:
        *others, last = _pieces(text)
        for piece, behind in [*((other, _NOTHING) for other in others), (last, ending)]:
            name = _bare(piece)
            if not _is_understood(piece):
                self._status = ""
                return
            if _is_filler(piece) or not name:
                continue
            identity = organisations.identify(name)
            short = behind.short
            if short and organisations.identify(short.text, short.target) == identity != "":
                self._add(short.text.strip(), short.target, ())
            else:
                self._add(name, "", behind.brackets)

    def _add(self, name: str, target: str, brackets: tuple[str, ...]) -> None:
        qualified, since, dates = qualifiers(brackets)
        entry = Entry(name, target, qualified or self._status, since, dates)
        self._found.append((entry, self._fewest))


def _once(found: list[Entry]) -> list[Entry]:
    """Drop the name in full before its linked abbreviation: ``Asian Fund [[AF]]``."""
    return [
        entry
        for entry, following in zip(found, [*found[1:], None], strict=False)
        if entry.target or following is None or _identity(entry) != _identity(following)
    ]


def _identity(entry: Entry) -> str:
    return organisations.identify(entry.name, entry.target) or entry.name


@remembered(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """Part names at commas and at "and", where these are not part of a name."""
    return tuple(_parted(text))


def _parted(text: str) -> Iterator[str]:
    begins, ends = [0], []
    for separator in words().enumeration["separator"].finditer(text):
        ends.append(separator.start())
        begins.append(separator.end())
    ends.append(len(text))
    at = 0
    while at < len(begins):
        last = _end_of_name(text, begins[at], ends[at : at + _MOST_PARTS])
        yield text[begins[at] : ends[at + last]]
        at += last + 1


def _end_of_name(text: str, begin: int, ends: list[int]) -> int:
    """Tell which of the ends is the name's own: that of the longest known name, else the first.

    A name that no table has is longer than its first part where that is none by itself.
    """
    first = _bare(text[begin : ends[0]])
    if not first or organisations.identify(first):
        return 0
    several = list(enumerate(ends))[:0:-1]
    for last, end in several:
        if end - begin < _LONGEST_KNOWN and organisations.identify(_bare(text[begin:end])):
            return last
    for last, end in several:
        parts = words().enumeration["separator"].split(text[begin:end])
        if _may_name(_bare(text[begin:end])) and not all(map(_is_understood, parts)):
            return last
    return 0


@remembered(maxsize=4096)
def _is_understood(piece: str) -> bool:
    name = _bare(piece)
    return bool(organisations.identify(name)) or _is_filler(piece) or _may_name(name)


@remembered(maxsize=4096)
def _bare(piece: str) -> str:
    patterns = words().enumeration
    bare = piece.strip(_AROUND)
    if leading := patterns["leading_in_sentence"].match(bare):
        bare = bare[leading.end() :]
    if trailing := patterns["trailing"].search(bare, max(0, len(bare) - _LONGEST_TRAILING)):
        bare = bare[: trailing.start()]
    return bare.strip(_AROUND)


@remembered(maxsize=4096)
def _is_filler(piece: str) -> bool:
    """Whether words between names only join them: "and many of its agencies, including the"."""
    patterns = words().membership
    lowered = patterns["region"][0].sub(lambda match: match.group().lower(), piece).strip()
    if patterns["filler"][0].search(lowered):
        return True
    return (
        lowered.islower()
        and len(lowered.split()) <= _LONGEST_FILLER
        and bool(patterns["kinds"][0].search(lowered))
        and not patterns["interrupts"][0].search(lowered)
    )


def _may_name(name: str) -> bool:
    """Whether a name that no table has is one of an organisation: "African Foo Commission"."""
    if _ABBREVIATION.fullmatch(name):
        return not is_state(name, "")
    several = 1 < len(name.split()) <= _LONGEST_NAME
    return several and bool(words().membership["called"][0].search(name))
