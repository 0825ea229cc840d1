"""What somebody sees who looks on: tables, differences and bars on a real terminal."""

import pytest

from monitor.commands import program
from monitor.commands.outcome import run
from reports.render.columns import width
from tests.monitor import world
from tests.monitor.exports import export
from tests.pseudo_terminal import colours, plain, shown

MONGOLIA = "Foreign relations of Mongolia"
NAMES = ("Chad", "中華民國", "Vie\u0323\u0302tnam", "각\u1100\u1161\u11a8", "A" * 24)
BEFORE = world.article(*(f"{name} 1965" for name in NAMES))
AFTER = BEFORE.replace("中華民國", "Fiji").replace("Chad}} || 1965", "Chad}} || 1966")
RED, GREEN, YELLOW = "31", "32", "33"
DIFF = ("diff", "before.wiki", "after.wiki")
LIST = ("show", "Mongolia", "--db", "x.db", "--revision", "1")
CHANGES = ("changes", "Mongolia", "--db", "x.db")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terminal")
    (folder / "before.wiki").write_text(BEFORE)
    (folder / "after.wiki").write_text(AFTER)
    (folder / "dump.xml").write_bytes(export({MONGOLIA: (BEFORE, AFTER)}))
    run(program, ["backfill", "--from", str(folder / "dump.xml"), "--db", str(folder / "x.db")])
    return folder


@pytest.fixture(autouse=True)
def _in_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)


@pytest.mark.parametrize("arguments", [DIFF, CHANGES], ids=["a difference", "a table of changes"])
def test_what_came_went_and_changed_has_its_colour(arguments):
    assert colours(shown(*arguments)) == {RED, GREEN, YELLOW}


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        pytest.param(["--no-color", *DIFF], {}, id="before the command"),
        pytest.param([*DIFF, "--no-color"], {}, id="after it"),
        pytest.param([*CHANGES, "--no-color"], {}, id="with a table"),
        pytest.param(["audit", "--no-color", *DIFF[1:]], {}, id="with a bar"),
        pytest.param(DIFF, {"NO_COLOR": "1"}, id="by the environment"),
        pytest.param(CHANGES, {"NO_COLOR": "any"}, id="by the environment, with a table"),
        pytest.param(["audit", *DIFF[1:]], {"NO_COLOR": "1"}, id="by the environment, with a bar"),
    ],
)
def test_colours_are_left_out_where_they_are_not_wanted(arguments, environment):
    sent = shown(*arguments, environment=environment)

    assert (colours(sent), sent > "") == (set(), True)


def test_a_wish_that_is_empty_is_none():
    assert colours(shown(*DIFF, environment={"NO_COLOR": ""})) == {RED, GREEN, YELLOW}


def test_columns_are_aligned_whatever_letters_are_in_them():
    lines = [line for line in plain(shown(*LIST)).splitlines() if "1965" in line]

    assert len(lines) == len(NAMES)
    assert len({width(line.partition("1965")[0]) for line in lines}) == 1


@pytest.mark.parametrize("columns", [24, 46, 60, 80, 100])
@pytest.mark.parametrize("arguments", [LIST, CHANGES, DIFF], ids=["show", "changes", "diff"])
def test_nothing_is_cut_off_on_a_narrow_terminal(arguments, columns):
    sent = plain(shown(*arguments, columns=columns))
    letters = "".join(sent.split())

    assert max(map(width, sent.splitlines())) <= columns
    assert [word for word in ("Chad", "中華民國", "1965") if word not in letters] == []


def test_the_width_that_columns_gives_is_kept():
    sent = plain(shown(*DIFF, environment={"COLUMNS": "30"}))

    assert 20 < max(map(width, sent.splitlines())) <= 30


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["audit", *DIFF[1:]], id="audit"),
        pytest.param(["audit", "--db", "x.db", "--format", "json"], id="audit of a database"),
        pytest.param(["parse", *DIFF[1:]], id="parse"),
        pytest.param(["reparse", "Mongolia", "--db", "x.db"], id="reparse"),
        pytest.param(["verify", "--db", "x.db"], id="verify"),
        pytest.param(["ingest", "dump.xml", "--title", "F*", "--db", "y.db"], id="ingest"),
    ],
)
def test_long_work_has_a_bar_and_what_is_piped_is_the_same(arguments, capfd):
    run(program, arguments)
    alone = capfd.readouterr().out
    bar = shown(*arguments, piped=True)

    assert ("━" in bar, capfd.readouterr().out) == (True, alone)


def test_a_terminal_has_no_bar_where_lines_come_one_by_one():
    sent = shown("parse", "before.wiki")

    assert ("━" in sent, sent.startswith('{"title": "before"')) == (False, True)


@pytest.mark.parametrize("columns", [30, 60, 120])
def test_a_bar_fits_into_one_line(columns, tmp_path):
    sent = shown("backfill", "--from", "dump.xml", "--db", tmp_path / "y.db", columns=columns)
    drawn = [line for line in plain(sent).replace("\r", "\n").splitlines() if "━" in line]

    assert max(map(width, drawn)) <= columns
    assert "2 rev" in plain(sent)


def test_words_of_strangers_do_not_steer_the_terminal(tmp_path):
    path = tmp_path / "Foreign relations of \x1b[31mMars.wiki"
    path.write_text(BEFORE)

    assert "\x1b[31m" not in shown("parse", "--summary", path)


@pytest.mark.parametrize("columns", [20, 100])
def test_where_there_is_nothing_to_list_that_is_said(columns):
    assert shown("outbox", "--db", "x.db", columns=columns) == "None.\n"
