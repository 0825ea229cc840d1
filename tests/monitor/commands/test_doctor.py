"""What ``diplowatch doctor`` finds, and what it says to do."""

import json
import os
from datetime import UTC, datetime, timedelta

import pytest

from monitor.lock import locked
from tests.monitor.world import article

TITLE, FIJI = "Foreign relations of Mongolia", "Foreign relations of Fiji"
MAIL = """
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
from = "diplowatch@example.org"
timeout = 5
"""


@pytest.fixture
def asked(diplowatch, settle, loopback_wiki):
    """Ask for all that is not fine, of a watch over one article."""
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))
    settle(TITLE)

    def asked(*options):
        ended = diplowatch("doctor", "--format", "json", *options)
        found = [one for one in json.loads(ended.out) if one["grade"] != "fine"]
        return ended.status, [f"{one['grade']}: {one['check']}: {one['says']}" for one in found]

    return asked


def test_where_all_is_well_nothing_else_is_said(asked, diplowatch):
    diplowatch("check")
    told = diplowatch("doctor").out

    assert asked() == (0, [])
    assert [line.split()[1] for line in told.splitlines()[1:]] == [
        "settings", "database", "lock", "disk", "wiki", "clock",
    ]  # fmt: skip


def test_nothing_is_stored(asked, tmp_path):
    status, found = asked()

    assert (status, len(found), [path.name for path in tmp_path.iterdir()]) == (
        0,
        1,
        ["diplowatch.toml"],
    )
    assert found[0].endswith("is not there yet: the first round makes it")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_database_that_cannot_be_made_is_wrong(asked, tmp_path):
    tmp_path.chmod(0o500)
    try:
        status, found = asked()
    finally:
        tmp_path.chmod(0o700)

    assert status == 3
    assert f'wrong: database: "{tmp_path}" may not be written to' in found[0]


def test_broken_settings_are_told_as_ever(diplowatch, settle):
    settle(TITLE, more="nonsense = 1\n")

    assert diplowatch("doctor").status == 2


def test_a_title_that_is_not_there_is_wrong_and_a_redirect_is_a_note(
    asked, settle, loopback_wiki, diplowatch
):
    settle(TITLE, FIJI, "Mongolia")
    loopback_wiki.redirect("Mongolia", TITLE)
    diplowatch("check")
    status, found = asked()

    assert (status, [line.partition(f"{loopback_wiki.host}: ")[2] for line in found]) == (
        3,
        [
            f'no article "{FIJI}" on {loopback_wiki.host}: check its title',
            f'"Mongolia" redirects to "{TITLE}", which is watched for it',
        ],
    )


def test_a_wiki_that_does_not_answer_is_wrong(asked, loopback_wiki, diplowatch):
    diplowatch("check")
    loopback_wiki.trouble = lambda _: lambda handler, _: handler.send_error(404)
    status, (line,) = asked()

    assert (status, line.startswith(f"wrong: wiki {loopback_wiki.host}: ")) == (3, True)


def test_a_clock_that_is_slow_is_wrong(asked, loopback_wiki, diplowatch):
    diplowatch("check")
    loopback_wiki.ahead = timedelta(minutes=65)
    status, (line,) = asked()

    assert (status, line.startswith("wrong: clock: it is 1:0"), " slow, by" in line) == (
        3,
        True,
        True,
    )


def test_a_run_that_is_at_work_is_a_note(asked, diplowatch, tmp_path):
    diplowatch("check")
    with locked(tmp_path / "diplowatch.db", datetime(2026, 1, 1, tzinfo=UTC)):
        status, (line,) = asked()

    assert (status, line.startswith("note: lock: a run is at work: process ")) == (0, True)


def test_a_file_that_is_no_database_is_wrong(asked, tmp_path):
    (tmp_path / "diplowatch.db").write_bytes(b"nonsense" * 1000)
    (tmp_path / "diplowatch.db").chmod(0o600)

    assert asked() == (
        3,
        [
            'wrong: database: database "diplowatch.db" is not a database: '
            "give another file with --db"
        ],
    )


def test_what_other_users_may_read_is_a_note(asked, diplowatch, tmp_path):
    diplowatch("check")
    (tmp_path / "diplowatch.db").chmod(0o644)

    assert asked() == (
        0,
        [
            'note: database: "diplowatch.db" is open to other users of this machine: '
            'chmod 600 "diplowatch.db"'
        ],
    )


def test_a_secret_that_is_not_there_is_wrong(asked, settle, mailbox, diplowatch):
    diplowatch("check")
    login = 'user = "diplowatch"\npassword_file = "none"\n'
    settle(TITLE, more=MAIL.format(port=mailbox.port).replace('"none"', '"tls"') + login)

    assert asked() == (
        3,
        ['wrong: secrets: cannot read smtp.password_file "none": No such file or directory'],
    )


@pytest.mark.parametrize(
    ("channel", "says"),
    [
        ('to = "file"\nfolder = "taken/reports"', '"{here}/taken" is no folder: name another'),
        ('to = "append"\nfile = "taken/new.txt"', '"{here}/taken" is no folder: name another'),
        ('to = "append"\nfile = "."', '"{here}" is a folder: name a file in it'),
        ('to = "atom"\nfile = "."', '"{here}" is a folder: name a file in it'),
    ],
)
def test_a_place_where_no_report_can_be_written_is_wrong(
    asked, settle, diplowatch, tmp_path, channel, says
):
    diplowatch("check")
    (tmp_path / "taken").touch()
    settle(TITLE, more=f'[[subscriptions]]\nname = "a"\n[[subscriptions.channels]]\n{channel}\n')

    assert asked() == (3, [f"wrong: reports: {says.format(here=tmp_path)}"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_to_append_to_that_may_not_be_written_is_wrong(asked, settle, diplowatch, tmp_path):
    diplowatch("check")
    (tmp_path / "reports.txt").touch(0o400)
    channel = '[[subscriptions]]\nname = "a"\n[[subscriptions.channels]]\nto = "append"\n'
    settle(TITLE, more=f'{channel}file = "reports.txt"\n')

    file = tmp_path / "reports.txt"
    assert asked() == (3, [f'wrong: reports: "{file}" may not be written to: check its owner'])


def test_a_mail_server_is_greeted_and_gets_a_test_mail_only_when_asked_to(
    asked, settle, mailbox, diplowatch
):
    settle(TITLE, more=MAIL.format(port=mailbox.port))
    diplowatch("check")
    greeted, letters = asked(), len(mailbox.letters)
    sent = asked("--send", "you@example.org")

    assert (greeted, letters, sent) == ((0, []), 0, (0, []))
    assert [(letter["To"], letter["Subject"]) for letter in mailbox.letters] == [
        ("you@example.org", "diplowatch: a test mail")
    ]


def test_a_mail_server_that_is_not_there_is_wrong(asked, settle, diplowatch):
    settle(TITLE, more=MAIL.format(port=1))
    diplowatch("check")
    status, (line,) = asked()

    assert (
        status,
        line.startswith("wrong: mail: the mail server 127.0.0.1:1 does not let us"),
    ) == (
        3,
        True,
    )


def test_a_test_mail_needs_a_mail_server(asked, diplowatch):
    diplowatch("check")

    assert asked("--send", "you@example.org")[0] == 3


@pytest.mark.usefixtures("asked")
def test_new_files_with_addresses_are_their_owners_alone(diplowatch, tmp_path):
    diplowatch("init", "--contact", "you@example.org", "--config", "new.toml")
    diplowatch("check")
    diplowatch("backup", "copy.db")

    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    private = ("new.toml", "diplowatch.db", "diplowatch.db.lock", "copy.db")
    assert {name: oct(modes[name]) for name in private} == dict.fromkeys(private, "0o600")
