import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.clean import clean, clean_comment


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("Côte d’Ivoire", "Côte d’Ivoire", id="a name stays as it is"),
        pytest.param(" a\tb\r\n\u2028c\u00a0d ", "a b c d", id="white space becomes single spaces"),
        pytest.param("\x1b[31;1mred\x1b[0m", "red", id="colours of a terminal go"),
        pytest.param(
            "\x1b]0;title\x07x\x1b]8;;u\x1b\\y", "xy", id="titles and links of a terminal go"
        ),
        pytest.param("\x9b2Ja\x00b\x7f", "ab", id="other controls go"),
        pytest.param("\x1b]0;never ended", "", id="a sequence that never ends takes the rest"),
        pytest.param("a\u202eb\u2066c\u200fd", "abcd", id="marks that turn the direction go"),
        pytest.param("a\u200bb\ufeffc\U000e0041d", "abcd", id="invisible characters go"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="a joiner that Persian needs stays"),
        pytest.param("a\ud800b", "ab", id="half a character goes"),
        pytest.param("e" + "\u0301" * 9, "e" + "\u0301" * 4, id="a tower of accents is cut"),
        pytest.param("x" * 500, "x" * 159 + "…", id="what is too long ends in an ellipsis"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        pytest.param("", "", id="an empty summary is empty"),
        pytest.param("add Fiji", "add Fiji", id="plain words stay"),
        pytest.param("/* Asia */ add Fiji", "→ Asia: add Fiji", id="the section is set off"),
        pytest.param("/* Asia */", "→ Asia", id="a section alone"),
        pytest.param("/* */ x", "x", id="a section without a name"),
        pytest.param(
            "see [[Fiji|the islands]], [[:Category:Fiji]]",
            "see the islands, Category:Fiji",
            id="links give their text",
        ),
        pytest.param("[[" * 9000, ("[[" * 80)[:159] + "…", id="unclosed links cost nothing"),
    ],
)
def test_clean_comment(comment: str, said: str) -> None:
    assert clean_comment(comment) == said


@given(st.text(st.characters(), max_size=400), st.integers(1, 60))
def test_what_is_clean_is_short_and_harmless_and_stays_so(text: str, limit: int) -> None:
    once = clean(text, limit)

    assert len(once) <= limit
    assert clean(once, limit) == once
    assert {unicodedata.category(char) for char in once} & {"Cc", "Cs", "Zl", "Zp"} == set()


@given(st.text(), st.integers(1, 20))
def test_a_text_that_is_clean_at_a_glance_is_clean_at_a_closer_look(text, limit):
    # A mark at its end keeps a text from being taken at a glance.
    looked_at = clean(f"{text}\u0301", 10_000).removesuffix("\u0301").rstrip()
    cut = looked_at if len(looked_at) <= limit else looked_at[: limit - 1].rstrip() + "…"

    assert clean(text, limit) == cut
