"""Deliver into an Atom feed file (RFC 4287), the newest entry first."""

import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from reports.channel import AtomChannel
from reports.clean import clean
from reports.deliver.whole import OF_ALL, write_whole
from reports.message import DeliveryError, Message

_ATOM = "http://www.w3.org/2005/Atom"
_GENERATOR = "diplowatch"
# XML has no way to write these, escaped or not (XML 1.0, 2.2).
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def deliver(channel: AtomChannel, message: Message) -> None:
    """Put the report into the feed; sent again, it is there once.

    Raise DeliveryError (temporary) where the file system refuses, or where the file is
    no feed.
    """
    try:
        entries = [_entry(message), *_others(channel.path, message)][: channel.entries]
        _write(channel.path, _feed(channel, message, entries))
    except OSError as error:
        why = error.strerror or str(error)
        raise _refused(channel.path, why) from error


def _refused(path: Path, why: str) -> DeliveryError:
    return DeliveryError(f'the feed "{path}" cannot be written: {why}', temporary=True)


def _others(path: Path, message: Message) -> Iterator[ET.Element]:
    """Give the feed's entries but for this message's own."""
    if not path.exists():
        return
    try:
        feed = ET.parse(path).getroot()  # noqa: S314 - a file that we wrote, or none that we take
    except (ET.ParseError, ValueError, LookupError) as error:  # the last two of its encoding
        raise _refused(path, f"there is a file that is no feed ({error})") from error
    if feed.tag != _name("feed") or feed.findtext(_name("generator")) != _GENERATOR:
        raise _refused(path, "there is a file that is none of ours: name another")
    for entry in feed.findall(_name("entry")):
        if entry.findtext(_name("id")) != _urn(message.id):
            yield entry


def _feed(channel: AtomChannel, message: Message, entries: list[ET.Element]) -> ET.Element:
    feed = ET.Element(_name("feed"))
    updated = max(str(entry.findtext(_name("updated"))) for entry in entries)
    _add(feed, "id", _urn(message.list_id))
    _add(feed, "title", clean(channel.title) or _GENERATOR)
    _add(feed, "updated", updated)
    _add(ET.SubElement(feed, _name("author")), "name", _GENERATOR)
    _add(feed, "generator", _GENERATOR)
    if channel.url:
        ET.SubElement(feed, _name("link"), {"rel": "self", "href": channel.url})
    feed.extend(entries)
    return feed


def _entry(message: Message) -> ET.Element:
    entry = ET.Element(_name("entry"))
    _add(entry, "id", _urn(message.id))
    _add(entry, "title", clean(message.subject, 300) or _GENERATOR)
    _add(entry, "updated", _time(message.made_at))
    _add(entry, "published", _time(message.made_at))
    _add(entry, "content", message.text).set("type", "html")
    return entry


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, _name(name))
    element.text = _UNWRITABLE.sub("\ufffd", text)
    return element


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _urn(name: str) -> str:
    """Derive an id that stays the same wherever the feed is moved."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _write(path: Path, feed: ET.Element) -> None:
    ET.register_namespace("", _ATOM)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    write_whole(path, text, mode=OF_ALL)  # a feed is there to be read by others
