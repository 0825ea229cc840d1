import json
from datetime import UTC, datetime

import pytest

from tests.monitor.commands.by_mail import MAIL
from tests.monitor.world import article

TITLE = "Foreign relations of Mongolia"
SLOW = """
[[subscriptions]]
name = "patient"
settle_hours = 8784
[[subscriptions.channels]]
to = "stdout"
"""


@pytest.fixture
def refused(diplowatch, settle, loopback_wiki, mailbox):
    """Owe a report that the mail server refused for good."""
    settle(TITLE, more=MAIL.format(port=mailbox.port))
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))
    mailbox.answer = "550 no such reader"
    diplowatch("check")
    mailbox.answer = "250 OK"
    return diplowatch


def states(diplowatch, *options):
    ended = diplowatch("outbox", "--format", "json", *options)
    return [(one["to"], one["state"]) for one in json.loads(ended.out)]


def test_what_was_refused_is_listed_with_the_servers_words(refused):
    (owed,) = json.loads(refused("outbox", "--format", "json").out)

    assert (owed["to"], owed["state"], "no such reader" in owed["error"]) == (
        "mail to reader@example.org",
        "failed",
        True,
    )


def test_each_delivery_says_what_its_report_is_about(refused):
    (owed,) = json.loads(refused("outbox", "--format", "json").out)

    assert "Mongolia" in owed["subject"]
    assert "Mongolia" in refused("outbox").out


def test_a_table_says_when_each_was_made_and_is_tried_next(refused):
    (owed,) = json.loads(refused("outbox", "--format", "json").out)
    refused("outbox", "--retry-all")
    head, line = refused("outbox").out.splitlines()

    assert ("made_at" in head, "next_attempt_at" in head) == (True, True)
    assert owed["made_at"][:16].replace("T", " ") in line


def test_what_was_refused_is_sent_when_it_is_tried_again(refused, mailbox):
    (owed,) = json.loads(refused("outbox", "--format", "json").out)
    again = states(refused, "--retry", str(owed["delivery"]))
    refused("check")

    assert (again, [str(letter["to"]) for letter in mailbox.letters], states(refused)) == (
        [("mail to reader@example.org", "pending")],
        ["reader@example.org"],
        [],
    )


def test_all_that_is_owed_or_was_refused_is_sent_when_it_is_tried_again(refused, mailbox):
    refused("outbox", "--retry-all")
    refused("check")

    assert ([str(letter["to"]) for letter in mailbox.letters], states(refused)) == (
        ["reader@example.org"],
        [],
    )


def test_what_is_dropped_is_no_longer_owed(refused):
    (owed,) = json.loads(refused("outbox", "--format", "json").out)

    assert states(refused, "--drop", str(owed["delivery"])) == []


@pytest.mark.parametrize(
    ("drops", "status"), [(["1"], 3), (["1", "2"], 0)], ids=["one is left", "none is left"]
)
def test_a_mailbox_fails_no_longer_once_all_that_it_refused_is_dropped(
    refused, loopback_wiki, mailbox, drops, status
):
    mailbox.answer = "550 no such reader"
    loopback_wiki.edit(TITLE, article("Chad 6 May 2011"))
    refused("check")
    for number in drops:
        refused("outbox", "--drop", number)

    assert refused("status", "--exit-code").status == status


def test_an_unknown_delivery_is_said_in_one_line(refused):
    ended = refused("outbox", "--retry", "99")

    assert (ended.status, ended.err) == (
        2,
        'diplowatch: no delivery "99": "diplowatch outbox --all" lists them\n',
    )


def test_what_is_done_with_deliveries_is_said(refused):
    retried, dropped = refused("outbox", "--retry", "1"), refused("outbox", "--drop", "1")

    assert (retried.err, dropped.err) == (
        'delivery "1" is due now\n',
        'delivery "1" was dropped\n',
    )


def test_what_was_sent_cannot_be_dropped(diplowatch, settle, loopback_wiki):
    settle(TITLE)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))
    diplowatch("check")
    before = diplowatch("outbox", "--all", "--format", "json").out
    ended = diplowatch("outbox", "--drop", "1")

    assert (ended.status, diplowatch("outbox", "--all", "--format", "json").out) == (2, before)
    assert ended.err.startswith('diplowatch: delivery "1" was sent already: "diplowatch report 1"')


def test_a_report_is_shown_again_as_it_was_told(diplowatch, settle, loopback_wiki):
    settle(TITLE)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))
    told = diplowatch("check").out

    assert diplowatch("report", "1").out == told


def test_what_has_not_stood_for_long_enough_is_listed(diplowatch, settle, loopback_wiki):
    settle(TITLE, more=SLOW)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))
    diplowatch("check")
    now = datetime.now(UTC)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011", "Peru 30 May 1997"), saved_at=now)
    diplowatch("check")

    (waiting,) = json.loads(diplowatch("pending", "--format", "json").out)

    assert (waiting["name"], waiting["change"]) == (
        "Peru",
        "the article now lists relations since 30 May 1997",
    )
