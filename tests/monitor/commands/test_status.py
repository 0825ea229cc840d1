"""What ``diplowatch status`` tells of a watch: to people, to programs, to Prometheus."""

import json
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from monitor.lock import locked
from tests.monitor.commands.by_mail import MAIL
from tests.monitor.world import article

TITLE, FIJI = "Foreign relations of Mongolia", "Foreign relations of Fiji"


@pytest.fixture
def watched(diplowatch, settle, loopback_wiki):
    """Watch two articles, one of which is not there yet."""
    settle(TITLE, FIJI)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"), saved_at=datetime(2024, 5, 1, tzinfo=UTC))
    diplowatch("check")
    return diplowatch


@pytest.fixture
def sound(diplowatch, settle, loopback_wiki):
    """Watch an article, and nothing is wrong."""
    settle(TITLE)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"), saved_at=datetime(2024, 5, 1, tzinfo=UTC))
    diplowatch("check")
    return diplowatch


def told(ended):
    return json.loads(ended.out)


def samples(text):
    """Read Prometheus' text by its own parser."""
    return {
        (sample.name.removeprefix("diplowatch_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def pass_time(tmp_path, hours):
    """Let all that the rounds have noted be so much older."""
    with closing(sqlite3.connect(tmp_path / "diplowatch.db", isolation_level=None)) as database:
        for table, key, column in [("success", "key", "at"), ("delivery", "id", "made_at")]:
            for name, at in database.execute(f"SELECT {key}, {column} FROM {table}").fetchall():  # noqa: S608
                older = (datetime.fromisoformat(at) - timedelta(hours=hours)).isoformat()
                update = f"UPDATE {table} SET {column} = ? WHERE {key} = ?"  # noqa: S608
                database.execute(update, [older, name])


def test_a_sound_watch_is_told_in_one_table_and_one_line(sound):
    ended = sound("status", "--exit-code")

    head, row, _, last = ended.out.splitlines()
    assert (ended.status, head.split(), row.startswith(TITLE), last.endswith("All is well.")) == (
        0,
        ["article", "looked_at", "pending", "blind"],
        True,
        True,
    )


def test_what_fails_is_told_with_its_reason_and_is_the_exit_status(watched):
    ended, asked = watched("status", "--exit-code"), watched("status", "--format", "json")

    mongolia, fiji = told(asked)["articles"]
    assert (ended.status, asked.status, told(asked)["well"]) == (3, 0, False)
    assert (mongolia["trouble"], fiji["looked_at"], FIJI in fiji["trouble"]) == ("", None, True)
    assert [
        one["failing"].partition(":")[2].partition(":")[2] for one in told(asked)["failing"]
    ] == [FIJI]


def test_a_wiki_that_is_out_of_reach_is_the_trouble_of_all_its_articles(sound, loopback_wiki):
    loopback_wiki.trouble = lambda _: lambda handler, _: handler.send_error(404)
    sound("check")
    status = told(sound("status", "--format", "json"))

    assert [one["failing"] for one in status["failing"]] == [loopback_wiki.host]
    assert [one["trouble"][:9] for one in status["articles"]] == ["127.0.0.1"]
    assert status["articles"][0]["looked_at"]


def test_a_change_that_waits_is_counted_and_dated(sound, loopback_wiki):
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011", "Peru 1997"), saved_at=now)
    sound("check")
    (mongolia,) = told(sound("status", "--format", "json"))["articles"]

    assert (mongolia["pending"], mongolia["changed_at"]) == (1, f"{now:%Y-%m-%dT%H:%M:%SZ}")


def test_what_an_article_began_with_is_no_change(sound):
    (mongolia,) = told(sound("status", "--format", "json"))["articles"]

    assert mongolia["changed_at"] is None


def test_an_article_is_late_when_two_of_its_times_have_passed(sound, tmp_path):
    pass_time(tmp_path, hours=11)
    in_time = sound("status", "--exit-code")
    pass_time(tmp_path, hours=2)
    late = sound("status", "--exit-code")

    assert (in_time.status, late.status, "1 article that is late" in late.out) == (0, 3, True)


def test_a_report_that_is_owed_for_long_is_overdue(diplowatch, settle, loopback_wiki, tmp_path):
    settle(TITLE, more=MAIL.format(port=1))
    loopback_wiki.edit(TITLE, article("Chad 5 May 2011"))
    diplowatch("check")
    before = told(diplowatch("status", "--format", "json"))
    pass_time(tmp_path, hours=2)
    after = told(diplowatch("status", "--format", "json"))

    assert [[one["state"] for one in status["deliveries"]] for status in (before, after)] == [
        ["pending"],
        ["overdue"],
    ]


def test_a_run_that_is_at_work_is_named(sound, tmp_path):
    with locked(tmp_path / "diplowatch.db", datetime(2026, 1, 1, tzinfo=UTC)):
        running = told(sound("status", "--format", "json"))["running"]

    assert running.startswith("process ")


def test_without_a_round_somebody_has_to_look_after_it(diplowatch, settle):
    settle(TITLE)
    missing = diplowatch("status", "--exit-code")

    assert (missing.status, 'no database "diplowatch.db"' in missing.err) == (2, True)


def test_prometheus_reads_it(watched, loopback_wiki):
    text = watched("status", "--format", "prometheus").out
    found = samples(text)

    fiji, mongolia = (loopback_wiki.host, FIJI), (loopback_wiki.host, TITLE)
    last = found["last_round_timestamp_seconds",]
    assert (
        found["well",],
        found["article_last_look_timestamp_seconds", *mongolia],
        ("article_last_look_timestamp_seconds", *fiji) in found,
        found["article_failing", *fiji],
        found["failing", f"{loopback_wiki.host}:{FIJI}"],
        found["deliveries", "overdue"],
        found["article_pending_changes", *mongolia],
    ) == (0, last, False, 1, 1, 0, 0)


def test_a_title_with_quotes_stays_one_label(diplowatch, settle, loopback_wiki):
    title = 'Foreign relations of "A\\B"'
    settle(title)
    loopback_wiki.edit(title, "Nothing.")
    diplowatch("check")
    found = samples(diplowatch("status", "--format", "prometheus").out)

    assert found["article_late", loopback_wiki.host, title] == 0


def test_a_file_for_a_node_exporter_is_whole_and_everyones_to_read(sound, tmp_path):
    ended = sound("status", "--format", "prometheus", "--output", "x/diplowatch.prom")

    path = tmp_path / "x" / "diplowatch.prom"
    assert (ended.out, samples(path.read_text())["well",]) == ("", 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert [one.name for one in path.parent.iterdir()] == ["diplowatch.prom"]
