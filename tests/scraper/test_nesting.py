import pytest

from scraper.cells import read


@pytest.mark.parametrize(
    ("wikitext", "shown"),
    [
        pytest.param("{{a|{{flag|Fiji}}", "Fiji", id="a template that is never closed"),
        pytest.param("[[A|{{flag|Fiji}}]] {{b|{{c}}}}[[", "Fiji", id="a link never closed"),
        pytest.param("{{{flag|Fiji}} {{b|{{c}}}}", "Fiji", id="a brace too many"),
        pytest.param("{{a|{{b}}}}[[[Fiji]]]", "Fiji", id="a bracket too many"),
        pytest.param("{{{{nowrap|{{b}}}}}} Fiji", "Fiji", id="a template for a name"),
        pytest.param("{{nowrap|{{flag|Fiji}}}}\n|}\n==x", "Fiji\n==x", id="a table never opened"),
        pytest.param(
            "{{nowrap|{{flag|Fiji}}}}\n{| class=a\n|-\n| b || style=c | d\n! e\n|}",
            "Fiji\nb d\ne",
            id="a table is its cells",
        ),
        pytest.param("{{flag|{{a}}\n|name=Fiji}}", "Fiji", id="a pipe of a template is no cell"),
    ],
)
def test_what_nests_is_shown_without_its_marks(wikitext: str, shown: str):
    assert read(wikitext).text == shown


@pytest.mark.parametrize("wrapped", ["%s", "{{nowrap|{{a}}%s}}", "[[Fiji|%s]]", "{{flag|%s}}"])
@pytest.mark.parametrize(
    ("entity", "character"),
    [
        pytest.param("&ndash;", "–", id="by name"),
        pytest.param("&#8211;", "–", id="by number"),
        pytest.param("&#xD800;", "\ufffd", id="half of a character"),
    ],
)
def test_an_entity_is_a_character_or_none(wrapped: str, entity: str, character: str):
    assert read(wrapped.replace("%s", entity)).text == character


def test_more_digits_than_python_reads_are_no_character():
    assert read(f"a&#{'1' * 9_000};b").text == "a\ufffdb"
