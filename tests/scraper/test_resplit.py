from hypothesis import example, given
from hypothesis import strategies as st

from scraper.outline import split
from scraper.resplit import Splitter
from tests.scraper.wikitext import texts

PIECES = st.sampled_from(
    ["==A==\n", "== B ==\n", "==A==", "===", "=", "\n", "a", "a\n", "{{", "}}", "<!--", "-->",
     "<ref>", "</ref>", "{|\n", "|}\n", "<nowiki>", "</nowiki>"]
)  # fmt: skip


@given(st.lists(texts, min_size=2, max_size=4))
def test_texts_are_split_as_if_each_were_the_first(several: list[str]):
    splitter = Splitter()

    assert [splitter.split(text) for text in several] == [split(text) for text in several]


@given(st.lists(PIECES), st.lists(PIECES), st.lists(PIECES), st.lists(PIECES))
@example(["a\n", "==A==\n", "a\n"], [], ["a\n"], [])
@example([], ["==A==\n"], ["a"], ["==A==\n"])
@example(["a"], ["==A==\n"], ["a"], ["a"])
def test_an_edited_text_is_split_as_if_it_were_the_first(
    start: list[str], before: list[str], after: list[str], end: list[str]
):
    texts = ["".join([*start, *middle, *end]) for middle in (before, after, before)]
    splitter = Splitter()

    assert [splitter.split(text) for text in texts] == [split(text) for text in texts]


def test_sections_that_an_edit_left_alone_are_the_same_objects():
    splitter = Splitter()
    before = splitter.split("a\n==B==\nb\n==C==\nc\n==D==\nd\n")
    after = splitter.split("a\n==B==\nb\n==C==\nchanged\n==E==\n==D==\nd\n")

    same = set(map(id, before)).intersection(map(id, after))
    assert [section.heading for section in after if id(section) in same] == ["", "B", "D"]
