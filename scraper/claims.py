"""Numbers that an article states of its own lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from scraper.cells import plain
from scraper.characters import UPPER
from scraper.names import counterparts
from scraper.outline import closes_what_it_opens
from scraper.snapshot import Claim, Fact, Statement
from scraper.words.language import words

_EMPTY_LINES = re.compile(r"\n{2,}")
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(rf"[.;!?]\s+(?=[{UPPER}])")
_NEAR = 120  # characters before a number in which its sentence is negated
_STATES = frozenset({"UN member", "observer", "limited", "associated"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A number in prose, and whether it counts members of the UN only.

    ``by`` is the identity that the sentence begins with, if it begins with a name we know.
    """

    section: str
    text: str
    number: int
    of: str
    un_members: bool
    by: str = ""


def read_prose(section: str, wikitext: str) -> tuple[Stated, ...]:
    """Find sentences such as "It has diplomatic relations with 188 UN member states"."""
    about = words().about
    return tuple(
        stated
        for paragraph in _paragraphs(wikitext)
        if about in paragraph and _DIGIT.search(paragraph)
        for stated in _read(section, plain(paragraph))
    )


def _paragraphs(wikitext: str) -> Iterator[str]:
    """Part a text at empty lines, so that those that did not change are known already.

    One that does not close what it opens takes all that follows with it.
    """
    parts = _EMPTY_LINES.split(wikitext)
    for index, part in enumerate(parts):
        if not closes_what_it_opens(part):
            yield "\n\n".join(parts[index:])
            return
        yield part


def _read(section: str, shown: str) -> Iterator[Stated]:
    claim = words().claim
    for match in chain.from_iterable(form.finditer(shown) for form in claim["stated_number"]):
        number, near = int(match["number"]), max(0, match.start() - _NEAR)
        if number > 9 and not claim["negated"][0].search(shown, near, match.start()):
            of = " ".join(match["of"].split())
            un = bool(claim["un_members"][0].search(of))
            by = _subject(shown[near : match.start()])
            yield Stated(section, match.group(), number, of, un, by)


def _subject(before: str) -> str:
    """Identify who a sentence is about: "The Order of Malta maintains full diplomatic "."""
    sentence = _SENTENCE_END.split(before)[-1]
    (verb,), (article,) = words().claim["verb"], words().claim["article"]
    return counterparts.identify(article.sub("", verb.split(sentence, maxsplit=1)[0].strip()))


def hold(
    stated: Sequence[Stated], facts: Sequence[Fact], main: Sequence[Statement] | None = None
) -> Iterator[Claim]:
    """Hold the stated numbers against the relations that the article lists.

    ``main`` is its main list, where it has one: of what stands in others only, which may be
    notes on single counterparts, what has a date counts. A sentence about somebody whom the
    article lists is none about the article's subject.
    """
    if not stated:
        return
    listed = None if main is None else {statement.identity for statement in main}
    relations = [fact for fact in facts if fact.kind == "relation"]
    standing = [
        fact.identity
        for fact in relations
        if fact.status == "established"
        and (fact.since or listed is None or fact.identity in listed)
    ]
    kinds = [kind for kind in map(counterparts.kinds().get, standing) if kind in _STATES]
    if not kinds:
        return
    by = {each.by for each in stated} - {""}
    others = by & {fact.identity for fact in relations} if by else by
    for each in stated:
        if each.by in others:
            continue
        number = kinds.count("UN member") if each.un_members else len(kinds)
        yield Claim(each.section, each.text, each.number, each.of, number)


def numbering(section: str, numbers: Sequence[int]) -> Iterator[Claim]:
    """Hold the last number of a list's number column against its numbered rows."""
    if numbers:
        last = max(numbers)
        yield Claim(section, f"rows numbered up to {last}", last, "numbered rows", len(numbers))
