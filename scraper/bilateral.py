"""Sections about single counterparts -> what they state of relations, in the old layout.

Before they had lists, articles had a section for each counterpart that mattered, whose
first lines may tell a date: ``* Date started: 1975-11-20``. They are read only where an
article has no list: beside one they are prose about what the list says.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scraper.cells import LONGEST, read
from scraper.characters import LOWER
from scraper.context import Context
from scraper.dates import DateReading, read_dates
from scraper.lists import read_blocks
from scraper.names import counterparts
from scraper.snapshot import Problem, Section, Statement
from scraper.words.dates import date_words
from scraper.words.language import words
from scraper.words.spoken import remembered

_FEWEST = 3  # sections that make an article one of this layout
_LONG = 2_000  # characters from which on a page without a list is more than a stub
_BEFORE = 160  # characters before a date in which its verb stands


@dataclass(frozen=True, slots=True)
class Telling:
    """What the sections of an article state, and what they leave open."""

    statements: tuple[Statement, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_sections(sections: Sequence[Section], contexts: Sequence[Context]) -> Telling:
    """Read the sections whose headings name a counterpart, one statement each at most."""
    statements: list[Statement] = []
    broken: dict[int, str] = {}
    about_one = 0
    for index, (section, context) in enumerate(zip(sections, contexts, strict=True)):
        if not context.nothing and (identity := _counterpart(context.heading)):
            about_one += 1
            said = _read_section(section.text[:LONGEST])
            if said.broken:
                broken[index] = f'{context.heading}: break told in sentences "{said.broken}"'
            elif said.date:
                statements.append(_statement(context.heading, identity, said.date, said.cited))
    problems = list(_placed(broken, sections, contexts)) if broken else []
    if about_one >= _FEWEST and len(statements) < about_one:
        what = (
            f"no list of relations: of {about_one} sections on single counterparts"
            f" {about_one - len(statements)} state no date"
        )
        problems.append(Problem("", 0, "doubt" if statements else "blind", what))
    elif not statements and sum(len(section.text) for section in sections) >= _LONG:
        problems.append(Problem("", 0, "blind", "no list of relations"))
    return Telling(tuple(statements), tuple(problems))


def _placed(
    broken: Mapping[int, str], sections: Sequence[Section], contexts: Sequence[Context]
) -> Iterator[Problem]:
    """Give what is doubtful of sections with the lines on which these begin."""
    line = 1
    for index, section in enumerate(sections):
        if what := broken.get(index):
            yield Problem(contexts[index].heading, line, "doubt", what)
        line += section.text.count("\n")


@dataclass(frozen=True, slots=True)
class _Said:
    date: DateReading | None = None
    cited: tuple[str, ...] = ()
    broken: str = ""


@remembered(maxsize=4096)
def _counterpart(heading: str) -> str:
    """Identify the counterpart that a heading names: "Fiji", "Relations with Fiji"."""
    name = words().sentence["relations_with"][0].sub("", heading.strip(), count=1)
    identity = counterparts.identify(name)
    return identity if counterparts.kind(identity) else ""


@remembered(maxsize=512)
def _read_section(text: str) -> _Said:
    sentence = words().sentence
    for block in read_blocks(text):
        content = read(block.text)
        if date := _established(content.text):
            shown = read(text).text.lower()
            for pattern in sentence["broken"]:
                if found := pattern.search(shown):
                    return _Said(broken=" ".join(found.group().split()))
            return _Said(date, content.references)
    return _Said()


def _established(shown: str) -> DateReading | None:
    """Find the date that a paragraph or list item gives for the beginning of relations."""
    sentence = words().sentence
    for found in _dates().finditer(shown):
        before = shown[max(0, found.start() - _BEFORE) : found.start()].lower()
        before = re.split(rf"(?<=[{LOWER})])[.;]\s|\n", before)[-1]
        if any(pattern.search(before) for pattern in sentence["denied"]):
            continue
        if any(pattern.search(before) for pattern in sentence["established"]):
            return read_dates(found.group())
    return None


@remembered(maxsize=1)
def _dates() -> re.Pattern[str]:
    month = (
        "(?:" + "|".join(sorted(map(re.escape, date_words().months), key=len, reverse=True)) + ")"
    )
    return re.compile(
        rf"(?<!\d)(?:\d{{4}}-\d\d-\d\d|{month}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
        rf"|(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?(?:{month}\.?,? )?\d{{4}})(?![\d-]|s\b)",
        re.IGNORECASE,
    )


def _statement(
    heading: str, identity: str, date: DateReading, references: tuple[str, ...]
) -> Statement:
    return Statement(
        "relation", heading, heading, "", identity, date.since, date.dates, date.status, "",
        references,
    )  # fmt: skip
