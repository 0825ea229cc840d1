"""The traps of ``dates.tsv``, and the laws that hold for every text."""

import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.dates import LONGEST, DateReading, read_dates, read_template
from scraper.words.dates import load

_TRAPS = Path(__file__).with_name("dates.tsv").read_text(encoding="utf-8").split("\n")
_TEMPLATE = re.compile(r"\{\{([^{}|]*)([^{}]*)\}\}")
_NAMED = re.compile(r"([\w-]+)=(.*)")
_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?~?")  # what we use of level 1
_SCRAPS = [
    *load("en").months, *load("en").meanings, *"0123456789 -–—/.,;:()?~&|\n[]'",
    " ", " ", " ", "1990", "1965-04-27", "31", "30 February 2015", "2100", "3000", "Ruritania",
]  # fmt: skip
cells = st.lists(st.sampled_from(_SCRAPS), max_size=40).map("".join) | st.text(max_size=200)


def trap(line: str) -> object:
    text, since, dates, status, problem = (line.split("\t") + [""] * 4)[:5]
    reading = DateReading(since, tuple(dates.split()), status or "established", problem)
    return pytest.param(text.replace("\\n", "\n"), reading, id=text or "nothing")


@pytest.mark.parametrize(
    ("text", "reading"), [trap(line) for line in _TRAPS if line.strip("\n") and line[0] != "#"]
)
def test_a_cell_is_read_as_it_is_written(text: str, reading: DateReading) -> None:
    said = read_dates(_TEMPLATE.sub(as_displayed, text))
    problem = (
        reading.problem if reading.problem and reading.problem in said.problem else said.problem
    )

    assert DateReading(said.since, said.dates, said.status, problem) == reading


def as_displayed(template: re.Match[str]) -> str:
    arguments = template[2].split("|")[1:]
    named = [found for argument in arguments if (found := _NAMED.fullmatch(argument))]
    text = read_template(
        template[1],
        [argument for argument in arguments if not _NAMED.fullmatch(argument)],
        {found[1]: found[2] for found in named},
    )
    assert text is not None
    return text


@pytest.mark.parametrize("name", ["flag", "Sort", "c", "update after", "use dmy dates", "nts", ""])
def test_other_templates_are_no_dates(name: str) -> None:
    assert read_template(name, ["1965"], {}) is None


@settings(deadline=None)
@given(cells)
def test_every_date_is_edtf_and_every_problem_one_bounded_line(text: str) -> None:
    reading = read_dates(text)

    assert all(is_edtf(value) for value in filter(None, (reading.since, *reading.dates)))
    assert len(reading.dates) != 1
    assert reading.status in ("established", "none", "severed", "suspended")
    assert "\n" not in reading.problem
    assert len(reading.problem) < 100


def is_edtf(text: str) -> bool:
    """Tell whether a date is one of EDTF's that are in the calendar."""
    found = _EDTF.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.groups())
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


_FORMS = [
    "{0.year}-{0.month}-{0.day}",
    "{0.day} {0:%B} {0.year}",
    "{0:%B} {0.day}, {0.year}",
    "{0.day} {0:%b}. {0.year}",
]


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2100, 12, 31)))
@pytest.mark.parametrize("form", _FORMS)
def test_a_full_date_reads_the_same_in_every_form(form: str, day: date) -> None:
    assert read_dates(form.format(day)) == DateReading(day.isoformat())


@settings(deadline=None)
@given(cells)
def test_white_space_and_footnotes_around_a_cell_tell_nothing(text: str) -> None:
    assert said_in(f"  {text}\n[12] ") == said_in(f"{text}[12]")


def said_in(text: str) -> tuple[str, tuple[str, ...], str]:
    reading = read_dates(text)
    return reading.since, reading.dates, reading.status


@settings(deadline=None)
@given(
    st.text(max_size=20),
    st.lists(st.text(max_size=20), max_size=6),
    st.dictionaries(st.text(max_size=5), st.text(max_size=9)),
)
def test_any_template_is_read_or_left(
    name: str, positional: list[str], named: dict[str, str]
) -> None:
    text = read_template(name, positional, named)

    assert text is None or isinstance(read_dates(text), DateReading)


@settings(deadline=None)
@given(
    st.sampled_from(["dts", "Date table sorting", "start date"]),
    st.lists(
        st.sampled_from(["", "1", "31", "32", "6", "June", "1961", "bc", "²", "-4"]), max_size=5
    ),
)
def test_no_arguments_of_a_date_template_give_another_than_edtf(
    name: str, arguments: list[str]
) -> None:
    reading = read_dates(read_template(name, arguments, {}) or "")

    assert not reading.since or is_edtf(reading.since)


@pytest.mark.parametrize(
    "piece",
    [
        "1965-04-27 ",
        "severed ",
        "1",
        "(",
        "a-",
        "1 ",
        "May ",
        "as ",
        "before ",
        "&amp;",
        "[",
        " ",
        "\n",
        "no ",
        "🇲🇳",
        "'",
    ],
)
def test_a_megabyte_takes_no_longer_than_a_line(piece: str) -> None:
    begin = process_time()
    reading = read_dates("x" + piece * (1_000_000 // len(piece)))

    assert process_time() - begin < 0.5
    assert len(reading.problem) < 100


def test_a_date_is_not_read_from_where_a_long_cell_is_cut() -> None:
    cell = "1965, " + "and again " * (LONGEST // 10 - 1) + "1990-12-24"

    assert read_dates(cell).dates == ()
    assert read_dates(cell).problem.startswith("long date cell")


def test_no_word_has_two_meanings() -> None:
    lines = (
        Path(__file__).parents[2].joinpath("scraper/words/en.dates.tsv").read_text(encoding="utf-8")
    )
    phrases = [line.partition("\t")[2] for line in lines.splitlines() if not line.startswith("#")]

    assert sorted(set(phrases)) == sorted(phrases)
