from pathlib import Path

import pytest

from monitor.channels import Channels, channels, read, written
from monitor.settings import EmailChannel, FileChannel, SettingsError, Smtp, StdoutChannel
from reports import channel as addressed

SMTP = Smtp(host="mail.example.org", sender="diplowatch@example.org")


def test_a_password_is_taken_from_the_environment():
    smtp = Smtp(host="h", sender="a@b.org", user="u", password_env="SECRET")

    assert channels(smtp, {"SECRET": "correct horse"}).server.password == "correct horse"


def test_a_password_is_the_text_of_a_file_without_its_line_end(tmp_path):
    path = tmp_path / "password"
    path.write_text("correct horse\n")
    smtp = Smtp(host="h", sender="a@b.org", user="u", password_file=str(path))

    assert channels(smtp, {}).server.password == "correct horse"


def test_a_password_file_that_is_not_there_is_named(tmp_path):
    smtp = Smtp(host="h", sender="a@b.org", user="u", password_file=str(tmp_path / "none"))

    with pytest.raises(SettingsError) as raised:
        channels(smtp, {})

    assert str(raised.value) == (
        f'cannot read smtp.password_file "{tmp_path / "none"}": No such file or directory'
    )


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        (FileChannel("reports", "html"), addressed.FileChannel(Path("reports"), "html")),
        (StdoutChannel("json"), addressed.StdoutChannel("json")),
        (
            EmailChannel(("a@b.org",)),
            addressed.MailChannel(
                "diplowatch@example.org",
                ("a@b.org",),
                addressed.MailServer("mail.example.org"),
            ),
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_channel_gets_what_sending_takes(channel, address):
    assert channels(SMTP, {}).address(channel) == address


@pytest.mark.parametrize(
    "channel",
    [FileChannel("reports", "html"), StdoutChannel("json"), EmailChannel(("a@b.org", "c@d.org"))],
    ids=lambda channel: type(channel).__name__,
)
def test_a_channel_that_is_written_down_is_read_again(channel):
    assert read(written(channel)) == channel


def test_without_a_server_there_is_no_password_to_read():
    assert channels(None, {}) == Channels()
