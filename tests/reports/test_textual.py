from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.alignment import align
from reports.textual import Line, Part, Row, TooMuch, side_by_side

lines = st.lists(st.sampled_from(["a", "b", "c", "d", "", "|-"]), max_size=30)


def told(before, after):
    """Say rows in short: "= line", "- line", "+ line", "~ [old] [new]", "... n"."""
    return [_told(row) for row in side_by_side("\n".join(before), "\n".join(after))]


def _told(row):
    if row.kind == "skipped":
        return f"... {row.skipped}"
    old, new = _marked(row.before), _marked(row.after)
    if row.kind == "same":
        return f"= {new}"
    return f"{old or '-'} -> {new or '-'}"


def _marked(line):
    return line and "".join(f"[{part.text}]" if part.differs else part.text for part in line.parts)


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [
        pytest.param("abc", "abc", [], id="what is the same has no rows"),
        pytest.param("abcdefg", "abcXefg",
                     ["... 1", "= b", "= c", "[d] -> [X]", "= e", "= f", "... 1"],
                     id="a little around a change is shown, and how much is not"),
        pytest.param("ab", "abc", ["= a", "= b", "- -> [c]"], id="a line at the end"),
        pytest.param("ab", "b", ["[a] -> -", "= b"], id="a line at the beginning is gone"),
        pytest.param("axbxc", "axcx", ["= a", "= x", "[b] -> -", "[x] -> -", "= c", "- -> [x]"],
                     id="lines that are there twice stay with those that are there once"),
    ],
)  # fmt: skip
def test_lines_are_laid_out_side_by_side(before, after, rows):
    assert told(before, after) == rows


@pytest.mark.parametrize(
    ("before", "after", "row"),
    [
        pytest.param(
            "| 5 May 2011 || x", "| 6 May 2011 || x", "| [5] May 2011 || x -> | [6] May 2011 || x",
            id="a word",
        ),
        pytest.param("some words", "quite other ones", "[some words] -> [quite other ones]",
                     id="too little is left"),
        pytest.param("{{flag|Chad}}", "{{flag|Chad}} 2011", "{{flag|Chad}} -> {{flag|Chad}}[ 2011]",
                     id="something is added"),
    ],
)  # fmt: skip
def test_within_a_line_only_what_differs_is_marked(before, after, row):
    assert told([before], [after]) == [row]


def test_lines_have_their_numbers():
    same = (Part("b", differs=False),)

    assert side_by_side("a\nb", "b") == (
        Row("changed", Line(1, (Part("a", differs=True),)), None),
        Row("same", Line(2, same), Line(1, same)),
    )


def test_more_than_a_page_can_show_is_refused():
    with pytest.raises(TooMuch):
        side_by_side("\n".join(map(str, range(3000))), "\n".join(map(str, range(3000, 6000))))


@given(lines, lines)
def test_aligned_lines_are_the_same_and_in_order(old, new):
    pairs = list(align(old, new))

    assert all(old[i] == new[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(lines, lines)
def test_no_line_is_lost(old, new):
    rows = side_by_side("\n".join(old), "\n".join(new))
    shown = [[row.before is not None for row in rows], [row.after is not None for row in rows]]
    skipped = sum(row.skipped for row in rows)
    expected = [max(len(side), 1) for side in (old, new)] if rows else [0, 0]

    assert [sum(side) + skipped for side in shown] == expected
