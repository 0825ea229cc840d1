"""A date cell's text -> words and dates, each date with the precision that is written."""

import re
from calendar import monthrange
from collections.abc import Iterable
from typing import NamedTuple

from scraper.words.dates import DateWords, date_words
from scraper.words.spoken import remembered

YEARS = range(1000, 2101)

# Each form is tried where a number, or a month's name, begins. No quantifier is without a
# bound, so each looks at a few dozen characters. {M} is a month's name, {O} what makes an
# ordinal, {OF} "of ", {E} the end of a word; d2 is the end of "4–5 May" or "April–May".
_NUMBER_FORMS = (
    r"(?P<y>[0-9]{4})(?P<s>[-/.–\s])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2}){E}",
    r"(?P<y>[0-9]{4})[\s,:/-]{1,2}{M}\.?[\s,/-]{1,2}(?P<d>[0-9]{1,2}){O}{E}(?![\s,.–/-]{0,3}[0-9]{4})",
    r"(?P<y>[0-9]{4})[\s,:]{1,2}(?P<d>[0-9]{1,2}){O}\s{M}\.?{E}(?![\s.,]{0,3}[0-9]{4})",
    r"(?P<y>[0-9]{4})\s?\({M}\.?(?:\s(?P<d>[0-9]{1,2}){O})?\)",
    r"(?P<y>[0-9]{4})\s?\((?P<d>[0-9]{1,2}){O}\s{M}\.?\)",
    r"(?P<d>[0-9]{1,2}){O}(?:\s?[-–/]\s?(?P<d2>[0-9]{1,2}){O})?[\s./-]{0,2}{OF}{M}\.?[\s.,/-]{0,3}{OF}(?P<y>[0-9]{4}){E}",
    r"(?P<a>[0-9]{1,2})(?P<s>[-/.])(?P<b>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4}){E}",
    r"(?P<m>[0-9]{1,2})[-/.](?P<y>[0-9]{4}){E}",
    r"(?P<decade>[0-9]{3}0)\s?{S}{E}",
    r"(?P<century>[0-9]{1,2}){O}[\s-]{C}{E}",
    r"(?P<y>[0-9]{4})[\s,/-]{1,2}{M}\.?{E}(?![\s,.]{0,3}[0-9])",
    r"(?P<y>[0-9]{4})\s?(?P<s>[-/–])\s?(?P<n>[0-9]{1,2}){E}(?![-/.][0-9]|\s{M})",
    r"(?P<d>[0-9]{1,2}){O}[\s./-]{0,2}{OF}{M}",
    r"(?P<y>[0-9]{4}){E}",
)
_MONTH_FORMS = (
    r"{M}[\s.-]{0,2}(?P<d>[0-9]{1,2}){O}(?:\s?[-–/]\s?(?P<d2>[0-9]{1,2}){O})?[\s,.-]{1,3}(?P<y>[0-9]{4}){E}",
    r"{M}\.?(?:\s?[-–/]\s?(?P<d2>{MM})\.?)?[\s.,/–-]{0,3}{OF}(?P<y>[0-9]{4}){E}",
    r"{M}[\s.]{0,2}(?P<d>[0-9]{1,2}){O}{E}",
)
_RAW = re.compile(r"n[/.]a\b|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[0-9]\w*|\n|[^\w\s]|\w", re.IGNORECASE)


class Token(NamedTuple):
    """A date, a word or phrase that means something, a mark, or a word that does not.

    ``kind`` is "date", "bad" (a date that is none), "word", "mark", or what
    ``scraper.words.dates`` says of a word. ``value`` is a date in EDTF, "" where no year
    is told; ``inexact`` a decade, a century, or one date written as a range ("1949–50");
    ``problem`` what is wrong with it.
    """

    kind: str
    text: str
    value: str = ""
    inexact: bool = False
    problem: str = ""


def calendar_date(year: int, month: int, day: int, written: str, *, inexact: bool = False) -> Token:
    """Make a date of its valid part: of "30 February 2015", 2015-02. A part not given is -1."""
    if year not in YEARS:
        return Token("bad", written, problem="unreadable date")
    value, problem = f"{year:04}", ""
    if month != -1:
        if 1 <= month <= 12:
            value += f"-{month:02}"
            if 1 <= day <= monthrange(year, month)[1]:
                value += f"-{day:02}"
            elif day != -1:
                problem = "impossible date"
        else:
            problem = "impossible date"
    return Token("date", written, value, inexact, problem)


class Scanner:
    """Tells the tokens of a cell in one language."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        self._number_forms = [self._compiled(form) for form in _NUMBER_FORMS]
        self._month_forms = [self._compiled(form) for form in _MONTH_FORMS]

    def scan(self, text: str) -> list[Token]:
        """List the tokens, in order; white space is a token only where a line ends."""
        tokens: list[Token] = []
        at = 0
        while raw := _RAW.search(text, at):
            token = self._date(text, raw)
            if token is None:
                at = raw.end()
                token = Token("word" if raw[0][0].isalnum() else "mark", raw[0])
            else:
                at = raw.start() + len(token.text)
            tokens.append(token)
        return self._with_meanings(tokens)

    def _compiled(self, form: str) -> re.Pattern[str]:
        months = _either(self._words.months) + r"(?![^\W\d_])"
        for name, pattern in (
            ("{MM}", months),
            ("{M}", f"(?P<mon>{months})" if form.count("{M}") == 1 else months),
            ("{OF}", f"(?:{_either(self._words.having('of'))}\\s)?"),
            ("{O}", f"(?:{_either(self._words.having('ordinal'))})?"),
            ("{C}", _either(self._words.having("century"))),
            ("{S}", _either(self._words.having("decade"))),
            ("{E}", r"(?!\w)"),
        ):
            form = form.replace(name, pattern)
        return re.compile(form, re.IGNORECASE)

    def _date(self, text: str, raw: re.Match[str]) -> Token | None:
        if raw[0][0].isdigit():
            forms = self._number_forms
        elif raw[0].lower().split("-", 1)[0] in self._words.months:
            forms = self._month_forms
        else:
            return None
        found = next((match for form in forms if (match := form.match(text, raw.start()))), None)
        return None if found is None else self._read(found)

    def _read(self, found: re.Match[str]) -> Token:
        part, written = found.groupdict(), found[0]
        if part.get("decade"):
            return calendar_date(int(part["decade"]), -1, -1, written, inexact=True)
        if part.get("century"):
            return calendar_date(int(part["century"]) * 100 - 100, -1, -1, written, inexact=True)
        if not part.get("y"):
            return Token("date", written, problem="date without a year")
        year = int(part["y"])
        if part.get("a"):
            order = self._words.day_first
            return _numeric(int(part["a"]), int(part["b"]), year, written, day_first=order)
        if part.get("n"):
            return _shortened(year, part["s"], part["n"], written)
        month = (
            self._words.months[part["mon"].lower()] if part.get("mon") else int(part.get("m") or -1)
        )
        return calendar_date(
            year, month, int(part.get("d") or -1), written, inexact=bool(part.get("d2"))
        )

    def _with_meanings(self, tokens: list[Token]) -> list[Token]:
        """Give words their meanings, the longest phrase first."""
        told: list[Token] = []
        at = 0
        while at < len(tokens):
            length, token = self._phrase(tokens, at)
            at += length
            abbreviated = token.kind in ("approximate", "established") and len(token.text) <= 6
            if abbreviated and at < len(tokens) and tokens[at].text == ".":
                at += 1
            told.append(token)
        return told

    def _phrase(self, tokens: list[Token], at: int) -> tuple[int, Token]:
        phrase: list[str] = []
        for token in tokens[at : at + self._words.longest]:
            if token.kind != "word":
                break
            phrase.append(token.text)
        for length in range(len(phrase), 0, -1):
            text = " ".join(phrase[:length])
            if meaning := self._words.meanings.get(text.lower().replace("’", "'")):
                return length, Token(meaning, text)
        return 1, tokens[at]


def _either(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


def _numeric(first: int, second: int, year: int, written: str, *, day_first: bool) -> Token:
    """Read 25/12/1965; of 04/12/1965, where a reader may take it either way, the year."""
    if first > 12 or first == second or day_first:
        return calendar_date(year, second, first, written)
    if second > 12:
        return calendar_date(year, first, second, written)
    token = calendar_date(year, -1, -1, written)
    return token if token.kind == "bad" else token._replace(problem="ambiguous date")


def _shortened(year: int, mark: str, number: str, written: str) -> Token:
    """Read 1961-05, 1961–05, and 1949–50, the years of a range; of 1911–12 the year."""
    may_be_year = int(number) > year % 10 ** len(number)
    may_be_month = 1 <= int(number) <= 12
    if may_be_month and (mark == "-" or not may_be_year):
        return calendar_date(year, int(number), -1, written)
    token = calendar_date(year, -1, -1, written, inexact=may_be_year and not may_be_month)
    if token.kind == "bad" or token.inexact:
        return token
    return token._replace(problem="ambiguous date" if may_be_month else "impossible date")


@remembered(maxsize=1)
def _scanner() -> Scanner:
    return Scanner(date_words())


def scan(text: str) -> list[Token]:
    """List the tokens of a cell in the language that is read now."""
    return _scanner.now().scan(text)
