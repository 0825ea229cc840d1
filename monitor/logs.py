"""The daemon's log: for people on a terminal, for the journal under systemd, or as JSON."""

import json
import logging
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal, TextIO

Form = Literal["text", "json"]

# sd-daemon(3): what a line begins with tells the journal its level, and is taken off.
_PRIORITIES = {logging.CRITICAL: 2, logging.ERROR: 3, logging.WARNING: 4, logging.INFO: 6}
_OTHERS = {"apscheduler": logging.WARNING, "urllib3": logging.ERROR}


def start(form: Form, environ: Mapping[str, str], to: TextIO = sys.stderr) -> None:
    """Write all that is logged from now on to a stream."""
    handler = logging.StreamHandler(to)
    handler.setFormatter(_formatter(form, environ, to))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name, level in _OTHERS.items():
        logging.getLogger(name).setLevel(level)


def _formatter(form: Form, environ: Mapping[str, str], to: TextIO) -> logging.Formatter:
    if form == "json":
        return _Json()
    if _is_journal(environ, to):
        return _Journal("%(message)s")
    return _Lines("%(asctime)s %(lower)s: %(message)s", "%Y-%m-%d %H:%M:%S")


def _is_journal(environ: Mapping[str, str], to: TextIO) -> bool:
    """Tell whether the stream is the journal's, as systemd.exec(5) says how: JOURNAL_STREAM."""
    try:
        file = os.fstat(to.fileno())
    except (OSError, ValueError):
        return False
    return environ.get("JOURNAL_STREAM") == f"{file.st_dev}:{file.st_ino}"


class _Lines(logging.Formatter):
    """Time, level and message."""

    def format(self, record: logging.LogRecord) -> str:
        record.lower = record.levelname.lower()
        return super().format(record)


class _Journal(logging.Formatter):
    """The message alone, every line of it with its level: the journal knows the time."""

    def format(self, record: logging.LogRecord) -> str:
        priority = _PRIORITIES.get(record.levelno, 7)
        return "\n".join(f"<{priority}>{line}" for line in super().format(record).splitlines())


class _Json(logging.Formatter):
    """One JSON object a line, the time in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)
