"""What ``diplowatch settings`` says is in force."""

import json

import pytest

TITLE = "Foreign relations of Mongolia"
MORE = """\
[smtp]
host = "mail.example.org"
from = "diplowatch@example.org"
user = "diplowatch"
password_env = "DIPLOWATCH_PASSWORD"
[[subscriptions]]
name = "everyone"
channels = [{to = "push", url_file = "addresses"}]
"""


@pytest.fixture
def in_force(diplowatch, settle, monkeypatch):
    """Ask for what is in force, as setting -> (value, from)."""
    monkeypatch.setenv("DIPLOWATCH_PASSWORD", "correct-horse")
    settle(TITLE, more=MORE)

    def in_force(*options):
        ended = diplowatch("settings", "--format", "json", *options)
        assert "correct-horse" not in ended.out
        return {one["setting"]: (one["value"], one["from"]) for one in json.loads(ended.out)}

    return in_force


def test_each_setting_is_told_with_its_line_or_as_usual(in_force, loopback_wiki):
    found = in_force()

    assert [
        found[name] for name in ("articles[1].titles", "smtp.host", "smtp.port", "schedule.every")
    ] == [([TITLE], "line 3"), ("mail.example.org", "line 8"), (587, "usual"), ("", "usual")]
    assert found[f'wikis."{loopback_wiki.host}".tries'] == (1, "line 6")


def test_an_option_is_named_where_a_setting_comes_from_it(in_force):
    assert in_force("--db", "other.db")["database"] == ("other.db", "--db")


def test_a_secret_is_masked_and_missed(in_force):
    found = in_force()

    assert (found["smtp.password"], found["subscriptions[1].channels[1].url"]) == (
        ("***", "environment variable DIPLOWATCH_PASSWORD"),
        (None, 'no file "addresses"'),
    )


def test_the_table_names_the_file(diplowatch, settle):
    settle(TITLE)
    ended = diplowatch("settings")

    assert (ended.status, ended.out.splitlines()[0]) == (0, "Settings of diplowatch.toml:")
    assert '"127.0.0.1' in ended.out
