import pytest
from hypothesis import given

from scraper.grid import MOST_COLUMNS, Table, grid
from scraper.tables import lay_out
from tests.scraper.wikitext import texts


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def only_table(text: str) -> Table:
    (table,) = lay_out(text).tables
    return table


@given(texts)
def test_any_text_is_laid_out(text: str):
    layout = lay_out(text)

    assert all(table.line <= text.count("\n") + text.count("<") * 2 for table in layout.tables)


@given(texts)
def test_a_grid_has_the_rows_that_are_written_and_no_column_beyond_the_bound(text: str):
    for table in lay_out(text).tables:
        rows = list(grid(table))

        assert [row for row, _ in rows] == list(table.rows)
        assert all(len(placed) <= MOST_COLUMNS for _, placed in rows)


@given(texts)
def test_every_cell_of_a_grid_is_one_that_is_written(text: str):
    for table in lay_out(text).tables:
        written = {id(cell) for row in table.rows for cell in row.cells}

        assert all(
            id(cell) in written for _, placed in grid(table) for cell in filter(None, placed)
        )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("{|\n|a||b\n|-\n|c\n|d\n|}", [["a", "b"], ["c", "d"]], id="cells and rows"),
        pytest.param("{|\n!a!!b||c\n|}", [["a", "b", "c"]], id="headers"),
        pytest.param("{|\n|a!!b\n|}", [["a!!b"]], id="marks of headers in a data cell"),
        pytest.param("{|\n|a\nb\n\nc\n|}", [["a\nb\n\nc"]], id="a cell of several lines"),
        pytest.param("{|\n|x=1|a\n|}", [["a"]], id="attributes"),
        pytest.param("{|\n|a|b\n|}", [["a", "b"]], id="a single pipe where two were meant"),
        pytest.param("{|\n|[[a|b]]|c\n|}", [["[[a|b]]", "c"]], id="a link is no attribute"),
        pytest.param("{|\n|-\n|-\n|a\n|}", [["a"]], id="empty rows"),
        pytest.param("{|\n|+x\n|a\n|}", [["a"]], id="a caption"),
        pytest.param("{|\n|a\n{|\n|b\n|}\n|}", [["a\n{|\n|b\n|}"]], id="a table in a cell"),
        pytest.param("{|\n|}", [], id="a table of nothing"),
    ],
)
def test_rows(text: str, rows: list[list[str]]):
    assert cells(only_table(text)) == rows


def test_the_rest_keeps_its_lines():
    assert lay_out("a\n{|\n|b\n|}\nc").rest == "a\n\n\n\nc"


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        pytest.param(
            "{|\n|rowspan=2|a||b\n|-\n|c\n|}", [["a", "b"], ["a", "c"]], id="a span of rows"
        ),
        pytest.param("{|\n|colspan=2|a||b\n|}", [["a", "a", "b"]], id="a span of columns"),
        pytest.param(
            "{|\n|a||rowspan=99|b\n|-\n|c\n|}", [["a", "b"], ["c", "b"]], id="past the end"
        ),
        pytest.param(
            "{|\n|rowspan=2 colspan=2|a\n|-\n|b\n|}", [["a", "a"], ["a", "a", "b"]], id="both"
        ),
        pytest.param("{|\n|rowspan=0|a||b\n|-\n|c\n|}", [["a", "b"], ["a", "c"]], id="to the end"),
    ],
)
def test_grid(text: str, placed: list[list[str]]):
    found = [[cell.text for cell in row if cell] for _, row in grid(only_table(text))]

    assert found == placed


def test_a_span_of_any_extent_is_kept_once():
    table = only_table("{|\n|rowspan=65534 colspan=1000|a\n" + "|-\n|b\n" * 500 + "|}")

    spanned = {id(row[0]) for _, row in grid(table)}

    assert spanned == {id(table.rows[0].cells[0])}
