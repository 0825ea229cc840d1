"""Sentences that enumerate memberships -> their entries.

``It is a member of [[A]] and [[B]], and an observer in [[C]]`` has three.
"""

import re
from collections.abc import Iterator

from scraper.cells import Content
from scraper.dates import read_dates
from scraper.enumeration import Entry
from scraper.names import organisations
from scraper.qualifier import qualifiers
from scraper.templates import Part
from scraper.words.language import words

_SENTENCE_END = re.compile(r"(?:(?<=[a-z\d)\]\"”’])|\A)\.(?:\s+(?=[A-Z\"“'‘\[(])|\s*\Z)|\n")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_CLAUSE = re.compile(r"[,;:]\s*|\b(?:although|though|while|whereas|but|and)\b")
_RELATIVE = re.compile(r"\b(?:which|who|that|whose|both|neither|not|where|they|all)\s*$|\bboth\b")
_LEAD = re.compile(r"[^:]*(?::|\b(?:including|such as|namely)\b)\s*")
_LEADING = re.compile(
    r"\A(?:(?:and|as well as|including|such as|the|its|both|in|also|some|or)\b\s*)+", re.IGNORECASE
)
_LABEL = re.compile(r"\s*[A-Z][a-z]+(?: [a-z]+){0,3}:\s*")
_PAST = frozenset({"admitted"})


def enumerated(content: Content, *, lead: bool = False) -> list[Entry]:
    """Name the organisations that sentences say the subject is a member of.

    Nothing where they name only one: that is prose about it. In an article's ``lead``
    only what is said of the present counts.
    """
    found = [entry for sentence in _sentences(content) for entry in _read(sentence, lead=lead)]
    found = _once(found)
    return found if len(found) > 1 else []


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
        lowered = part.text.lower()
        for pattern in words().membership["claims"]:
            claim = pattern.search(lowered)
            if claim and _status(claim["as"]) == "member":
                rest = _after_filler(part.text[claim.end() :])
                return content._replace(parts=(Part("text", rest), *content.parts[index + 1 :]))
    return content


def _after_filler(text: str) -> str:
    head, colon, rest = text.partition(":")
    allowed = words().membership["before_first"][0]
    if colon and allowed.search(head.lower()):
        return rest
    return "" if allowed.search(text.lower()) else text


def _once(found: list[Entry]) -> list[Entry]:
    """Drop the name in full before its linked abbreviation: ``Asian Fund [[AF]]``."""
    return [
        entry
        for entry, following in zip(found, [*found[1:], None], strict=False)
        if entry.target or following is None or _identity(entry) != _identity(following)
    ]


def _identity(entry: Entry) -> str:
    return organisations.identify(entry.name, entry.target) or entry.name


def _sentences(content: Content) -> Iterator[list[Part]]:
    sentence: list[Part] = []
    for part in content.parts:
        if part.kind not in ("text", "cut"):
            sentence.append(part)
            continue
        at = 0
        for match in _SENTENCE_END.finditer(part.text):
            sentence.append(Part("text", part.text[at : match.start()]))
            yield sentence
            sentence = []
            at = match.end()
        if at < len(part.text):
            sentence.append(Part("text", part.text[at:]))
    yield sentence


def _read(sentence: list[Part], *, lead: bool) -> Iterator[Entry]:
    """Go through a sentence: a claim opens an enumeration, other words end it."""
    status = ""
    for index, part in enumerate(sentence):
        if part.kind == "link":
            after = sentence[index + 1].text if index + 1 < len(sentence) else ""
            if status and _names_one(part) and not re.match(r"['’]s\s", after):
                brackets = _BRACKETS.findall(after.lstrip()) if after.lstrip()[:1] == "(" else []
                qualified, since, dates = qualifiers(brackets[:1])
                since = since or _year_after(after, status)
                yield Entry(
                    part.text.strip(), part.target, qualified or _status(status), since, dates
                )
            continue
        text = _BRACKETS.sub(" ", part.text)
        claimed, rest = _claim(text, opened=bool(status), sentence=sentence[:index], lead=lead)
        status = claimed or status
        if not status:
            continue
        names, goes_on = _plain_names(rest, first=bool(claimed))
        for name in names:
            yield Entry(name, "", _status(status))
        if not goes_on:
            status = ""


def _names_one(link: Part) -> bool:
    """Tell a name from a link on a common noun: ``[[international organization]]s``."""
    text = link.text.strip()
    return bool(text) and (not text[0].islower() or bool(organisations.identify(text, link.target)))


def _claim(text: str, *, opened: bool, sentence: list[Part], lead: bool) -> tuple[str, str]:
    """Find the last claim in a text: the words of its status, and the text after it."""
    patterns = words().membership
    lowered = text.lower()
    found: re.Match[str] | None = None
    for pattern in (*patterns["claims"], *(patterns["adds"] if opened else ())):
        for match in pattern.finditer(lowered):
            if found is None or match.end() > found.end():
                found = match
    if found is None or (lead and found["as"] in _PAST):
        return "", text
    if not opened and not _has_subject(sentence, lowered[: found.start()]):
        return "", text
    return found["as"], text[found.end() :]


def _has_subject(sentence: list[Part], before: str) -> bool:
    """Whether a short subject stands right before the claim, in its own clause."""
    words_before = "".join(part.text for part in sentence).lower() + before
    clauses = _CLAUSE.split(words_before)
    subject = clauses[-1].strip() or (clauses[-2].strip() if len(clauses) > 1 else "")
    if re.match(r"(?:its|their|another|other)\b", subject):
        return False
    return len(subject.split()) <= 7 and not _RELATIVE.search(words_before.strip()[-60:])


def _plain_names(text: str, *, first: bool) -> tuple[list[str], bool]:
    """Read the text between links: joins, and names that are not linked.

    Tells whether the enumeration goes on behind it.
    """
    patterns = words().membership
    allowed = patterns["before_first" if first else "between"][0]
    lowered = text.lower()
    if allowed.search(lowered):
        return [], True
    if _year_only(lowered):
        return [], True
    if first and (lead := _LEAD.match(text)) and allowed.search(lead.group().lower()):
        text = text[lead.end() :]
    names: list[str] = []
    for piece in _pieces(text):
        if organisations.identify(piece):
            names.append(piece)
        elif not patterns["between"][0].search(piece.lower()):
            return names, False
    return names, True


def _pieces(text: str) -> Iterator[str]:
    """Part names at commas, and at "and" where it is not part of a name."""
    for piece in re.split(r",|;", text):
        bare = _bare(piece)
        for name in [bare] if organisations.identify(bare) else bare.split(" and "):
            if name := _bare(name):
                yield name


def _bare(piece: str) -> str:
    return _LEADING.sub("", piece.strip(" .()\n"))


def _year_only(text: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:in|since) \d{4}[\s,]*(?:and)?[\s,]*(?:the)?\s*", text))


def _year_after(text: str, status: str) -> str:
    year = re.match(r"\s*(?:in|since) (\d{4})\b", text)
    return read_dates(year[1]).since if year and status in _PAST else ""


def _status(said: str) -> str:
    if said in ("belong", "participate", "admitted") or "membership" in said:
        said = re.sub(r"(member)ships?(?: status)?", r"\1", said).strip()
        said = "member" if said in ("belong", "participate", "admitted") else said
    if said.startswith(("observ",)):
        return "observer"
    return words().membership_status(re.sub(r" (?:or|and) .*| status$", "", said))
