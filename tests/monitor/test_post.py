"""What is owed is sent, each delivery on its own."""

import json
import socket

import pytest

from monitor.channels import Channels
from monitor.post import wait_after
from monitor.settings import EmailChannel, FileChannel, PushChannel
from reports.channel import MailServer
from storage.failures import Failures
from storage.outbox import Outbox
from tests.monitor.world import article

CHAD = "Chad 5 May 2011"


def states(world):
    return [(one.recipient, one.state) for one in Outbox(world.history).deliveries()]


def failing(world):
    return [one.key for one in Failures(world.history).all()]


def test_waits_between_attempts_grow_from_none_to_six_hours():
    minutes = [wait_after(attempts).total_seconds() / 60 for attempts in (0, 1, 2, 8, 9, 1000)]

    assert minutes == [0, 2, 4, 256, 360, 360]


def test_an_address_that_cannot_be_read_holds_up_no_other_channel(world, tmp_path):
    world.channels = (PushChannel(url_env="NOWHERE"), FileChannel(str(tmp_path / "a")))
    world.edit(article(CHAD))
    outcome = world.round()

    assert (states(world), [one.why for one in outcome.troubles]) == (
        [("", "pending"), ("", "sent")],
        ['the environment has no "NOWHERE", which url_env names: set it'],
    )


def test_addresses_to_push_to_are_owed_a_delivery_each(world):
    world.channels = (PushChannel(url_env="PUSH"),)
    world.installed = Channels(environ={"PUSH": "nonsense://a\nnonsense://b"})
    world.edit(article(CHAD))
    world.round()

    assert (states(world), failing(world)) == (
        [("1", "pending"), ("2", "pending")],
        ["push to what PUSH names, address 1", "push to what PUSH names, address 2"],
    )


def test_a_message_that_cannot_be_read_is_given_up_and_holds_up_no_other(world, tmp_path):
    world.channels = (FileChannel(str(tmp_path / "a")), FileChannel(str(tmp_path / "b")))
    for folder in "ab":
        (tmp_path / folder).write_text("in the way")
    world.edit(article(CHAD))
    world.round()
    database = world.history.database
    database.run("UPDATE delivery SET message = ? WHERE id = 1", json.dumps({"id": "<1@x>"}))
    (tmp_path / "b").unlink()
    world.round()

    assert states(world) == [("", "failed"), ("", "sent")]


def test_a_mail_server_that_never_answers_is_waited_for_once_a_round(world, tmp_path):
    with socket.create_server(("127.0.0.1", 0), backlog=9) as deaf:
        server = MailServer("127.0.0.1", deaf.getsockname()[1], "none", timeout=0.2)
        world.installed = Channels("d@example.org", server)
        world.channels = (
            EmailChannel(("ann@example.org", "ben@example.org")),
            FileChannel(str(tmp_path / "a")),
        )
        world.edit(article(CHAD))
        world.round()
        deaf.settimeout(0)
        deaf.accept()[0].close()

        with pytest.raises(BlockingIOError):
            deaf.accept()
    assert states(world) == [
        ("ann@example.org", "pending"),
        ("ben@example.org", "pending"),
        ("", "sent"),
    ]


@pytest.mark.parametrize(
    ("days", "state"),
    [
        pytest.param((0, 1, 2, 3, 4, 5, 6), "pending", id="a week has not passed"),
        pytest.param((0, 30, 31), "pending", id="a week has passed that nobody tried in"),
        pytest.param(range(12), "failed", id="a dozen times in more than a week"),
    ],
)
def test_a_delivery_is_given_up_that_failed_for_a_week_and_a_dozen_times(
    world, tmp_path, days, state
):
    (tmp_path / "a").write_text("in the way")
    world.channels = (FileChannel(str(tmp_path / "a")),)
    world.edit(article(CHAD))
    begin = world.now
    for day in days:
        world.now = begin
        world.wait(days=day)
        world.round()

    assert states(world) == [("", state)]
