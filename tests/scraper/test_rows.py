from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scraper.grid import Row
from scraper.markers import Scan
from scraper.outline import mask, split
from scraper.plainrow import read_plain_row
from scraper.respell import as_wikitext
from scraper.tables import _ROW, Layout, _as_a_whole, _by_rows
from tests.shared_data import DATA, article, needs_data

ROW = st.lists(
    st.sampled_from(
        [
            "{{flag|Fiji}}", "|-", "|", "||", "{|", "|}", "\n", "\n|", "\n|-\n", "\n! ", "{{", "}}",
            "[[a|b]]", "[[", "]]", "<ref>", "</ref>", "<ref name=a />", "<!--", "-->", " x ",
            "rowspan=2 |", "|+ caption", "{{a\n|b}}", "<nowiki>", "</nowiki>",
        ]
    ),
    max_size=14,
).map("".join)  # fmt: skip


def as_written(layout: Layout | None) -> Layout | None:
    """Leave out what rows are known again by."""
    if layout is None:
        return None
    (table,) = layout.tables
    rows = tuple(Row(row.cells, row.spans) for row in table.rows)
    return replace(layout, tables=(replace(table, rows=rows),))


@given(st.lists(ROW, max_size=5), ROW, ROW)
def test_rows_read_one_by_one_are_those_of_the_whole(rows, before, after):
    table = "".join(f"|-\n|{row}\n" for row in rows)
    text = as_wikitext(f"{before}\n{{|\n! A\n{table}|}}\n{after}")

    assert as_written(_by_rows(text)) in (None, _as_a_whole(text))


@needs_data
def test_usual_articles_are_read_row_by_row():
    sections = [
        as_wikitext(section.text)
        for path in sorted((DATA / "articles").glob("*.wiki"))[::7]
        for section in split(article(path))
        if "\n{|" in section.text
    ]
    by_rows = [(_by_rows(text), text) for text in sections]

    assert [
        sum(layout is not None for layout, _ in by_rows) > 0.6 * len(by_rows),
        all(as_written(layout) in (None, _as_a_whole(text)) for layout, text in by_rows),
    ] == [True, True]


def scanned(piece: str) -> Row | None:
    """Read a row as those are read that are not plain."""
    return Scan(piece, mask(piece)).row()


@given(ROW)
def test_a_plain_row_is_read_as_others_are(row):
    piece = f"|-\n|{row}"

    assert read_plain_row(piece) in (None, scanned(piece))


@needs_data
def test_nine_of_ten_rows_of_articles_are_plain_and_read_as_others_are():
    pieces = [
        as_wikitext(piece.partition("\n|}")[0])
        for path in sorted((DATA / "articles").glob("*.wiki"))[::7]
        for section in split(article(path))
        for piece in _ROW.split(section.text)[1:]
    ]
    plain = [(piece, row) for piece in pieces if (row := read_plain_row(piece)) is not None]

    assert [piece for piece, row in plain if row != scanned(piece)] == []
    assert len(plain) > 0.9 * len(pieces)
