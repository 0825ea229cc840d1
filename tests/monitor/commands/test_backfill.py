"""Backfills on the command line: from a wiki, from exports, with settings and without."""

import bz2
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from tests.monitor.exports import export
from tests.monitor.world import article
from tests.pseudo_terminal import shown

MONGOLIA, FIJI = "Foreign relations of Mongolia", "Foreign relations of Fiji"
TEXTS = [article(f"Chad {1950 + number}") for number in range(3)]


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "dump.xml.bz2"
    path.write_bytes(bz2.compress(export({MONGOLIA: TEXTS, FIJI: [TEXTS[0], None]})))
    return path


def titles(diplowatch):
    return [
        line.split(",")[1]
        for line in diplowatch("list", "--db", "x.db", "--format", "csv").out.split("\n")[1:-1]
    ]


def test_an_export_needs_no_settings(diplowatch, dump):
    ended = diplowatch("backfill", "--from", dump, "--db", "x.db")

    assert (ended.status, ended.out) == (0, "")
    assert ended.err.startswith("2 pages: 5 revisions added, 0 known before, ")
    assert titles(diplowatch) == [FIJI, MONGOLIA]


def test_an_export_read_again_adds_nothing(diplowatch, dump):
    diplowatch("backfill", "--from", dump, "--db", "x.db")
    ended = diplowatch("backfill", "--from", dump, "--db", "x.db", MONGOLIA)

    assert ended.err.startswith(f"{MONGOLIA}: 0 revisions added, 3 known before, ")


def test_several_exports_are_read_in_turn(diplowatch, dump, tmp_path):
    more = tmp_path / "more.xml"
    more.write_bytes(export({"Foreign relations of Peru": TEXTS * 3}, first=6))
    diplowatch("backfill", "--from", dump, "--from", more, "--db", "x.db")

    assert len(titles(diplowatch)) == 3


def test_a_page_that_no_export_has_is_told_and_the_rest_is_stored(diplowatch, dump):
    ended = diplowatch("backfill", "--from", dump, "--db", "x.db", MONGOLIA, "Mongola")

    assert (ended.status, ended.err.split("\n")[-2]) == (
        2,
        f'diplowatch: no page "Mongola" in "{dump}": give whole titles, such as '
        '"Foreign relations of Mongolia"',
    )
    assert titles(diplowatch) == [MONGOLIA]


def test_an_export_that_is_cut_off_keeps_what_was_read(diplowatch, tmp_path):
    path = tmp_path / "cut.xml"
    path.write_bytes(export({MONGOLIA: TEXTS})[:-200])
    ended = diplowatch("backfill", "--from", path, "--db", "x.db")

    assert (ended.status, ended.err.count("\n")) == (3, 2)
    assert f'cannot read "{path}" further than revision 2 of "{MONGOLIA}"' in ended.err
    assert titles(diplowatch) == [MONGOLIA]


def test_an_export_may_come_through_a_pipe(dump, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "backfill", "--from", "-", "--db", tmp_path / "x.db"],
        input=dump.read_bytes(),
        capture_output=True,
        check=True,
    )

    assert done.stderr.startswith(b"2 pages: 5 revisions added, 0 known before, ")


def test_a_terminal_is_shown_a_bar(dump, tmp_path):
    sent = shown("backfill", "--from", dump, "--db", tmp_path / "x.db")

    assert "━" in sent
    assert "5 revisions" in sent
    assert "2 pages: 5 revisions added, 0 known before" in sent


def test_a_wiki_needs_no_settings_where_options_say_all(diplowatch, loopback_wiki):
    for text in TEXTS:
        loopback_wiki.edit(MONGOLIA, text)
    arguments = ("backfill", MONGOLIA, "--wiki", loopback_wiki.host, "--api", loopback_wiki.api)
    ended = diplowatch(*arguments, "--db", "x.db")

    assert ended.err.startswith(f"{MONGOLIA}: 3 revisions added, 0 known before, ")
    assert titles(diplowatch) == [MONGOLIA]


def test_with_settings_all_their_articles_are_filled(diplowatch, loopback_wiki, settle):
    for title in (MONGOLIA, FIJI):
        loopback_wiki.edit(title, TEXTS[0])
    settle(MONGOLIA, FIJI, "Foreign relations of Nowhere")
    ended = diplowatch("backfill")
    by_subject = diplowatch("backfill", "Fiji")

    assert (ended.status, by_subject.status) == (3, 0)
    assert 'no article "Foreign relations of Nowhere" on' in ended.err
    assert f"{FIJI}: 1 revision added" in ended.err
    assert by_subject.err.startswith(f"{FIJI}: 0 revisions added, 1 known before")


def test_a_subject_of_which_nothing_is_known_is_looked_up(diplowatch, loopback_wiki, settle):
    for title in (MONGOLIA, FIJI, "Fiji"):
        loopback_wiki.edit(title, TEXTS[0])
    settle(MONGOLIA)
    ended = diplowatch("backfill", "Fiji", "--wiki", loopback_wiki.host)

    assert ended.err.startswith(f'"Fiji" is taken for "{FIJI}".\n{FIJI}: 1 revision added')


def test_a_revision_that_cannot_be_right_keeps_no_other_article_waiting(
    diplowatch, loopback_wiki, settle
):
    loopback_wiki.edit(MONGOLIA, TEXTS[0])
    loopback_wiki.edit(FIJI, TEXTS[0], saved_at=datetime(1900, 1, 1, tzinfo=UTC))
    settle(FIJI, MONGOLIA)
    ended = diplowatch("backfill")

    assert (ended.status, "1900-01-01 cannot be right" in ended.err) == (3, True)
    assert f"{MONGOLIA}: 1 revision added" in ended.err


def test_rounds_and_backfills_join(diplowatch, loopback_wiki, settle):
    for text in TEXTS:
        loopback_wiki.edit(MONGOLIA, text)
    settle(MONGOLIA)
    begun = diplowatch("check")
    loopback_wiki.edit(MONGOLIA, article("Chad 1980"))
    filled = diplowatch("backfill")
    told = diplowatch("check")
    again = diplowatch("check")

    assert filled.err.startswith(f"{MONGOLIA}: 3 revisions added, 1 known before")
    assert ["1980" in ended.out for ended in (begun, told, again)] == [False, True, False]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(
            ["Mongolia", "--db", "x.db", "--wiki", "en.wikipedia.org"],
            'cannot ask en.wikipedia.org with --contact "": none is given: give an e-mail address, '
            'a URL or a user page, such as "you@example.org"',
            id="Wikimedia wants a contact",
        ),
        pytest.param(
            ["Mongolia", "--db", "x.db"],
            'no settings file, neither "diplowatch.toml" here nor',
            id="settings are missing",
        ),
        pytest.param(
            ["--db", "x.db", "--wiki", "wiki.test"],
            "no article is named, and the settings list none: name one",
            id="no article is named",
        ),
        pytest.param(
            ["--from", "nowhere.xml", "--db", "x.db"],
            'there is no file "nowhere.xml": see "diplowatch backfill --help"',
            id="an export is missing",
        ),
    ],
)
def test_a_mistake_is_one_line_and_makes_nothing(diplowatch, tmp_path, arguments, told):
    ended = diplowatch("backfill", *arguments)

    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert ended.err.startswith(f"diplowatch: {told}")
    assert list(tmp_path.iterdir()) == []
