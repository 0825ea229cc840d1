import json
import logging
import os

import pytest

from monitor import logs


@pytest.fixture
def log(tmp_path):
    """Write a log into a file, and put everything back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with (tmp_path / "log").open("w+") as file:

        def log(form, **environ):
            logs.start(form, environ, file)
            logging.getLogger("diplowatch").warning("two\nlines")
            try:
                raise ZeroDivisionError
            except ZeroDivisionError:
                logging.getLogger("diplowatch").exception("a bug")
            logging.getLogger("apscheduler.scheduler").info("chatter")
            file.seek(0)
            return file.read().splitlines()

        log.file = file
        yield log
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(level)


def test_on_a_terminal_a_line_has_its_time_and_level(log):
    told = log("text")

    assert [line[20:] for line in told if "Z" not in line and line[:2] == "20"] == [
        "warning: two",
        "error: a bug",
    ]


def test_under_systemd_every_line_has_its_level_and_the_journal_the_time(log):
    file = os.fstat(log.file.fileno())
    told = log("text", JOURNAL_STREAM=f"{file.st_dev}:{file.st_ino}")

    assert (told[:4], {line[:3] for line in told[2:]}) == (
        ["<4>two", "<4>lines", "<3>a bug", "<3>Traceback (most recent call last):"],
        {"<3>"},
    )


def test_a_stream_that_is_not_the_journals_gets_the_time_under_systemd_too(log):
    assert log("text", JOURNAL_STREAM="1:1")[0][:2] == "20"


def test_as_json_each_message_is_one_object(log):
    first, second = map(json.loads, log("json"))

    assert (first["message"], first["level"], first["logger"], second["level"]) == (
        "two\nlines",
        "warning",
        "diplowatch",
        "error",
    )
    assert second["traceback"].endswith("ZeroDivisionError")
