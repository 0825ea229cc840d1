"""A password and a push address, through everything that the program writes."""

import pytest

from tests.monitor.world import article

TITLE = "Foreign relations of Mongolia"
PASSWORD, ADDRESS = "correct-horse", "battery-staple"
MORE = """
[smtp]
host = "127.0.0.1"
port = {port}
from = "diplowatch@example.org"
user = "diplowatch"
password_env = "DIPLOWATCH_PASSWORD"
timeout = 5
[[subscriptions]]
name = "everyone"
failures = true
[[subscriptions.channels]]
to = "email"
recipients = ["reader@example.org"]
[[subscriptions.channels]]
to = "push"
url_file = "addresses"
[[subscriptions.channels]]
to = "file"
folder = "reports"
format = "json"
[[subscriptions.channels]]
to = "atom"
file = "feed.xml"
"""


@pytest.mark.parametrize("scheme", ["json", "nonsense"])
def test_no_secret_is_written_anywhere(
    diplowatch, settle, loopback_wiki, mailbox, tmp_path, monkeypatch, scheme
):
    monkeypatch.setenv("DIPLOWATCH_PASSWORD", PASSWORD)
    (tmp_path / "addresses").write_text(f"{scheme}://user:{ADDRESS}@127.0.0.1:1/{ADDRESS}\n")
    settle(TITLE, more=MORE.format(port=mailbox.port))
    loopback_wiki.edit(TITLE, article("Chad 2011"))
    asked = ("check",), ("check",), ("outbox", "--all"), ("outbox", "--format", "json")
    ended = [diplowatch(*arguments) for arguments in (*asked, ("report", "1"), ("pending",))]

    written = {
        path.name: path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file() and path.name != "addresses"
    }
    said = {f"{number}": f"{one.out}{one.err}".encode() for number, one in enumerate(ended)}
    secrets = (PASSWORD.encode(), ADDRESS.encode())
    assert (
        [name for name, text in {**written, **said}.items() if any(s in text for s in secrets)],
        ended[0].status,
        {"diplowatch.db", "feed.xml"} <= written.keys(),
    ) == ([], 3, True)
