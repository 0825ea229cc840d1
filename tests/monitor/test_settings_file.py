import re
from pathlib import Path

import pytest

from monitor.settings import (
    AppendChannel,
    ArticleGroup,
    AtomChannel,
    EmailChannel,
    FileChannel,
    PushChannel,
    Schedule,
    Settings,
    SettingsError,
    StdoutChannel,
    Subscription,
)
from monitor.settings_file import find, load, template

LEAST = 'contact = "you@example.org"\n[[articles]]\ntitles = ["Foreign relations of Mongolia"]\n'


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "diplowatch.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def mistakes(path: Path) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        load(path)
    return str(raised.value).replace(f'"{path}"', "FILE").splitlines()


def test_the_template_is_what_the_settings_are_without_it(write, tmp_path):
    assert load(write(template("you@example.org"))) == Settings(
        contact="you@example.org",
        database=str(tmp_path / "diplowatch.db"),
        articles=(ArticleGroup(("Foreign relations of Mongolia",)),),
        schedule=Schedule(every="6h"),
        subscriptions=(
            Subscription(
                "everyone",
                (StdoutChannel(), FileChannel(str(tmp_path / "reports"), format="html")),
            ),
        ),
    )


def test_every_setting_that_the_template_comments_out_is_one(write):
    lines = template("you@example.org").splitlines()
    text = "\n".join(
        line.removeprefix("# ") if re.match(r"# (\[\[?\w|[a-z_]+ = )", line) else line
        for line in lines
        if not line.startswith(("# cron", "# password_file"))  # others stand in their place
    )

    settings = load(write(text))

    assert (
        settings.smtp is not None,
        [type(channel) for channel in settings.subscriptions[0].channels],
        list(settings.wikis),
    ) == (
        True,
        [StdoutChannel, FileChannel, EmailChannel, AppendChannel, AtomChannel, PushChannel],
        ["wiki.example.org"],
    )


def test_a_contact_is_quoted_as_toml_wants_it(write):
    contact = 'https://example.org/"\\n'

    assert load(write(template(contact))).contact == contact


def cases() -> list[object]:
    """Read each settings file, and the lines that tell what is wrong with it."""
    text = Path(__file__).with_name("settings_mistakes.txt").read_text(encoding="utf-8")
    found = []
    for case in text.split("=== ")[1:]:
        name, _, rest = case.partition("\n")
        settings, _, told = rest.partition("---\n")
        found.append(pytest.param(settings, told.splitlines(), id=name))
    return found


@pytest.mark.parametrize(("settings", "told"), cases())
def test_a_mistake_is_one_line(write, settings, told):
    assert mistakes(write(settings)) == [line for line in told if line]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(write):
    path = write(
        """\
contact = "nobody"
[[articles]]
titles = ["Foreign relations of Mongolia", 7]
[[subscriptions]]
name = "a"
settle_hours = -1
[[subscriptions.channels]]
to = "mail"
[[subscriptions.channels]]
to = "file"
format = "htm"
folder = "x"
[[subscriptions.channels]]
to = "email"
recipients = ["me"]
[smtp]
port = 0
"""
    )

    assert [line.partition(" is ")[0] for line in mistakes(path)] == [
        'FILE, line 1: contact "nobody"',
        "FILE, line 3: articles[1].titles[2]",
        "FILE, line 6: subscriptions[1].settle_hours",
        "FILE, line 8: subscriptions[1].channels[1].to",
        "FILE, line 11: subscriptions[1].channels[2].format",
        'FILE, line 15: subscriptions[1].channels[3].recipients "me"',
        "FILE, line 16: smtp.host",
        "FILE, line 16: smtp.from",
        "FILE, line 17: smtp.port",
    ]


def test_a_named_file_is_taken_before_all_others(tmp_path):
    assert find(tmp_path / "named.toml", {}) == tmp_path / "named.toml"


def test_the_file_here_is_taken_before_the_users_own(tmp_path, monkeypatch, write):
    monkeypatch.chdir(tmp_path)
    write(LEAST)

    assert find(None, {"XDG_CONFIG_HOME": str(tmp_path)}) == Path("diplowatch.toml")


def test_the_users_own_file_is_taken_where_none_is_here(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "diplowatch").mkdir()
    own = tmp_path / "diplowatch" / "diplowatch.toml"
    own.write_text(LEAST)
    monkeypatch.chdir(tmp_path / "here")

    assert find(None, {"XDG_CONFIG_HOME": str(tmp_path)}) == own


@pytest.mark.parametrize(
    "address", ["ann@example.org", "Ann <ann@example.org>", "Анна Müller <ann@example.org>"]
)
def test_a_mail_address_may_have_a_name(write, address):
    settings = load(
        write(
            f'{LEAST}[smtp]\nhost = "mail.example.org"\nfrom = "{address}"\n'
            '[[subscriptions]]\nname = "all"\n'
            f'[[subscriptions.channels]]\nto = "email"\nrecipients = ["{address}"]\n'
        )
    )

    assert settings.subscriptions[0].channels == (EmailChannel((address,)),)
