"""What happened when -> what the cell says: since, dates, status, and what is wrong with it."""

from dataclasses import dataclass

from scraper.datecell.clauses import Clause, clauses
from scraper.datecell.scan import Token
from scraper.datecell.story import BEGINNINGS, OFF, Event, Story, is_strange

# A cell of these alone gives no date, and has nothing that we failed to read.
_EMPTY = frozenset(
    {"mark", "filler", "of", "and", "unknown", "established", "restored", "relations", "diplomatic"}
)
_SENTENCE = 12  # words that mean nothing for a date make a cell prose
_QUOTED = 60  # characters of a cell that a problem quotes


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a date cell says.

    ``since`` is EDTF ("1921-11-05", "1965-04", "1965", "1965~" for one that is not exact,
    "" for none given); ``dates`` has every date of the cell in the order written, where
    there are several; ``status`` is established, none, severed or suspended; ``problem``
    is "" or one line that quotes what could not be read rightly.
    """

    since: str
    dates: tuple[str, ...] = ()
    status: str = "established"
    problem: str = ""


def tell(tokens: list[Token], text: str) -> DateReading:
    """Tell what the tokens of a cell say; ``text`` is the cell, for its problems."""
    story = Story()
    heard = list(clauses(tokens))
    for clause in heard:
        story.hear(clause)
    since, status = _since(story.events), _status(story.events)
    dates = tuple(event.value for event in story.events if event.value)
    if _is_one_date(story.events):
        since, dates, status = since.rstrip("~") + "~", (), "established"
    problem = _date_problem(heard) or _cell_problem(tokens, story, since, status, text)
    return DateReading(since, dates if len(set(dates)) > 1 else (), status, problem)


def quote(problem: str, text: str) -> str:
    """Name a problem in one line: impossible date "30 February 2015"."""
    text = " ".join(text.split())
    return f'{problem} "{text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"}"'


def _since(events: list[Event]) -> str:
    for whats in (("start", "established"), ("restored",), ("recognised",)):
        for event in events:
            if event.what in whats and (event.value or event.what in ("start", "established")):
                return event.value
    return ""


def _is_one_date(events: list[Event]) -> bool:
    """Tell "1990–1992", some date between, from two full dates, which are a period."""
    if [event.what for event in events] != ["start", "end"]:
        return False
    begin = events[0].value
    return bool(begin) and (begin.endswith("~") or begin.count("-") < 2)


def _status(events: list[Event]) -> str:
    ended = [after.what == "end" for after in events[1:]] + [False]
    open_start = any(
        event.what == "start" and not end for event, end in zip(events, ended, strict=False)
    )
    status = "established"
    for at, (event, end) in enumerate(zip(events, ended, strict=False)):
        if event.what in OFF:
            status = event.what
        elif event.what in ("none", "informal"):
            status = _without(events[:at], status)
        elif event.what == "start" and end:
            status = status if open_start else "severed"
        elif event.what in ("start", "established", "restored"):
            status = "established"
    return status


def _without(events: list[Event], status: str) -> str:
    """Tell what "no relations" means where the cell also has a date of their beginning."""
    began = any(event.what in ("start", "established") and event.value for event in events)
    return status if status in OFF else "severed" if began else "none"


def _date_problem(heard: list[Clause]) -> str:
    for clause in heard:
        for token in clause.tokens:
            if token.problem:
                return quote(token.problem, token.text)
    return ""


def _cell_problem(tokens: list[Token], story: Story, since: str, status: str, text: str) -> str:
    stray = any(event.what in ("mention", "changed") and event.value for event in story.events)
    said = status != "established" or all(token.kind in _EMPTY for token in tokens)
    if not since and (stray or not said):
        return quote("unreadable date", text)
    if story.unclear:
        return quote("unclear event", text)
    if since and not any(event.what in BEGINNINGS for event in story.events):
        return quote("date of recognition", text)
    if since and sum(is_strange([token]) for token in tokens) >= _SENTENCE:
        return quote("date in a sentence", text)
    return ""
