import pytest

from monitor.toml_lines import key_lines, line_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("a = 1\nb.c = 2", {("a",): 1, ("b", "c"): 2}, id="keys stand on their lines"),
        pytest.param("[a]\nb = 1", {("a",): 1, ("a", "b"): 2}, id="a table's keys are below it"),
        pytest.param('[w."e.org"]', {("w", "e.org"): 1}, id="a quoted key is one"),
        pytest.param(
            "[[a]]\nb = 1\n[[a.c]]\nd = 1\n[[a.c]]\n[[a]]\n[[a.c]]",
            {("a", 0): 1, ("a", 0, "b"): 2, ("a", 0, "c", 0): 3, ("a", 0, "c", 0, "d"): 4,
             ("a", 0, "c", 1): 5, ("a", 1): 6, ("a", 1, "c", 0): 7},
            id="tables of an array are counted within their own table",
        ),
        pytest.param(
            'a = """\nb = 1\n"""\nc = 2',
            {("a",): 1, ("c",): 4},
            id="a long string's lines are no keys",
        ),
        pytest.param(
            '# not """ one\na = "\'\'\'" # """\nb = 2',
            {("a",): 2, ("b",): 3},
            id="quotes in comments and strings begin none",
        ),
        pytest.param(
            'a = """x\\"""\n\'\'\'\n""""\nb = \'\'\'"""\'\'\'\nc = 2',
            {("a",): 1, ("b",): 4, ("c",): 5},
            id="a long string ends at its own quotes",
        ),
        pytest.param('a = [\n"b = c",\n]', {("a",): 1}, id="an array's strings are no keys"),
    ],
)  # fmt: skip
def test_key_lines(text, lines):
    assert key_lines(text) == lines


def test_a_key_without_a_line_of_its_own_is_where_its_table_is():
    assert line_of(("a", 0, "b", 3), key_lines("x = 1\n[[a]]\nb = [1]")) == 3
