"""The clauses of a date cell -> what happened when."""

from typing import NamedTuple

from scraper.datecell.clauses import Clause
from scraper.datecell.scan import Token

OFF = ("severed", "suspended")
BEGINNINGS = ("start", "established", "restored")
_FIRM = ("established", "recognised", "restored", "severed", "suspended", "changed")
_WEAK = {"ended": "severed", "interrupted": "suspended"}
_STRANGE = ("word", "informal", "ordinal", "century", "decade")
_DENIABLE = ("relations", "diplomatic", "established", "recognised")
_DASHES = ("-", "–", "—")


class Event(NamedTuple):
    """What happened, and when (EDTF, or "").

    ``what`` is a status, "restored", "recognised", "changed", "start" (a date of which
    nothing is said), "end" (of the period that the date before began), "informal" (contacts
    that are no relations), or "mention" (of something that is not the relations).
    """

    what: str
    value: str


class Carried(NamedTuple):
    """A verb of the clause before: "Severed: 1978", "severed 1967 and 1980", or "".

    ``dated``: it has a date already. ``diplomatic``: it was said of diplomatic relations.
    """

    verb: str = ""
    dated: bool = False
    diplomatic: bool = False


class Story:
    """The events of a cell, heard clause by clause; ``unclear`` where a verb may mean others."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.unclear = False
        self._strange = False  # words that we do not know stand before the first date
        self._anchored = False  # that date was taken to be the relations'
        self._denied = False
        self._lapsed = False  # of relations that began contacts are left
        self._carried = Carried()

    def hear(self, clause: Clause) -> None:
        """Add the events of a clause."""
        if self._denies(clause.tokens):
            self._carried = Carried()
            self._deny(clause.tokens)
        elif not (clause.joint == "(" and self._explains(clause.tokens)):
            self._tell(clause)
        if not self._anchored:
            self._strange |= is_strange(clause.tokens)

    def _denies(self, tokens: list[Token]) -> bool:
        """Tell whether a clause says that there are no relations."""
        kinds = [token.kind for token in tokens]
        if "no" not in kinds or (self.events and "party" in kinds):
            return False
        after = kinds[kinds.index("no") + 1 :]
        return any(kind in _DENIABLE for kind in after) or all(
            kind in ("no", "filler") for kind in kinds
        )

    def _deny(self, tokens: list[Token]) -> None:
        self._denied = True
        self.events.append(Event("none", ""))
        dated = [Event("mention", edtf(token)) for token in tokens if token.kind in ("date", "bad")]
        self.unclear |= bool(dated)
        self.events += dated

    def _explains(self, tokens: list[Token]) -> bool:
        """Take a bracket without a date for what the date before it is of: "(unofficial)"."""
        kinds = {token.kind for token in tokens}
        last = self.events[-1] if self.events else Event("", "")
        if kinds & {"date", "bad", "no"} or last.what not in BEGINNINGS:
            return False
        if "informal" in kinds:
            meant = "informal"
        elif "recognised" in kinds and last.what == "start":
            meant = "recognised"
        else:
            return False
        self.events.pop()
        self._add(Event(meant, last.value))
        return True

    def _add(self, event: Event) -> None:
        """Add an event, and note whether of relations that began only contacts are left."""
        began = any(before.what in BEGINNINGS for before in self.events)
        self._lapsed |= event.what == "informal" and began
        self.events.append(event)

    def _tell(self, clause: Clause) -> None:
        tokens, with_and = clause.tokens, clause.joint == "and"
        carried = self._carried if with_and or not self._carried.dated else Carried()
        verbs = self._verbs(tokens)
        dates = [at for at, token in enumerate(tokens) if token.kind in ("date", "bad")]
        if any(token.kind == "informal" for token in tokens) and not self._denied:
            for value in [edtf(tokens[at]) for at in dates] or [""]:
                self._add(Event("informal", value))
            return
        used: set[int] = set()
        for at in dates:
            verb_at = _verb_of(at, verbs, last=at == dates[-1])
            used.add(verb_at)
            firm = verb_at == -1 and with_and and carried.diplomatic
            self._happened(at, tokens, verbs.get(verb_at, carried.verb or "start"), firm=firm)
        for at, verb in verbs.items():
            if at not in used and verb in (*OFF, "restored"):
                self.events.append(Event(verb, ""))
        self._carried = Carried()
        if verbs and (dates or clause.joint != "("):
            self._carried = Carried(list(verbs.values())[-1], bool(dates), _is_diplomatic(tokens))

    def _verbs(self, tokens: list[Token]) -> dict[int, str]:
        """Find what a clause says of the relations, by place.

        "Ended its occupation" and "severed relations with Taiwan" (in China's row) tell of
        something else, or may.
        """
        kinds = [token.kind for token in tokens]
        strange, of_others = is_strange(tokens), "party" in kinds
        verbs: dict[int, str] = {}
        for at, kind in enumerate(kinds):
            verb = kind if kind in _FIRM else _WEAK.get(kind, "")
            if not verb:
                continue
            if at and kinds[at - 1] == "no":  # "never severed", "not restored"
                self.unclear |= verb == "restored" and not self._is_off()
            elif (kind in _WEAK and strange) or (verb in OFF and of_others):
                self.unclear = True
            else:
                verbs[at] = verb
        return verbs

    def _is_off(self) -> bool:
        return bool(self.events) and self.events[-1].what in OFF

    def _happened(self, at: int, tokens: list[Token], verb: str, *, firm: bool) -> None:
        value = edtf(tokens[at])
        if _ends_period(at, tokens):
            verb = self._end(at, tokens)
        elif verb == "start" and self._lapsed:
            verb, self.unclear = "mention", True
        elif verb in ("start", "established", "recognised", "restored"):
            if not firm and self._is_of_others(at, tokens, verb):
                verb = "mention"
            else:
                self._anchored = True
        self.events.append(Event(verb, value))

    def _end(self, at: int, tokens: list[Token]) -> str:
        if self._is_off():
            return "restored"
        if tokens[at - 1].kind != "until":
            return "end"
        # "as Ceylon until 1972" is not the end of the relations.
        of_others = is_strange(tokens) or any(token.kind in ("label", "party") for token in tokens)
        return "mention" if of_others else "severed"

    def _is_of_others(self, at: int, tokens: list[Token], verb: str) -> bool:
        """Tell whether a date is that of something else: "Embassy opened in 1990"."""
        before = tokens[:at]
        if verb == "restored" and self.events:
            return False
        if verb == "start" and self._denied:
            return True
        if _is_diplomatic(before) and (verb != "start" or not is_strange(before)):
            return False
        return is_strange(before) or (self._strange and not self._anchored)


def is_strange(tokens: list[Token]) -> bool:
    """Tell whether some of the words mean nothing for a date."""
    return any(token.kind in _STRANGE for token in tokens)


def _is_diplomatic(tokens: list[Token]) -> bool:
    return any(token.kind == "diplomatic" for token in tokens)


def edtf(token: Token) -> str:
    """Write a date token as EDTF, level 1."""
    return token.value + "~" if token.inexact and token.value else token.value


def _verb_of(at: int, verbs: dict[int, str], *, last: bool) -> int:
    """Find the verb that a date belongs to: the last before it, else one after it; -1 if none."""
    before = [place for place in verbs if place < at]
    if before:
        return before[-1]
    after = [place for place in verbs if place > at]
    if last and after and (verbs[after[0]] not in OFF or after[0] == at + 1):
        return after[0]
    return -1


def _ends_period(at: int, tokens: list[Token]) -> bool:
    """Tell whether a date is the second of "1961–1967", or what "until" is said of."""
    if at == 0:
        return False
    joint = tokens[at - 1]
    if joint.kind == "until":
        return True
    joins = joint.kind == "to" or (joint.kind == "mark" and joint.text in _DASHES)
    return joins and at > 1 and tokens[at - 2].kind == "date"
