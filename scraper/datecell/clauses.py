"""The tokens of a date cell -> clauses, each date told to be exact or not."""

from collections.abc import Iterator
from typing import NamedTuple

from scraper.datecell.scan import Token

_MARKS = frozenset("\n;,().:/|•·&")
_QUALIFIERS = ("approximate", "inexact", "between", "era")
_KEEPS_OPEN = ("filler", "of", "or", "diplomatic", "relations", "unknown")
_PAUSES = ("ended", "interrupted", "severed", "suspended")
_DASHES = ("-", "–", "—")
_NAME_LENGTH = 5  # words: "with People's Democratic Republic of Yemen"


class Clause(NamedTuple):
    """The tokens between two marks, line ends or "and"s; ``joint`` is the one before them."""

    joint: str
    tokens: list[Token]


def clauses(tokens: list[Token]) -> Iterator[Clause]:
    """Split a cell, its qualifiers ("before", "c.", "?", "BC") drawn into their dates."""
    joint, said = "", list[Token]()
    for token in _with_names(_qualified(tokens)):
        if token.kind == "and" or (token.kind == "mark" and token.text in _MARKS):
            if said:
                yield Clause(joint, said)
            joint, said = "and" if token.text == "&" else token.text, []
        else:
            said.append(token)
    if said:
        yield Clause(joint, said)


def _qualified(tokens: list[Token]) -> list[Token]:
    qualified: list[Token] = []
    bounds = 0  # dates to come that a qualifier makes inexact
    for at, token in enumerate(tokens):
        if token.kind == "date" and _is_of_another_era(tokens, at):
            qualified.append(
                Token("bad", f"{tokens[at - 1].text} {token.text}", problem="unreadable date")
            )
        elif token.kind == "date":
            qualified.append(token._replace(inexact=token.inexact or bounds > 0))
            bounds = max(0, bounds - 1)
        elif token.kind == "between" and _is_pause(tokens, at):
            tokens[at + 2] = Token("to", tokens[at + 2].text)
        elif token.kind == "from":
            qualified.append(token._replace(kind="filler"))
            if at == 0 and _is_period(tokens):
                tokens[2] = Token("until", tokens[2].text)
        elif token.kind in _QUALIFIERS or (token.kind == "mark" and token.text in "?~"):
            bounds = _qualify(qualified, token, tokens[at + 1 : at + 2], bounds)
        else:
            qualified.append(token)
            if token.kind == "or" and _is_choice(tokens, at):
                qualified[-2] = qualified[-2]._replace(inexact=True)
                bounds = 1
            elif token.kind not in _KEEPS_OPEN and not (token.kind == "and" and bounds == 1):
                bounds = 0
    return qualified


def _qualify(before: list[Token], qualifier: Token, after: list[Token], bounds: int) -> int:
    """Qualify the date before, or tell how many of the dates to come are not exact."""
    date_follows = bool(after) and after[0].kind == "date"
    if qualifier.kind == "approximate" or (qualifier.text == "~" and date_follows):
        return 1
    if qualifier.kind == "between":
        return 2 if date_follows else bounds
    last = len(before) - 1
    while last >= 0 and (before[last].text == "(" or before[last].kind == "filler"):
        last -= 1
    if last >= 0 and before[last].kind == "date":
        if qualifier.kind == "era":
            before[last] = Token(
                "bad", f"{before[last].text} {qualifier.text}", problem="unreadable date"
            )
        else:
            before[last] = before[last]._replace(inexact=True)
        return bounds
    return 1 if qualifier.kind == "inexact" else bounds  # "on or before 5 May 1990"


def _is_of_another_era(tokens: list[Token], at: int) -> bool:
    """Tell "AH 1385" from "44 BC, 1960"."""
    around = [token.kind for token in tokens[max(0, at - 2) : at]]
    return around[-1:] == ["era"] and around != ["date", "era"]


def _is_pause(tokens: list[Token], at: int) -> bool:
    """Tell "broken between 1967 and 1979", two dates, from "between 1967 and 1979", one."""
    follows = [token.kind for token in tokens[at + 1 : at + 4]]
    return follows == ["date", "and", "date"] and tokens[max(0, at - 1)].kind in _PAUSES


def _is_period(tokens: list[Token]) -> bool:
    """Tell "from 1961 to 1979", which ended, from "1961 to 1979", some date between."""
    if [token.kind for token in tokens[1:4:2]] != ["date", "date"]:
        return False
    return tokens[2].kind == "to" or tokens[2].text in _DASHES


def _is_choice(tokens: list[Token], at: int) -> bool:
    around = tokens[max(0, at - 1) : at + 2]
    return [token.kind for token in around] == ["date", "or", "date"]


def _with_names(tokens: list[Token]) -> Iterator[Token]:
    """Tell the words of "as Ceylon" to be a name, which means nothing for a date."""
    left = 0
    for token in tokens:
        if token.kind in ("label", "party"):
            left = _NAME_LENGTH
        elif left and token.kind in ("word", "filler", "of"):
            left -= 1
            yield token._replace(kind="name")
            continue
        elif token.kind != "mark" or token.text in _MARKS:
            left = 0
        yield token
