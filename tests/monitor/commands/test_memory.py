"""Questions about the past, and the care of the database, on the command line."""

import json
import sqlite3

import pytest

from tests.monitor import world
from tests.monitor.exports import export

MONGOLIA = "Foreign relations of Mongolia"


def article(*relations):
    text = world.article(*relations)
    return text.replace("|South}}", "|South Korea}}").replace("|North}}", "|North Korea}}")


TEXTS = [
    article("Chad 5 May 2011", "South 1990"),
    article("Chad 6 May 2011", "South 1990", "North 1948"),
    None,
    article("Chad 6 May 2011", "South 1990"),
    article("Chad 6 May 2011", "South 1990", "Peru 30 May 1997"),
]


@pytest.fixture
def ask(diplowatch, tmp_path):
    """Ask about five revisions of an article, an hour apart on 1 January 2012."""
    path = tmp_path / "dump.xml"
    path.write_bytes(export({MONGOLIA: TEXTS}))
    diplowatch("backfill", "--from", path, "--db", "x.db")
    return lambda *arguments: diplowatch(*arguments, "--db", "x.db")


def rows(ended):
    return [line.split() for line in ended.out.splitlines()]


def test_a_timeline_tells_when_each_value_came_and_went(ask):
    assert ask("timeline", "Chad").out.splitlines() == [
        "from        until       name  status       since       edit      ended by",
        "2012-01-01  2012-01-01  Chad  established  2011-05-05  1 by Ann  2 by Ann",
        "2012-01-01              Chad  established  2011-05-06  2 by Ann",
    ]


@pytest.mark.parametrize("name", ["Tchad", "TCD", "chad"])
def test_a_timeline_goes_by_any_name(ask, name):
    assert len(rows(ask("timeline", name))) == 3


@pytest.mark.parametrize(
    ("name", "told"),
    [
        pytest.param(
            "Korea",
            '"Korea" may be North Korea (PRK), South Korea (KOR): '
            "give one of the names in brackets",
            id="several are meant",
        ),
        pytest.param("Cad", 'no article speaks of "Cad": did you mean "Chad"?', id="one is near"),
        pytest.param("Atlantis", 'no article speaks of "Atlantis": check its name', id="far"),
        pytest.param("xyzzy", 'no article speaks of "xyzzy": check its name', id="none is near"),
    ],
)
def test_a_name_that_is_not_clear(ask, name, told):
    ended = ask("timeline", name)

    assert (ended.status, ended.err) == (2, f"diplowatch: {told}\n")


def test_an_export_has_the_facts_with_their_provenance(ask):
    (line,) = ask("export", "Mongolia", "--format", "jsonl", "--until", "2011-12-31").out or ("",)
    lines = ask("export", "--format", "jsonl").out.splitlines()
    peru = next(row for row in map(json.loads, lines) if row["identity"] == "PER")

    assert (line, len(lines)) == ("", 5)
    assert {key: peru[key] for key in ("article", "since", "said_from", "first_revision")} == {
        "article": MONGOLIA,
        "since": "1997-05-30",
        "said_from": "2012-01-01T05:00:00Z",
        "first_revision": 5,
    }
    assert [peru[key] for key in ("first_user", "said_until", "end_user", "source")] == [
        "Ann",
        None,
        None,
        "https://en.wikipedia.org/wiki/Special:Diff/4/5",
    ]


def test_an_export_as_csv_has_a_line_of_names(ask):
    first, *others = ask("export").out.splitlines()

    assert (first.split(",")[:5], len(others)) == (
        ["wiki", "article", "kind", "identity", "name"],
        5,
    )


def test_a_text_comes_to_the_byte(ask):
    newest, second = ask("text", "Mongolia"), ask("text", "Mongolia", "--revision", "2")
    then = ask("text", "Mongolia", "--as-of", "2012-01-01T02:30")

    assert (newest.out, second.out, then.out) == (TEXTS[4], TEXTS[1], TEXTS[1])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--revision", "3"], "has no text here: the wiki withholds it", id="withheld"),
        pytest.param(["--revision", "9"], 'no revision "9" of', id="a revision of nothing"),
        pytest.param(["--as-of", "2011-12-31"], "as of 2011-12-31 is stored", id="too early"),
    ],
)
def test_a_text_that_is_not_there(ask, arguments, told):
    ended = ask("text", "Mongolia", *arguments)

    assert (ended.status, ended.out, told in ended.err) == (2, "", True)


def test_states_are_named_by_years_too(ask):
    ended = ask("diff", "Mongolia", "--from", "2011", "--to", "2012")

    assert (ended.status, ended.err, "Peru" in ended.out) == (0, "", True)


def test_both_notions_of_time(ask):
    said = ask("show", "Mongolia", "--as-of", "2012-01-01T03:30", "--format", "csv").out
    settled = ask(
        "show", "Mongolia", "--as-of", "2012-01-01T04:30", "--settled", "--settle-hours", "3",
        "--format", "csv",
    ).out  # fmt: skip

    assert ("North" in said, "2011-05-06" in said) == (True, True)
    assert ("North" in settled, "2011-05-05" in settled) == (False, False)


def test_changes_that_lasted(ask):
    every = rows(ask("changes", "Mongolia"))[1:]
    lasting = rows(ask("changes", "Mongolia", "--settled", "--settle-hours", "3"))[1:]

    assert ([row[1] for row in every], [row[1] for row in lasting]) == (
        ["Chad", "North", "North", "Peru"],
        ["Chad", "Peru"],
    )


def test_changes_of_one_counterpart_by_name(ask):
    assert [row[1] for row in rows(ask("changes", "--identity", "Peru"))] == ["article", "Mongolia"]


def test_a_sound_database_verifies(ask):
    ended = ask("verify")

    assert (ended.status, ended.out) == (0, "")
    assert ended.err.startswith("4 texts read, all is well, ")


def test_what_is_wrong_is_named(ask):
    with sqlite3.connect("x.db") as database:
        database.execute("UPDATE wikitext SET sha1 = zeroblob(20) WHERE id = 1")
    database.close()
    ended = ask("verify")

    assert (ended.status, ended.err.splitlines()[0].split(",")[:2]) == (
        3,
        ["4 texts read", " 1 thing is wrong"],
    )
    assert 'diplowatch: the text of revision 1 of "' in ended.err


def test_a_backup_answers_as_the_database_does(ask, diplowatch):
    made, refused = ask("backup", "copy.db"), ask("backup", "copy.db")
    copied = diplowatch("timeline", "Chad", "--db", "copy.db")

    assert (made.status, refused.status, copied.out) == (0, 2, ask("timeline", "Chad").out)
    assert refused.err == (
        'diplowatch: "copy.db" is there already: name another file, or remove it first\n'
    )


def test_a_purge_withholds_a_text(ask):
    ended = ask("purge", "2")
    text = ask("text", "Mongolia", "--revision", "2")

    assert (ended.status, ended.err, text.status) == (
        0,
        f"{MONGOLIA}: 1 revision withheld from now on\n",
        2,
    )
    assert [row[1] for row in rows(ask("changes", "Mongolia"))[1:]] == ["Chad", "Peru"]
    assert ask("verify").status == 0


def test_a_revision_that_is_named_twice_is_one(ask):
    ended = ask("purge", "2", "2")

    assert (ended.status, ended.err) == (0, f"{MONGOLIA}: 1 revision withheld from now on\n")


def test_reparse_reads_again_what_is_named_or_stale(ask):
    stale, named = ask("reparse"), ask("reparse", "Mongolia")

    assert (stale.err, named.err) == ("no articles read again\n", "1 article read again\n")
