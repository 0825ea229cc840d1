"""What a user gets wrong, or the world: one clear line, the right status, nothing lost."""

import sqlite3

import pytest

from tests.loopback_faults import body, cut_connection, cut_json
from tests.monitor.world import article

TITLE = "Foreign relations of Mongolia"

USAGE = [
    (
        ["chek"],
        "diplowatch: No such command 'chek'. Did you mean 'check'? see \"diplowatch --help\"",
        "an unknown command",
    ),
    (
        ["check", "--frob"],
        "diplowatch: No such option '--frob'. Did you mean '--db'? see \"diplowatch check --help\"",
        "an unknown option",
    ),
    (
        ["show"],
        "diplowatch: Missing argument 'ARTICLE': see \"diplowatch show --help\"",
        "a missing argument",
    ),
    (
        ["show", "x", "--as-of", "yesterday"],
        "diplowatch: Invalid value for '--as-of': \"yesterday\" is no date: give one such as "
        '2012-01-31 or 2012-01-31T12:00: see "diplowatch show --help"',
        "a date that is none",
    ),
    (
        ["diff", "one"],
        "diplowatch: Give two files, or one article with --from and --to: "
        'see "diplowatch diff --help"',
        "half a comparison",
    ),
    (
        ["diff", "one", "two"],
        'diplowatch: Invalid value: there is no file "one": see "diplowatch diff --help"',
        "a file that is not there to compare",
    ),
    (
        ["parse", "none.wiki"],
        "diplowatch: Invalid value for 'FILE...': File 'none.wiki' does not exist: "
        'see "diplowatch parse --help"',
        "a file that is not there to parse",
    ),
    (
        ["check"],
        'diplowatch: no settings file, neither "diplowatch.toml" here nor "CONFIG": '
        'write one with "diplowatch init --contact ADDRESS", or name one with --config',
        "no settings",
    ),
    (
        ["check", "--config", "none.toml"],
        'diplowatch: no settings file "none.toml": check --config',
        "settings that are not there",
    ),
    (
        ["show", "Mongolia", "--db", "none.db"],
        'diplowatch: no database "none.db": "diplowatch check" makes it, or name another with --db',
        "a database that is not there",
    ),
    (
        ["init", "--contact", "me"],
        'diplowatch: --contact "me" is no contact, it is no e-mail address, URL or user page '
        "(User:Name): give an e-mail address, a URL or a user page, such as "
        '"you@example.org"',
        "a contact that is none",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "told"), [pytest.param(*case[:2], id=case[2]) for case in USAGE]
)
def test_a_mistake_of_the_user_is_one_line_and_status_2(diplowatch, tmp_path, arguments, told):
    ended = diplowatch(*arguments)

    err = ended.err.replace(str(tmp_path / "config" / "diplowatch" / "diplowatch.toml"), "CONFIG")
    assert (ended.status, err, ended.out) == (2, f"{told}\n", "")


def test_a_settings_file_with_several_mistakes_has_a_line_for_each(diplowatch, tmp_path):
    (tmp_path / "diplowatch.toml").write_text('databse = "x"\n[[articles]]\ntitle = ["a"]\n')

    ended = diplowatch("check")

    assert (ended.status, ended.err.splitlines()) == (
        2,
        [
            'diplowatch: "diplowatch.toml", line 1: databse is no setting: '
            'did you mean "database"?',
            'diplowatch: "diplowatch.toml", line 2: articles[1].titles is missing, '
            "and has no usual value: give one",
            'diplowatch: "diplowatch.toml", line 3: articles[1].title is no setting: '
            'did you mean "titles"?',
        ],
    )


def test_settings_that_are_there_are_not_overwritten(diplowatch, tmp_path):
    diplowatch("init", "--contact", "me@example.org")
    ended = diplowatch("init", "--contact", "other@example.org")

    assert (ended.status, ended.err, "other@" in (tmp_path / "diplowatch.toml").read_text()) == (
        2,
        'diplowatch: "diplowatch.toml" is there already: edit it, or remove it first\n',
        False,
    )


def test_a_password_that_is_not_in_the_environment_is_told_before_the_round(diplowatch, settle):
    smtp = '[smtp]\nhost = "h"\nfrom = "a@b.org"\nuser = "u"\npassword_env = "NO_SUCH_NAME"\n'
    settle(TITLE, more=smtp)

    assert (diplowatch("check").status, diplowatch("check").err) == (
        2,
        'diplowatch: the environment has no "NO_SUCH_NAME", which smtp.password_env '
        "names: set it\n",
    )


@pytest.fixture
def watched(diplowatch, settle, loopback_wiki):
    """Begin to watch an article with Chad in it."""
    settle(TITLE)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))
    diplowatch("check")
    return diplowatch


def test_an_article_that_is_not_in_the_database_is_a_mistake(watched):
    ended = watched("show", "Mongola")

    hint = f'did you mean "{TITLE}"?'
    assert (ended.status, ended.err.count("\n"), hint in ended.err) == (2, 1, True)


def test_a_revision_that_is_not_in_the_database_is_a_mistake(watched, loopback_wiki):
    ended = watched("show", "Mongolia", "--revision", "7")

    assert (ended.status, ended.err) == (
        2,
        f'diplowatch: no revision "7" of "{loopback_wiki.host}:{TITLE}" is stored\n',
    )


def test_a_title_with_a_typo_is_one_line_with_the_right_one(diplowatch, settle, loopback_wiki):
    settle("Foreign relations of Mongola")
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))

    ended = diplowatch("check")

    assert (ended.status, ended.err) == (
        3,
        f'diplowatch: no article "Foreign relations of Mongola" on {loopback_wiki.host}: '
        f'did you mean "{TITLE}"? check its title\n',
    )


def test_a_missing_article_harms_no_other(diplowatch, settle, loopback_wiki):
    settle("Foreign relations of Nowhere", TITLE)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))

    ended = diplowatch("check")

    assert (ended.status, ended.err.count("\n"), "Watching begins" in ended.out) == (3, 1, True)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(body(b"<html>Log in first</html>", "text/html"), id="an HTML page"),
        pytest.param(cut_json, id="JSON cut in the middle"),
        pytest.param(cut_connection, id="a truncated response"),
    ],
)
def test_what_a_wiki_answers_badly_is_one_line_and_loses_nothing(watched, loopback_wiki, fault):
    loopback_wiki.trouble = lambda _: fault
    failed = watched("check")
    loopback_wiki.trouble = lambda _: None
    after = watched("check")

    assert (failed.status, failed.err.count("\n"), after.status, after.out) == (3, 1, 0, "")


def test_an_unreachable_wiki_is_one_line_and_loses_nothing(watched, settle, loopback_wiki):
    settle(TITLE, api="http://127.0.0.1:9/w/api.php")

    ended = watched("check")

    assert (ended.status, ended.err.count("\n"), loopback_wiki.host in ended.err) == (3, 1, True)


def test_a_database_of_a_newer_version_is_left_alone(watched, tmp_path):
    with sqlite3.connect(tmp_path / "diplowatch.db") as database:
        database.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('diplowatch', '999_later', '2030-01-01')"
        )
    database.close()

    ends = [watched("check"), watched("show", "Mongolia")]

    assert [(ended.status, ended.err) for ended in ends] == [
        (
            2,
            'diplowatch: database "diplowatch.db" was written by a later version of diplowatch '
            "(999_later): upgrade diplowatch\n",
        )
    ] * 2


def test_a_file_that_is_no_database_is_one_line(diplowatch, tmp_path):
    (tmp_path / "x.db").write_text("no database at all, but some kilobytes of text\n" * 100)

    ended = diplowatch("list", "--db", "x.db")

    assert (ended.status, ended.err.count("\n")) == (3, 1)


def test_a_folder_that_is_not_there_for_the_database_is_a_mistake(diplowatch, settle):
    settle(TITLE)

    ended = diplowatch("check", "--db", "none/x.db")

    assert (ended.status, ended.err) == (
        2,
        'diplowatch: no folder "none" for the database: make it, or name another with --db\n',
    )
