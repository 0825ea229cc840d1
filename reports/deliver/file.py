"""Deliver to a file: a new one in a folder, whole or not at all, or the end of one."""

import os
from io import FileIO
from pathlib import Path

from reports.channel import FileChannel
from reports.deliver.whole import write_whole
from reports.message import DeliveryError, Message, slug

_SUFFIXES = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json"}


def deliver(channel: FileChannel, message: Message) -> None:
    """Write the report, readable by its owner alone; sent again, it is there once.

    Raise DeliveryError (temporary) where the file system refuses.
    """
    try:
        if channel.append:
            _append(channel.path, message)
        else:
            write_whole(channel.path / file_name(message), message.text.encode())
    except OSError as error:
        raise DeliveryError(
            f'the report cannot be written to "{channel.path}": {error.strerror or error}',
            temporary=True,
        ) from error


def file_name(message: Message) -> str:
    """Name a report's file by its time, its subject and its id, the same one every time."""
    digest = message.id.partition(".")[2][:8]
    name = f"{message.made_at:%Y-%m-%d-%H%M}-{slug(message.subject)}-{digest}"
    return name + _SUFFIXES.get(message.format, ".txt")


def _append(path: Path, message: Message) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        written = message.text.encode()
        if message.format != "json":
            written = (b"\n" if size else b"") + written
        file.seek(max(0, size - len(written)))
        if file.read() in (written, message.text.encode()):
            return
        try:
            _write(file, written)
        except OSError:
            file.truncate(size)
            raise


def _write(file: FileIO, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]
    os.fsync(file.fileno())
