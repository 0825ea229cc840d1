import pytest
from hypothesis import given, settings

from scraper.parse import Parser
from tests.scraper.wikitext import texts

TITLE = "Foreign relations of Mongolia"
TABLE = "{| class=wikitable\n! Country !! Date\n|-\n| {{flag|Fiji}} || 2010-03-19\n|}\n"


@settings(max_examples=300)
@given(texts)
def test_any_text_is_read_and_its_problems_lie_in_it(text: str):
    snapshot = Parser().parse(TITLE, text)

    assert all(0 <= each.line <= text.count("\n") + 9 for each in snapshot.problems)


@given(texts, texts)
def test_a_parser_that_has_read_other_texts_reads_alike(one: str, other: str):
    parser = Parser()
    parser.parse(TITLE, other)
    parser.parse(TITLE, other + one)

    assert parser.parse(TITLE, one) == Parser().parse(TITLE, one)


def test_facts_are_the_statements_gathered_the_main_list_first():
    text = (
        TABLE.replace("2010-03-19", "1999")
        + "==List==\n"
        + TABLE.replace("|}", "|-\n| Tonga || 2011\n|}")
    )

    facts = Parser().parse(TITLE, text).facts

    assert [(fact.name, fact.since, fact.also) for fact in facts] == [
        ("Fiji", "2010-03-19", (("1999", "established"),)),
        ("Tonga", "2011", ()),
    ]


@pytest.mark.parametrize("lines", [0, 1, 7])
def test_a_problem_has_the_line_of_its_row_in_the_page(lines: int):
    text = "a\n" * lines + "==B==\n" + TABLE.replace("2010-03-19", "30 February 2010")

    (problem,) = Parser().parse(TITLE, text).problems

    assert (problem.section, problem.line) == ("B", lines + 5)


def test_a_line_counts_in_the_page_where_templates_arrange_a_list():
    text = (
        "==Diplomatic relations==\n{{columns-list|colwidth=9em|\n* {{flag|Fiji}} (2010)\n"
        "* {{flag|Tonga}} (31 April 2011)\n* {{flag|Samoa}} (2012)\n}}\n"
    )

    (problem,) = Parser().parse(TITLE, text).problems

    assert problem.line == 4


def test_what_headings_say_is_part_of_how_a_section_is_read():
    parser = Parser()

    statuses = [
        parser.parse(TITLE, f"=={heading}==\n{TABLE}").statements[0].status
        for heading in ("Diplomatic relations", "Suspended relations", "Diplomatic relations")
    ]

    assert statuses == ["established", "suspended", "established"]
