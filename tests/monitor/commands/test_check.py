import json

import pytest

from tests.monitor.commands.by_mail import MAIL
from tests.monitor.world import article

TITLE = "Foreign relations of Mongolia"
FIJI = "Foreign relations of Fiji"
CHAD, PERU = "Chad 5 May 2011", "Peru 30 May 1997"


@pytest.fixture
def watched(diplowatch, settle, loopback_wiki):
    """Begin to watch an article with Chad in it."""
    settle(TITLE)
    loopback_wiki.edit(TITLE, article(CHAD))
    diplowatch("check")
    return diplowatch


def test_the_first_round_says_that_watching_begins(diplowatch, settle, loopback_wiki):
    settle(TITLE)
    loopback_wiki.edit(TITLE, article(CHAD))

    ended = diplowatch("check")

    assert (ended.status, "Watching begins: 1 relation" in ended.out, ended.err) == (
        0,
        True,
        "Looked at 1 article: no changes told.\n",
    )


def test_a_change_is_told_and_is_the_exit_status_when_asked_for(watched, loopback_wiki):
    loopback_wiki.edit(TITLE, article(CHAD, PERU))

    told, silent = watched("check", "--exit-code"), watched("check", "--exit-code")

    assert [(told.status, told.err), (silent.status, silent.out, silent.err)] == [
        (1, "Looked at 1 article: 1 change told.\n"),
        (0, "", "Looked at 1 article: no changes told.\n"),
    ]


def test_quiet_says_nothing_when_nothing_is_new(watched):
    assert watched("check", "--quiet") == watched("check", "--quiet", "--exit-code")


def test_quiet_tells_a_failure_as_it_begins_and_as_it_ends(watched, loopback_wiki):
    loopback_wiki.trouble = lambda _: lambda handler, _: handler.send_error(404)
    failing = [watched("check", "--quiet") for _ in range(2)]
    loopback_wiki.trouble = lambda _: None
    ended = watched("check", "--quiet")

    assert [(one.status, len(one.err.splitlines())) for one in (*failing, ended)] == [
        (3, 1),
        (3, 0),
        (0, 1),
    ]


def test_a_dry_run_shows_what_would_be_told_and_does_not_remember_it(watched, loopback_wiki):
    loopback_wiki.edit(TITLE, article(CHAD, PERU))

    dry = [watched("check", "--dry-run", "--exit-code") for _ in range(2)]
    then = watched("check", "--exit-code")

    assert (dry[0], dry[0].out.strip(), dry[0].status) == (dry[1], then.out.strip(), then.status)


def test_a_dry_run_makes_no_database(diplowatch, settle, loopback_wiki, tmp_path):
    settle(TITLE)
    loopback_wiki.edit(TITLE, article(CHAD))

    ended = diplowatch("check", "--dry-run")

    files = [path.name for path in tmp_path.iterdir()]
    assert (ended.status, "Watching begins" in ended.out, files) == (0, True, ["diplowatch.toml"])


def test_a_database_named_on_the_command_line_is_the_one_that_is_used(watched, tmp_path):
    watched("check", "--db", "other.db")

    assert (tmp_path / "other.db").exists()


def test_a_report_that_the_mail_server_refuses_for_now_is_sent_by_a_later_round(
    diplowatch, settle, loopback_wiki, mailbox
):
    settle(TITLE, more=MAIL.format(port=mailbox.port))
    loopback_wiki.edit(TITLE, article(CHAD))
    mailbox.answer = "451 come back later"
    refused = diplowatch("check")
    mailbox.answer = "250 OK"
    sent, after = diplowatch("check"), diplowatch("check")

    assert (refused.status, sent.status, after.status, [str(m["to"]) for m in mailbox.letters]) == (
        3,
        0,
        0,
        ["reader@example.org"],
    )


def test_a_report_that_is_refused_for_good_is_not_sent_again(
    diplowatch, settle, loopback_wiki, mailbox
):
    settle(TITLE, more=MAIL.format(port=mailbox.port))
    loopback_wiki.edit(TITLE, article(CHAD))
    mailbox.answer = "550 no such reader"
    refused = diplowatch("check")
    mailbox.answer = "250 OK"
    after = diplowatch("check")

    assert (refused.status, after.status, mailbox.letters) == (3, 0, [])


def test_two_hundred_articles_without_news_are_four_requests(diplowatch, settle, loopback_wiki):
    titles = [f"Foreign relations of land {number}" for number in range(200)]
    settle(*titles)
    for title in titles:
        loopback_wiki.edit(title, "Nothing.")
    diplowatch("check", "--quiet")
    loopback_wiki.asked.clear()
    diplowatch("check", "--quiet")

    assert len(loopback_wiki.asked) == 4


def test_the_history_answers_questions(watched, loopback_wiki):
    loopback_wiki.edit(TITLE, article(CHAD, PERU), user="Bob", comment="Peru")
    watched("check")

    listed, shown, changed, compared = (
        json.loads(watched(*question, "--format", "json").out)
        for question in [
            ("list",),
            ("show", "mongolia", "--as-of", "2024-01-01T13:30"),
            ("changes", "--identity", "Peru"),
            ("diff", "Mongolia", "--from", "1", "--to", "2"),
        ]
    )

    assert (
        [(row["title"], row["relations"], row["revisions"]) for row in listed],
        [(row["name"], row["since"]) for row in shown],
        [(row["what"], row["name"], row["user"], row["saved_at"]) for row in changed],
        [(row["what"], row["name"], row["revision"]) for row in compared],
    ) == (
        [(TITLE, 2, 2)],
        [("Chad", "2011-05-05")],
        [("established", "Peru", "Bob", "2024-01-01T14:00:00Z")],
        [("established", "Peru", 2)],
    )


def test_a_listing_in_a_pipe_is_plain_columns(watched):
    assert watched("show", "Mongolia").out.splitlines() == [
        "kind      name  status       since       section",
        "relation  Chad  established  2011-05-05  Diplomatic relations",
    ]


def test_a_listing_as_csv_has_every_column(watched):
    assert watched("show", "Mongolia", "--format", "csv").out.splitlines() == [
        "kind,name,status,since,dates,section,note,identity,references",
        "relation,Chad,established,2011-05-05,,Diplomatic relations,,TCD,",
    ]
