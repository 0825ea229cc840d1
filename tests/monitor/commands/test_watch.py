import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.lock import locked
from scraper.pagechange import PAGE_CHANGES
from storage.history import History
from storage.streams import Streams
from tests.loopback_faults import stall
from tests.loopback_stream import position
from tests.monitor.world import BEGINNING, article

TITLE, FIJI = "Foreign relations of Mongolia", "Foreign relations of Fiji"


@pytest.fixture
def watch(settle, loopback_wiki, tmp_path):
    """Run the daemon, as a process of its own."""
    settle(TITLE)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))
    started = []

    def watch(*options):
        config = ["--config", tmp_path / "diplowatch.toml"]
        process = subprocess.Popen(
            [sys.executable, "-m", "monitor", "watch", *config, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        started.append(process)
        return process

    yield watch
    for process in started:
        process.kill()
        process.communicate()


def read_until(stream, words):
    """Read lines until one has the words, and give that."""
    return lines_until(stream, words)[-1]


def lines_until(stream, words):
    """Read lines until one has the words."""
    lines = []
    for line in stream:
        lines.append(line)
        if words in line:
            break
    return lines


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_watch_looks_at_once_and_stops_cleanly(watch, number):
    process = watch()
    read_until(process.stderr, "Looked at 1 article")
    process.send_signal(number)
    out, err = process.communicate(timeout=10)

    assert (process.returncode, "Watching begins" in out, err.split()[-1], "Traceback" in err) == (
        0,
        True,
        "stopped",
        False,
    )


def test_a_round_that_waits_for_the_network_does_not_hold_up_the_end(watch, loopback_wiki):
    loopback_wiki.trouble = lambda _: stall(20)
    process = watch()
    read_until(process.stderr, "watching")
    while not loopback_wiki.asked:
        assert process.poll() is None
    process.terminate()
    _, err = process.communicate(timeout=10)

    assert (process.returncode, "the next one completes it" in err) == (0, True)


def test_settings_are_read_again_when_the_process_is_told_to(
    watch, settle, loopback_wiki, tmp_path
):
    loopback_wiki.edit(FIJI, article("Chad 5 May 2011"))
    process = watch()
    read_until(process.stderr, "Looked at 1 article")
    (tmp_path / "diplowatch.toml").write_text("nonsense = 1")
    process.send_signal(signal.SIGHUP)
    said = [read_until(process.stderr, words) for words in ("articles is missing", "stay in force")]
    settle(TITLE, FIJI)
    process.send_signal(signal.SIGHUP)
    followed = read_until(process.stderr, "the settings were read again")
    looked = read_until(process.stderr, "Looked at")
    process.terminate()
    process.communicate(timeout=10)

    assert (process.returncode, len(said), followed.partition("watching ")[2], looked[-38:]) == (
        0,
        2,
        "2 articles every 6h\n",
        "Looked at 2 articles: no changes told.\n"[-38:],
    )


def test_the_daemon_waits_for_another_run_and_goes_on_after_it(watch, tmp_path):
    with locked(tmp_path / "diplowatch.db", datetime(2026, 1, 1, tzinfo=UTC)):
        process = watch()
        waits = read_until(process.stderr, "another run is at work")
    process.send_signal(signal.SIGHUP)  # which looks at once
    read_until(process.stderr, "Looked at 1 article")

    assert waits.endswith("the round waits for that\n")


def test_what_keeps_all_rounds_from_working_is_said_once_and_so_is_its_end(watch, tmp_path):
    settings = tmp_path / "diplowatch.toml"
    settings.write_text('database = "disk/diplowatch.db"\n' + settings.read_text())
    process = watch()
    log = [read_until(process.stderr, "each round tries again")]
    for is_mended in (False, False, True):
        if is_mended:
            (tmp_path / "disk").mkdir()
        process.send_signal(signal.SIGHUP)
        log += lines_until(process.stderr, "work again" if is_mended else "read again")

    said = [line.split(": ", 1)[1].strip() for line in log]
    assert [line for line in said if "folder" in line or "work again" in line] == [
        f'no folder "{tmp_path}/disk" for the database: make it, or name another with --db; '
        "each round tries again",
        "rounds work again",
    ]


def test_the_log_is_json_where_that_is_asked_for(watch):
    process = watch("--log", "json")
    told = [json.loads(read_until(process.stderr, "")) for _ in range(2)]

    assert [(line["level"], line["message"]) for line in told] == [
        ("info", "watching 1 article every 6h"),
        ("info", "Looked at 1 article: no changes told."),
    ]


@pytest.fixture
def live(watch, settle, stream, tmp_path):
    """Run the daemon over some titles, with a stream that was heard a moment ago."""
    with History(tmp_path / "diplowatch.db") as history:
        Streams(history).heard(stream.url, position(0), datetime.now(UTC))

    def live(*titles):
        settle(*titles, more=f'[live]\nstream = "{stream.url}"\ngather = 0.2\n')
        return watch("--live")

    return live


def test_an_edit_is_looked_at_when_an_event_tells_of_it(live, loopback_wiki, stream, tmp_path):
    loopback_wiki.edit(FIJI, article("Chad 5 May 2011"))
    process = live(TITLE, FIJI)
    read_until(process.stderr, "Looked at 2 articles")
    asked = len(loopback_wiki.asked)
    loopback_wiki.edit(FIJI, article("Chad 5 May 2011", "Peru 30 May 1997"))
    stream.happens("Moon", loopback_wiki.host)
    stream.happens(FIJI, loopback_wiki.host)
    read_until(process.stderr, "Looked at 1 article: 1 change told.")
    process.terminate()
    process.communicate(timeout=10)
    with History(tmp_path / "diplowatch.db") as history:
        heard = Streams(history).position(stream.url, BEGINNING)

    assert [one.parameters["titles"] for one in loopback_wiki.asked[asked:]] == [FIJI, FIJI]
    assert (loopback_wiki.most_at_once, heard) == (1, position(2))


def test_other_articles_are_heard_of_once_the_settings_say_so(live, settle, loopback_wiki, stream):
    loopback_wiki.edit(FIJI, article("Chad 5 May 2011"))
    process = live(TITLE)
    read_until(process.stderr, "Looked at 1 article")
    settle(TITLE, FIJI, more=f'[live]\nstream = "{stream.url}"\ngather = 0.2\n')
    process.send_signal(signal.SIGHUP)
    read_until(process.stderr, "Looked at 2 articles")
    stream.happens(FIJI, loopback_wiki.host)
    read_until(process.stderr, "Looked at 1 article")

    assert len(stream.asked) == 1


def test_a_stream_that_cannot_tell_of_any_article_is_refused(diplowatch, settle, loopback_wiki):
    settle(TITLE)
    ended = diplowatch("watch", "--live")

    assert (ended.status, ended.err) == (
        2,
        f"diplowatch: nothing to hear of {loopback_wiki.host} in {PAGE_CHANGES}, which has the "
        "wikis of Wikimedia: set live.stream to another stream, or leave --live out\n",
    )


def test_two_runs_at_once_are_one_too_many(diplowatch, settle, loopback_wiki, tmp_path):
    settle(TITLE)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))

    with locked(tmp_path / "diplowatch.db", datetime(2026, 1, 1, tzinfo=UTC)):
        ended = diplowatch("check", "--wait", "0")

    assert (ended.status, ended.err.partition(": process")[0], loopback_wiki.asked) == (
        4,
        'diplowatch: another run is at work on "diplowatch.db"',
        [],
    )


def test_broken_settings_end_the_daemon_before_it_begins(diplowatch, settle):
    settle(TITLE, more='[schedule]\ncron = "never"\n')

    ended = diplowatch("watch")

    assert (ended.status, "schedule.cron" in ended.err) == (2, True)
