import pytest
from hypothesis import given

from scraper.cells import Content, plain, read
from tests.scraper.wikitext import texts


@given(texts)
def test_any_text_is_read(text: str):
    assert isinstance(read(text), Content)


@given(texts)
def test_what_is_displayed_has_no_folded_space_left(text: str):
    shown = plain(text)

    assert shown == "\n".join(" ".join(line.split()) for line in shown.split("\n"))


@pytest.mark.parametrize(
    ("wikitext", "shown"),
    [
        pytest.param("''a'' '''b'''", "a b", id="italics and bold"),
        pytest.param("a&nbsp;b &amp; c", "a b & c", id="entities"),
        pytest.param("[[a]] [[b|c]]s", "a cs", id="links, and letters behind them"),
        pytest.param("[[File:x.svg|20px|a [[b]]]]c", "c", id="a picture with a link inside"),
        pytest.param("[http://x.y a b]", "a b", id="a link to elsewhere"),
        pytest.param("a<br/>b<br>c", "a\nb\nc", id="line ends"),
        pytest.param("{{nowrap|{{flag|Fiji}}}}", "Fiji", id="a template in a template"),
        pytest.param("{{efn|a}}b", "b", id="a footnote shows nothing"),
        pytest.param("{{no such template|a}}b", "b", id="nor does an unknown template"),
        pytest.param("a<ref>b</ref>c<ref name=d />", "ac", id="references"),
        pytest.param("a<ref>b", "a", id="a reference that is never closed"),
        pytest.param("a<!-- b -->c", "ac", id="a comment"),
        pytest.param("1<sup>st</sup> May<sup>[2]</sup>", "1 May", id="what is raised"),
        pytest.param('<span style="display:none">1</span>2', "2", id="what is hidden"),
        pytest.param("{{a|b", "b", id="a template that is never closed shows what it is given"),
    ],
)
def test_text(wikitext: str, shown: str):
    assert plain(wikitext) == shown


@pytest.mark.parametrize(
    ("wikitext", "references"),
    [
        pytest.param(
            "<ref>{{cite web|url=http://a.b/c|title=d}}</ref>", ("http://a.b/c",), id="url"
        ),
        pytest.param('<ref name="a b" />', ("#a b",), id="name"),
        pytest.param("<ref name=a>x</ref>", ("#a",), id="name before text"),
        pytest.param("<ref>A  book,\n1990</ref>", ("A book, 1990",), id="text"),
        pytest.param("<ref>x</ref>a<ref>x</ref>", ("x",), id="the same one twice"),
    ],
)
def test_references(wikitext: str, references: tuple[str, ...]):
    assert read(wikitext).references == references
