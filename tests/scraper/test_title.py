import pytest

from scraper.title import normal, title_problem


@pytest.mark.parametrize(
    ("written", "title"),
    [
        pytest.param("Foreign_relations_of_Mongolia", "Foreign relations of Mongolia", id="spaces"),
        pytest.param("  A __ B\u00a0 C ", "A B C", id="one space at a time, none around"),
        pytest.param("São Tome\u0301", "São Tomé", id="letters and accents are put together"),
        pytest.param("mongolia", "mongolia", id="the first letter is left to the wiki"),
    ],
)
def test_titles_are_written_as_mediawiki_does(written, title):
    assert normal(written) == title


@pytest.mark.parametrize(
    ("title", "problem"),
    [
        pytest.param("Foreign relations of Côte d'Ivoire", "", id="a title"),
        pytest.param(" _ ", "it is empty", id="nothing but spaces"),
        pytest.param(" :", "it is empty", id="nothing but a colon"),
        pytest.param("A|B", "no title may have '|'", id="two titles"),
        pytest.param("A#History", "no title may have '#'", id="a section"),
        pytest.param("[[A]]", "no title may have '['", id="a link"),
        pytest.param("A\nB", r"no title may have '\n'", id="two lines"),
        pytest.param("A\ud800", r"no title may have '\ud800'", id="half a character"),
        pytest.param("я" * 128, "it is longer than 255 bytes", id="too many bytes"),
    ],
)
def test_what_can_be_no_title_is_said(title, problem):
    assert title_problem(title) == problem
