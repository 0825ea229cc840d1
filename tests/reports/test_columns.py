import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.render.columns import width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        pytest.param("Fiji", 4, id="ASCII"),
        pytest.param("Việt", 4, id="letters with accents"),
        pytest.param("Vie\u0323\u0302t", 4, id="accents of their own take no column"),
        pytest.param("中国", 4, id="Chinese takes two each"),
        pytest.param("ｱ", 1, id="half-width katakana takes one"),
        pytest.param("각", 2, id="Hangul in one piece"),
        pytest.param("\u1100\u1161\u11a8", 2, id="Hangul in three pieces"),
        pytest.param("ไทย", 3, id="Thai"),
        pytest.param("می\u200cخواهم", 7, id="a joiner takes no column"),
        pytest.param("🌍", 2, id="an emoji takes two"),
        pytest.param("–“…·", 4, id="ambiguous ones are narrow"),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_wrap_breaks_at_spaces_and_within_what_is_too_long() -> None:
    lines = wrap("+ one two\u00a0three 中中中中中中中中", 12, first="  ", rest="    ")

    assert lines == ["  + one", "    two\u00a0thre", "    e", "    中中中中", "    中中中中"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=300))
def test_no_line_is_wider_than_it_may_be_and_no_letter_is_lost(text: str) -> None:
    lines = wrap(text, 20, first="  ", rest="    ")

    assert [line for line in lines if width(line) > 20 or line.endswith(" ")] == []
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
