"""Everything that strangers can write, in every place of a report and in every channel."""

import logging
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reports.channel import AtomChannel, Channel, FileChannel, MailChannel, PushChannel
from reports.compose import compose, render
from reports.deliver.letter import write_letter
from reports.deliver.send import send
from reports.message import DeliveryError
from reports.remark import Remark
from reports.report import ArticleNews, Failure, Recovery, Report
from reports.settle import Pending, Upheaval
from scraper.article import Article, Revision
from scraper.snapshot import Claim, Fact, Problem
from storage.change import Change

LONG = "A" * 5000
EVIL = (
    "\x1b]0;title\x07\x1b[31m\u202e<script>alert(1)</script><img src=x onerror=alert(2)>"
    "\r\nBcc: all@example.org\x00\x9b2J ]]> --> [x](javascript:alert(3)) **b** `c` & \ud800 "
) + LONG
NOW = datetime(2024, 5, 3, 12, tzinfo=UTC)
REVISION = Revision(
    7, 6, NOW - timedelta(hours=9), EVIL, EVIL, None, tags=(EVIL, "mw-undo"), standing="anonymous"
)


def fact(since: str) -> Fact:
    return Fact("relation", EVIL, EVIL, since, (EVIL,), EVIL, EVIL, EVIL, (EVIL,))


def change(kind: str) -> Change:
    return Change(kind, "redated", EVIL, fact(EVIL), fact("1970"), revision=REVISION)


NEWS = ArticleNews(
    article=Article("en.wikipedia.org", EVIL),
    revision=REVISION,
    notices=(f'The article is now a redirect to another page, "{EVIL}".', EVIL),
    changes=(change("relation"), change("membership")),
    remarks=(
        Remark("new", "differs", EVIL, 7, NOW, contested=True),
        Remark("none", "silent"),
    ),
    upheavals=(Upheaval("relation", "lost", (fact("1970"),) * 40, 40, REVISION, None, 7, NOW),),
    pending=(Pending(change("relation"), NOW),),
    held=(Upheaval("membership", "gained", (fact(EVIL),) * 40, 40, REVISION, NOW),),
    problems=(Problem(EVIL, 1, "blind", EVIL), Problem(EVIL, 1, "doubt", EVIL)),
    claims=(Claim(EVIL, EVIL, 188, EVIL, 187),),
)
REPORT = Report(
    "2024-05-03",
    "everyone\r\nBcc: all@example.org",
    NOW,
    (NEWS,),
    (Failure(EVIL, EVIL, NOW - timedelta(days=2), lasts=True),),
    (Recovery(EVIL, NOW - timedelta(days=2), NOW),),
)
FORMATS = ("text", "markdown", "html", "json")


def forbidden(text: str) -> list[str]:
    """List the characters that act on a terminal or turn the direction of text."""
    return sorted({char for char in text if char != "\n" and not char.isprintable()} - {"\u00a0"})


@pytest.mark.parametrize("form", FORMATS)
def test_no_rendering_has_what_acts_on_a_terminal(form):
    assert forbidden(render(REPORT, form)) == []


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_no_rendering_is_made_long_by_one_text(form):
    assert len(re.findall(r"A{400,}", render(REPORT, form))) == 0


@pytest.mark.parametrize(
    ("form", "markup"),
    [
        ("markdown", r"(?<!\\)<\w|(?<!\\)\]\(javascript"),
        ("html", r"<(?:script|img)|href=.?javascript"),
    ],
)
def test_no_rendering_has_markup_of_strangers(form, markup):
    assert re.findall(markup, render(REPORT, form)) == []


def test_no_line_of_a_strangers_own_begins_in_a_report():
    said = render(REPORT, "text")

    assert [line for line in said.splitlines() if line.startswith("Bcc")] == []


@pytest.mark.parametrize(
    "channel",
    [
        MailChannel("diplowatch@example.org", ("reader@example.org",)),
        AtomChannel(Path("feed.xml")),
        PushChannel(()),
        FileChannel(Path("reports.jsonl"), "json", append=True),
    ],
    ids=lambda channel: type(channel).__name__,
)
def test_a_subject_is_one_short_line(channel: Channel):
    (message,) = compose(REPORT, channel, "test")

    assert (forbidden(message.subject), "\n" in message.subject, len(message.subject) <= 160) == (
        [],
        False,
        True,
    )


def test_no_header_gets_into_a_mail():
    (message,) = compose(REPORT, MailChannel("d@example.org", ("reader@example.org",)), "test")
    headers = re.split(rb"\r?\n\r?\n", write_letter(message, "d@example.org").as_bytes())[0]

    assert re.findall(rb"(?im)^bcc", headers) == []


def test_a_growing_file_of_json_gets_one_line_a_report(tmp_path):
    channel = FileChannel(tmp_path / "reports.jsonl", "json", append=True)
    for report in (REPORT, replace(REPORT, key="2024-05-04")):
        send(channel, *compose(report, channel, "test"))

    assert len(channel.path.read_text(encoding="utf-8").splitlines()) == 2


def test_a_feed_stays_one_that_can_be_read(tmp_path):
    channel = AtomChannel(tmp_path / "feed.xml", title=EVIL, url="https://example.org/?a=1&b=2")
    send(channel, *compose(REPORT, channel, "test"))
    feed = ET.fromstring(channel.path.read_bytes())
    texts = [*feed.itertext()]

    content = feed.findtext("{*}entry/{*}content", "")
    assert (len(feed.findall("{*}entry")), "<script" in content, forbidden("".join(texts))) == (
        1,
        False,
        [],
    )


SECRET = "correct-horse"


@pytest.mark.parametrize(
    "url",
    [
        f"nonsense://{SECRET}@example.org",
        f"json://user:{SECRET}@127.0.0.1:1/{SECRET}",
        f"tgram://{SECRET}",
        f"mailto://{SECRET}",
        SECRET,
    ],
)
def test_an_address_that_pushes_stands_in_no_error_log_or_output(url, caplog, capfd):
    pytest.importorskip("apprise", reason="the extra diplowatch[push] is not installed")
    caplog.set_level(logging.DEBUG)
    channel = PushChannel((url,))
    (message,) = compose(REPORT, channel, "test")
    with pytest.raises(DeliveryError) as refused:
        send(channel, message)

    said = (str(refused.value), repr(channel), caplog.text, *capfd.readouterr())
    assert [text for text in said if SECRET in text] == []
