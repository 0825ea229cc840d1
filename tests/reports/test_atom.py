import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reports.channel import AtomChannel
from reports.deliver.send import send
from reports.message import DeliveryError, Message

ATOM = "{http://www.w3.org/2005/Atom}"
MADE_AT = datetime(2024, 5, 3, 12, 4, tzinfo=UTC)
MESSAGE = Message(
    id="<diplowatch.1@example.org>",
    thread="<t@example.org>",
    recipient="",
    subject="Foreign relations of Côte d'Ivoire: <1 change>",
    made_at=MADE_AT,
    list_id="<everyone.diplowatch-0.localhost>",
    format="html",
    text="<p>Fiji & co.</p>\x0b",
)


def later(number: int) -> Message:
    return replace(
        MESSAGE,
        id=f"<diplowatch.{number}@example.org>",
        subject=f"report {number}",
        made_at=MADE_AT + timedelta(hours=number),
    )


def titles(path: Path) -> list[str | None]:
    feed = ET.fromstring(path.read_text())
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_a_feed_has_all_that_the_standard_asks_for(tmp_path: Path) -> None:
    send(AtomChannel(tmp_path / "feed.xml", url="https://example.org/feed.xml"), MESSAGE)
    feed = ET.fromstring((tmp_path / "feed.xml").read_text())
    entry = feed.find(f"{ATOM}entry")

    assert entry is not None
    assert [
        [child.tag.removeprefix(ATOM) for child in feed],
        [child.tag.removeprefix(ATOM) for child in entry],
        entry.findtext(f"{ATOM}updated"),
        entry.findtext(f"{ATOM}content"),
        feed.findtext(f"{ATOM}id", "")[:9],
    ] == [
        ["id", "title", "updated", "author", "generator", "link", "entry"],
        ["id", "title", "updated", "published", "content"],
        "2024-05-03T12:04:00Z",
        "<p>Fiji & co.</p>\ufffd",
        "urn:uuid:",
    ]


def test_the_newest_entry_is_first_and_old_ones_go(tmp_path: Path) -> None:
    channel = AtomChannel(tmp_path / "new" / "feed.xml", entries=2)
    for number in (1, 2, 3):
        send(channel, later(number))

    assert titles(channel.path) == ["report 3", "report 2"]


def test_sent_again_it_is_there_once_under_the_same_id(tmp_path: Path) -> None:
    channel = AtomChannel(tmp_path / "feed.xml")
    send(channel, MESSAGE)
    once = channel.path.read_bytes()
    send(channel, MESSAGE)

    assert channel.path.read_bytes() == once


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("my notes", id="text"),
        pytest.param("<notes><entry/></notes>", id="other XML"),
        pytest.param('<feed xmlns="http://www.w3.org/2005/Atom"/>', id="another program's feed"),
        pytest.param('<?xml version="1.0" encoding="utf-7"?><feed/>', id="an odd encoding"),
        pytest.param('<?xml version="1.0" encoding="none"?><feed/>', id="an unknown encoding"),
    ],
)
def test_a_file_that_is_no_feed_of_ours_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(content)

    with pytest.raises(DeliveryError, match="there is a file that is no"):
        send(AtomChannel(path), MESSAGE)

    assert path.read_text() == content


def faults(feed: ET.Element) -> list[str]:
    """Say where a feed is not as RFC 4287 and the rules of feed validators want it."""
    wrong = [f"{name} once" for name in ("id", "title", "updated") if len(named(feed, name)) != 1]
    entries = named(feed, "entry")
    ids = [text(one, "id") for one in (feed, *entries)]
    wrong += ["ids differ"] if len(set(ids)) != len(ids) else []
    wrong += [f"{one} is an IRI" for one in ids if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one)]
    wrong += [] if feed.findtext(f"{ATOM}author/{ATOM}name") else ["an author"]
    for entry in entries:
        wrong += [f"entry: {name} once" for name in ("id", "title", "updated", "content")
                  if len(named(entry, name)) != 1]  # fmt: skip
        wrong += [] if text(entry, "title").strip() else ["entry: a title that is not blank"]
        wrong += [] if entry.find(f"{ATOM}content").get("type") == "html" else ["entry: a type"]
        wrong += ["updated is the newest"] if text(entry, "updated") > text(feed, "updated") else []
    times = [text(one, name) for one in (feed, *entries) for name in ("updated", "published")]
    wrong += [f"{one} is a time" for one in times if not re.fullmatch(RFC_3339, one or TIME)]
    links = [link for link in named(feed, "link") if link.get("rel") == "self"]
    wrong += [] if [link.get("href") for link in links] == [URL] else ["a link to itself"]
    return wrong


URL, TIME = "https://example.org/feed.xml", "2024-05-03T12:04:00Z"
RFC_3339 = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"


def named(element: ET.Element, name: str) -> list[ET.Element]:
    return element.findall(f"{ATOM}{name}")


def text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}", "")


def test_a_feed_of_several_reports_is_valid(tmp_path: Path) -> None:
    channel = AtomChannel(tmp_path / "feed.xml", url=URL)
    for number in (2, 1, 3, 3):
        send(channel, later(number))

    assert faults(ET.fromstring(channel.path.read_bytes())) == []


def test_an_entry_keeps_its_id_and_time_when_others_come(tmp_path: Path) -> None:
    channel = AtomChannel(tmp_path / "feed.xml", url=URL)
    seen = []
    for number in (1, 2, 3):
        send(channel, later(number))
        feed = ET.fromstring(channel.path.read_bytes())
        seen.append([(text(one, "id"), text(one, "updated")) for one in named(feed, "entry")][-1])

    assert len(set(seen)) == 1


def test_a_subject_of_nothing_but_what_xml_cannot_hold_is_no_blank_title(tmp_path: Path) -> None:
    channel = AtomChannel(tmp_path / "feed.xml", url=URL)
    send(channel, replace(MESSAGE, subject="\x0b"))

    assert faults(ET.fromstring(channel.path.read_bytes())) == []
