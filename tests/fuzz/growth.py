"""Look for texts that cost more than their length.

``python -m tests.fuzz.growth [SECONDS [SEED [LANGUAGE]]]`` takes the families first, then others
made at random: a middle of one to three pieces, repeated in every place of an article. In another
language than English the places are under the headings of its fragments, and its own words and
names are among the pieces. Each is read at one length and at four times that length; what takes
more than six times as long there, or more than a hundred times as long as usual wikitext, is
printed. Times are CPU time, and vary: what is printed deserves a second look, and what is found a
line in ``tests.fuzz.families``.
"""

import random
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import scraper.parse  # noqa: F401 - so that every module with a memo is there
from scraper.names.local import read
from scraper.parse import Parser
from scraper.words.language import tables_of
from scraper.words.spoken import USUAL, Memo
from tests.fuzz.families import FAMILIES, Family

TITLE = "Foreign relations of Mongolia"
SHORT = 4_000  # characters
TIMES = 4
SECONDS = 60
_GROWS, _DEAR = 6.0, 100.0
_NOTED = 0.1  # CPU seconds: below that, times say nothing
_LONGEST = 20.0  # CPU seconds after which a reading is given up
_ROW = "{|\n! Country !! Date !! Notes\n|-\n| "
PLACES = (
    ("", ""),
    ("==Memberships==\nX is a member of [[NATO]], [[UN]] and ", ". It is.\n"),
    ("==Memberships==\n* [[NATO]] ", "\n* [[UN]]\n"),
    ("==Memberships==\n* [[", "]]\n"),
    ("==Memberships==\n{{columns-list|", "}}\n"),
    ("==Memberships==\n{|\n! Organization !! Status !! Joined\n|-\n| [[UN]] || ", "|| 1990\n|}\n"),
    ("==Diplomatic relations==\n* {{flag|Fiji}} ", "\n* Samoa\n* Tonga (2010)\n"),
    ("==Relations with ", "==\nRelations were established in 1990.\n"),
    ("==Fiji==\nRelations ", ".\n"),
    (_ROW, " || 1990 || x\n|}\n"),
    (_ROW + "Fiji || ", " || x\n|}\n"),
    (_ROW + "Fiji || || ", "\n|}\n"),
    (_ROW + "style=", "| Fiji || 1990\n|}\n"),
    (_ROW + "{{flag|", "}} || {{dts|1990}}\n|}\n"),
    (_ROW + "Fiji<ref ", "></ref> || 1990\n|}\n"),
    ("{|\n! Country !! Date !! ", "\n|-\n| Fiji || 1990 || x\n|}\n"),
    ("<table><tr><th>Country<th>Date<tr><td>Fiji<td>", "</table>"),
)
PIECES = (
    " ", "\n", "\t", "\r", "\0", "\u00ad", "\u2028", "é", "\u0301", "a", "A", "Ab ", "1", "1990",
    "{{", "}}", "{", "[[", "]]", "[", "]", "|", "||", "!", "!!", "=", "==", "'", "'''", "<", ">",
    "\"", "<ref>", "</ref>", "<ref name=a", "/>", "<!--", "-->", "<li>", "</li>", "<br>", "<sup>",
    "</sup>", "<span ", "display:none", "</span>", "<nowiki>", "</nowiki>", "<table>", "<td>",
    "<tr>", "http://a", "[http://a b]", "-", "–", ",", ", ", " and ", "(", ")", "&", "&#", "&amp;",
    ";", ":", "*", "•", "/", ".", ". A", "~", "?", "_", "#", "\n*", "\n#", "\n;", "\n:", "{|",
    "\n{|", "\n|}", "\n|-\n", "\n| ", "\n!", "5 May 1990 ", "1-", "1.", "the ", "of ", "in ",
    "to ", "no ", "from ", "since ", "with ", "have ", "which ", "full ", "active ", "also, ",
    "as well as ", "now-defunct ", "UN ", "St. ", "is a member of ", "member of ", "observer in ",
    "Organization of ", "relations ", "established ", "severed ", "[[NATO]], ", "[[A]]",
    "[[a|b]] ", "[[File:", "{{flag|Fiji}} ", "{{a|b ", "{{a|''b}}", "{{hlist|", "{{columns-list|",
    "{{flagicon|", "style=a", "rowspan=2 ", "colspan=9",
)  # fmt: skip


def main() -> None:
    """Print what grows faster than its length, or is dear, and how many were looked at."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 0)  # noqa: S311
    language = sys.argv[3] if len(sys.argv) > 3 else USUAL
    usual = _usual()
    looked_at = 0
    ends = time.process_time() + seconds
    for family in _families(chance, language):
        if time.process_time() > ends:
            break
        looked_at += 1
        if told := _suspicion(family, usual, language):
            print(told, flush=True)
    print(f"{looked_at} families looked at")


def steps(text: str) -> int:
    """Count the lines of the program that run until a text is read, by a parser that knows none."""
    count = 0

    def counted(*_: object) -> Callable[..., object]:
        nonlocal count
        count += 1
        return counted

    forget()
    before = sys.gettrace()
    sys.settrace(counted)
    try:
        Parser().parse(TITLE, text)
    finally:
        sys.settrace(before)
    return count


def forget() -> None:
    """Empty every bounded memo of the scraper; what is read of its own files stays."""
    for clear in _memos():
        clear()


@cache
def _memos() -> tuple[Callable[[], None], ...]:
    modules = [module for name, module in sys.modules.items() if name.startswith("scraper.")]
    found = [each for module in modules for each in vars(module).values()]
    in_languages = [
        memo for each in found if isinstance(each, Memo) for memo in each._by_language.values()
    ]
    bounded = [
        each
        for each in [*found, *in_languages]
        if hasattr(each, "cache_parameters") and each.cache_parameters()["maxsize"]
    ]
    return tuple(each.cache_clear for each in bounded)


def _families(chance: random.Random, language: str) -> Iterator[Family]:
    yield from FAMILIES
    places, words = (PLACES, PIECES) if language == USUAL else (_places(language), _words(language))
    while True:
        before, after = chance.choice(places)
        pieces = chance.choice((PIECES, words))
        first = chance.choice(("", "", chance.choice(pieces)))
        last = chance.choice(("", "", chance.choice(pieces)))
        again = "".join(chance.choices(pieces, k=chance.choice((1, 2, 2, 2, 3))))
        yield Family("", before + first, again, last + after)


def _places(language: str) -> tuple[tuple[str, str], ...]:
    """Give places under the headings of a language's fragments."""
    fragments = Path(__file__).parents[1] / "scraper" / "languages" / language
    lines = [line for each in fragments.glob("*.txt") for line in each.read_text().splitlines()]
    headings = sorted({line for line in lines if line.startswith("=")})
    beginnings = ("", "* ", "[[NATO]], [[UN]], ", "{|\n! A !! B\n|-\n| Fiji || ")
    return tuple((f"{heading}\n{begin}", ".\n") for heading in headings for begin in beginnings)


def _words(language: str) -> tuple[str, ...]:
    """Give the words in a language's patterns, and its names."""
    values = [value for table in tables_of(language).values() for value in table.values()]
    patterns = " ".join(" ".join([value] if isinstance(value, str) else value) for value in values)
    words = sorted(set(re.findall(r"[^\W\d_]{2,}(?: [^\W\d_]{2,})?", patterns)))
    return (*(f"{word} " for word in words), *(f"{name}, " for _, name in read(language)))


def _suspicion(family: Family, usual: float, language: str) -> str:
    cpu = partial(_cpu, language=language)
    short = cpu(family.sized(SHORT))
    text = family.sized(TIMES * SHORT)
    long = cpu(text)
    if long < _NOTED:
        return ""
    short, long = min(short, cpu(family.sized(SHORT))), min(long, cpu(text))
    growth, dearth = long / max(short, 0.001), long / len(text) / usual
    if growth < _GROWS and dearth < _DEAR:
        return ""
    told = f"{growth:5.1f} times at {TIMES} times the length, {dearth:5.0f} times the usual"
    return f"{told}  {family!r}"


def _usual() -> float:
    """CPU seconds for a character of a usual table."""
    row = (
        "|-\n| {{flag|State %d}} || {{dts|19%02d|5|6}} || See [[State %d]] for more.<ref>a</ref>\n"
    )
    rows = "".join(row % (number, number % 100, number) for number in range(4_000))
    text = f"{{|\n! Country !! Date !! Notes\n{rows}|}}\n"
    return _cpu(text) / len(text)


class _GivenUp(BaseException):
    """A reading took longer than anyone waits."""


def _cpu(text: str, language: str = USUAL) -> float:
    def give_up(*_: object) -> None:
        raise _GivenUp

    forget()
    signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, _LONGEST)
    began = time.process_time()
    try:
        Parser().parse(TITLE, text, language)
    except _GivenUp:
        return _LONGEST
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began


if __name__ == "__main__":
    main()
