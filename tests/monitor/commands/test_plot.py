import pytest

from tests.monitor.exports import export
from tests.monitor.web.world import text, title
from tests.monitor.world import article

pytest.importorskip("matplotlib", reason='needs Matplotlib, the extra "plot"')

MONGOLIA = "Foreign relations of Mongolia"


@pytest.fixture
def plot(diplowatch, tmp_path):
    (tmp_path / "dump.xml").write_bytes(
        export({MONGOLIA: [article("Chad 1990"), article("Chad 1990", "Peru 30 May 1997")]})
    )
    diplowatch("backfill", "--from", "dump.xml", "--db", "x.db")
    return lambda *arguments: diplowatch("plot", *arguments, "--db", "x.db")


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (["years"], "All articles: relations by the year of their beginning"),
        (["years", "Mongolia"], f"{MONGOLIA}: relations by the year of their beginning"),
        (["edits", "Mongolia"], f"{MONGOLIA}: edits and changes by month"),
        (["listed", "Mongolia"], f"{MONGOLIA}: relations and memberships listed over time"),
        (["memberships", "Mongolia"], f"{MONGOLIA}: memberships over time"),
        (["timeline", "Peru"], "Peru: relations in each article over time"),
    ],
)
def test_pictures_are_drawn_of_what_is_asked_for(plot, tmp_path, arguments, title):
    ended = plot(*arguments, "-o", "x.svg")

    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert f'<title id="title">{title}</title>' in (tmp_path / "x.svg").read_text("utf-8")


def test_a_png_is_drawn_where_the_name_says_so(plot, tmp_path):
    plot("years", "-o", "X.PNG")

    assert (tmp_path / "X.PNG").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(
            ["years", "-o", "x.gif"], '"x.gif" ends neither in .svg nor in .png', id="no such form"
        ),
        pytest.param(["timeline", "-o", "x.svg"], "Name the article or the state", id="of nobody"),
        pytest.param(
            ["years", "Peru", "-o", "x.svg"], 'no article "Peru"', id="an unknown article"
        ),
        pytest.param(["years", "-o", "no/x.svg"], "no such file or directory", id="no folder"),
    ],
)
def test_mistakes_end_in_one_line(plot, arguments, told):
    ended = plot(*arguments)

    assert ended.status == 2
    assert told in ended.err
    assert ended.err.count("\n") == 1


def test_a_timeline_is_of_what_more_was_said_of(diplowatch, tmp_path):
    texts = {
        title("Fiji"): [text("United Nations since 1961", members=["United Nations"])],
        title("Togo"): [text("Peru since 1990", members=["United Nations"])],
    }
    (tmp_path / "dump.xml").write_bytes(export(texts))
    diplowatch("backfill", "--from", "dump.xml", "--db", "x.db")
    diplowatch("plot", "timeline", "un", "--db", "x.db", "-o", "x.svg")

    assert "un: memberships in each article over time" in (tmp_path / "x.svg").read_text("utf-8")
