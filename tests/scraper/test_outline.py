import pytest
from hypothesis import given

from scraper.outline import FILL, mask, split
from tests.scraper.wikitext import texts


@given(texts)
def test_sections_put_together_are_the_page(text: str):
    assert "".join(section.text for section in split(text)) == text


@given(texts)
def test_every_section_but_the_lead_begins_with_its_heading(text: str):
    lead, *others = split(text)

    assert (lead.level, lead.heading) == (0, "")
    assert all(each.text.startswith("=") and 1 <= each.level <= 6 for each in others)


@given(texts)
def test_a_mask_is_as_long_as_the_text(text: str):
    assert len(mask(text)) == len(text)


@given(texts)
def test_a_mask_changes_nothing_but_what_it_fills(text: str):
    masked = mask(text)

    assert all(shown in (char, FILL, " ") for shown, char in zip(masked, text, strict=True))


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        pytest.param("a\n==B==\nc", [(0, ""), (2, "B")], id="a heading on a line of its own"),
        pytest.param("== B == <!-- x -->\n", [(0, ""), (2, "B")], id="a comment behind it"),
        pytest.param("==B== c\n", [(0, "")], id="text behind it"),
        pytest.param("===B==\n", [(0, ""), (2, "=B")], id="marks that are not even"),
        pytest.param("=======B=======", [(0, ""), (6, "=B=")], id="more than six marks"),
        pytest.param("==\n", [(0, "")], id="marks alone"),
        pytest.param("===\n", [(0, ""), (1, "=")], id="three marks"),
        pytest.param("<!--\n==B==\n-->", [(0, "")], id="inside a comment"),
        pytest.param("<ref>\n==B==\n</ref>", [(0, "")], id="inside a reference"),
        pytest.param("<nowiki>\n==B==\n</nowiki>", [(0, "")], id="inside nowiki"),
        pytest.param("{{a|\n==B==\n}}", [(0, "")], id="inside a template"),
        pytest.param("{|\n|a\n==B==\n|}", [(0, "")], id="inside a table"),
        pytest.param("{|\n|a\n==B==\n", [(0, ""), (2, "B")], id="below a table never closed"),
        pytest.param("{{a|\n==B==\n", [(0, ""), (2, "B")], id="below a template never closed"),
        pytest.param("<ref>\n==B==\n", [(0, ""), (2, "B")], id="below a reference never closed"),
    ],
)
def test_headings(text: str, headings: list[tuple[int, str]]):
    assert [(section.level, section.heading) for section in split(text)] == headings


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("a {{b|c}} d", "a ####### d", id="a template"),
        pytest.param("{{a|{{b}}}}", "###########", id="a template in a template"),
        pytest.param("[[a|b]] c", "####### c", id="a link"),
        pytest.param("a<!-- | -->b", "a          b", id="a comment becomes spaces"),
        pytest.param("a<!-- |", "a      ", id="a comment that is never closed"),
        pytest.param("<ref>|</ref>a", "############a", id="a reference"),
        pytest.param("<ref name=a />|", "##############|", id="an empty reference"),
        pytest.param("{{a|b", "{{a|b", id="what is never closed stands as it is"),
        pytest.param("{{{a|b}}}|", "#########|", id="a parameter"),
    ],
)
def test_mask(text: str, masked: str):
    assert mask(text).replace(FILL, "#") == masked
