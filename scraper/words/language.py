"""A language's words -> patterns over headings, headers and qualifiers."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from scraper.words.spoken import USUAL, remembered, spoken

_BULLETS = " \n*#:;"
_LONGEST = 400  # characters of a heading, header or qualifier that are looked at


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language, as patterns by use and by what they mean."""

    article: dict[str, tuple[re.Pattern[str], ...]]
    columns: dict[str, tuple[re.Pattern[str], ...]]
    headings: dict[str, tuple[re.Pattern[str], ...]]
    lead: dict[str, tuple[re.Pattern[str], ...]]
    among_relations: dict[str, tuple[re.Pattern[str], ...]]
    status: dict[str, tuple[re.Pattern[str], ...]]
    relation_status_words: dict[str, tuple[re.Pattern[str], ...]]
    sentence: dict[str, tuple[re.Pattern[str], ...]]
    note_status: dict[str, tuple[re.Pattern[str], ...]]
    note: dict[str, tuple[re.Pattern[str], ...]]
    end: dict[str, tuple[re.Pattern[str], ...]]
    enumeration: dict[str, re.Pattern[str]]
    endings: tuple[re.Pattern[str], ...]
    roles: dict[str, tuple[re.Pattern[str], ...]]
    membership: dict[str, tuple[re.Pattern[str], ...]]
    claim: dict[str, tuple[re.Pattern[str], ...]]
    about: str
    joins: str
    joint: re.Pattern[str]
    many: re.Pattern[str]
    before_date: str
    templates: dict[str, str]
    unshown: frozenset[str]

    def heading_is(self, meaning: str, heading: str) -> bool:
        """Tell whether a heading means that: ("none", "Countries without relations")."""
        return _rank(self, "headings", meaning, heading[:_LONGEST]) > 0

    def status_of_all(self, heading: str, *, of_relations: bool = False) -> str:
        """Tell the status that a heading gives the relations with all under it; "" if none.

        Where it stands among others ``of_relations``, "Severed" says it, too.
        """
        if self.heading_is("none", heading):
            return "none"
        statuses = ("severed", "suspended")
        status = next((status for status in statuses if self.heading_is(status, heading)), "")
        lowered = heading[:_LONGEST].lower().strip(" .:")
        if not status:
            return _first(self.among_relations, lowered, "") if of_relations else ""
        restored = self.relation_status_words["established"]
        return "" if any(pattern.search(lowered) for pattern in restored) else status

    def status_led_in(self, sentence: str) -> str:
        """Tell the status that a sentence gives the relations with all that it leads in."""
        return _first(self.lead, sentence.lower(), "")

    def column_is(self, meaning: str, header: str) -> int:
        """Tell how well a column's header means that: 0 not at all, the first pattern the best."""
        return _rank(self, "columns", meaning, header[:_LONGEST])

    def relation_status(self, qualifier: str) -> str:
        """Tell the status that a qualifier beside a counterpart's name gives its relations."""
        return _first(self.relation_status_words, qualifier[:_LONGEST].lower().strip())

    def status_in_note(self, note: str) -> str:
        """Tell the status that a note plainly states in its first words, hatnotes apart."""
        first_words = note[:400].lower()
        for hatnote in self.note["hatnote"]:
            first_words = hatnote.sub("", first_words.strip(_BULLETS))
        first_words = first_words.strip(_BULLETS)
        status = _first(self.note_status, first_words)
        if status in ("severed", "suspended") and self.note["restored"][0].search(note.lower()):
            return "established"
        return status

    def tells_end(self, cell: str) -> bool:
        """Tell whether a cell under "Ended" or "Restored" says that something did."""
        cell = cell[:_LONGEST].lower().strip()
        return any(map(str.isalnum, cell)) and not self.end["none"][0].search(cell)

    def membership_status(self, qualifier: str) -> str:
        """Name a membership's status; the article's own words in lower case where no other fits."""
        return _membership_status(self, " ".join(qualifier[:_LONGEST].lower().split()))

    def role(self, heading: str) -> str:
        """Name the status that a heading gives to all under it; "" where it speaks of members."""
        lowered = heading[:_LONGEST].lower()
        for pattern in self.membership["no_members"]:
            lowered = pattern.sub(r"\1", lowered)
        if self.membership["members"][0].search(lowered):
            return ""
        found = _first(self.roles, lowered)
        return "" if found == "established" else found


def words() -> Words:
    """Give the words of the language that is read now."""
    return _loaded.now()


@remembered(maxsize=1)
def _loaded() -> Words:
    return load(spoken())


def languages() -> list[str]:
    """List the codes of the languages that have words."""
    found = (file.name.partition(".") for file in files("scraper.words").iterdir())
    return sorted(code for code, _, ending in found if ending == "toml")


def language_of(host: str) -> str:
    """Tell the language of a wiki from its host: "de.wikipedia.org"; English where it does not."""
    code, _, project = host.partition(".")
    is_known = project == "wikipedia.org" and code in _codes()
    return code if is_known else USUAL


@cache
def _codes() -> frozenset[str]:
    return frozenset(languages())


def load(language: str) -> Words:
    """Load the words of a language, by its code; LookupError where there are none, or not all."""
    tables = tables_of(language)
    if lacking := missing(tables):
        raise LookupError(f'the words of the language "{language}" lack {", ".join(lacking)}')
    joins = tables["list"]["joins"]
    return Words(
        article=_compiled(tables["article"]),
        columns=_compiled(tables["columns"]),
        headings=_compiled(tables["headings"]),
        lead=_compiled(tables["lead"]),
        among_relations=_compiled(tables["among_relations"]),
        status=_compiled(tables["status"]),
        relation_status_words=_compiled(tables["relation_status"]),
        sentence=_compiled(tables["sentence"]),
        note_status=_compiled(tables["note_status"]),
        note=_compiled(tables["note"]),
        end=_compiled(tables["end"]),
        enumeration={
            use: re.compile(pattern)
            for use, pattern in tables["enumeration"].items()
            if isinstance(pattern, str)
        },
        endings=tuple(map(re.compile, tables["enumeration"]["endings"])),
        roles=_compiled(tables["role"]),
        membership=_compiled(tables["membership"]),
        claim=_compiled(tables["claim"]),
        about=str(tables["claim"]["about"]),
        joins=str(joins),
        joint=re.compile(rf"[\s,;/&•·]*+(?:(?:{joins})[\s,;/&•·]*+)?"),
        many=re.compile(
            rf"\b(?:{tables['membership']['many']})\b[^\n]{{0,200}}?"
            r"(?:\[\[[^\n\[\]]{1,150}+\]\][^\n\[\]]{0,60}+){8}"  # links
        ),
        before_date=str(tables["list"]["before_date"]),
        templates={name: same for same, names in tables["template"].items() for name in names},
        unshown=frozenset(tables["namespace"]["unshown"]),
    )


Tables = dict[str, dict[str, list[str] | str]]
"""A language's file as it stands: patterns by use and meaning."""


@cache
def tables_of(language: str) -> Tables:
    """Read the file of a language; LookupError where there is none."""
    source = files("scraper.words") / f"{language}.toml"
    if not source.is_file():
        raise LookupError(f'no words for the language "{language}"')
    return tomllib.loads(source.read_text(encoding="utf-8"))


def missing(tables: Tables) -> list[str]:
    """List what English has words for, and these do not name: "[columns] date"."""
    return [
        f"[{use}] {meaning}"
        for use, meanings in tables_of(USUAL).items()
        for meaning in meanings
        if meaning not in tables.get(use, {})
    ]


def _compiled(table: dict[str, list[str] | str]) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {
        meaning: tuple(map(re.compile, [patterns] if isinstance(patterns, str) else patterns))
        for meaning, patterns in table.items()
    }


@lru_cache(maxsize=8192)
def _rank(words: Words, use: Literal["columns", "headings"], meaning: str, text: str) -> int:
    patterns = (words.columns if use == "columns" else words.headings)[meaning]
    lowered = text.lower()
    for rank, pattern in enumerate(patterns):
        if pattern.search(lowered):
            return len(patterns) - rank
    return 0


def _first(
    statuses: dict[str, tuple[re.Pattern[str], ...]], text: str, usual: str = "established"
) -> str:
    for status, patterns in statuses.items():
        if any(pattern.search(text) for pattern in patterns):
            return status
    return usual


@lru_cache(maxsize=4096)
def _membership_status(words: Words, qualifier: str) -> str:
    if words.membership["again"][0].search(qualifier):
        return "member"
    qualifier = words.membership["as"][0].sub("", qualifier)
    for status, patterns in words.status.items():
        if any(pattern.search(qualifier) for pattern in patterns):
            return status
    return qualifier
