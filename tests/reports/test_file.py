import resource
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reports.channel import FileChannel, StdoutChannel
from reports.deliver.file import deliver
from reports.deliver.send import send
from reports.message import DeliveryError, Message

MESSAGE = Message(
    id="<diplowatch.0123456789abcdef@example.org>",
    thread="<t@example.org>",
    recipient="",
    subject="Foreign relations of São Tomé: 1 change (../../etc)",
    made_at=datetime(2024, 5, 3, 12, 4, tzinfo=UTC),
    list_id="",
    format="text",
    text="Fiji – é\n",
)
NAME = "2024-05-03-1204-foreign-relations-of-s-o-tom-1-change-etc-01234567.txt"


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_report_is_a_file_named_by_time_and_subject(tmp_path: Path) -> None:
    send(FileChannel(tmp_path / "new"), MESSAGE)

    assert files(tmp_path / "new") == {NAME: "Fiji – é\n"}


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    deliver(FileChannel(tmp_path / "all.txt", append=True), MESSAGE)
    deliver(FileChannel(tmp_path), MESSAGE)

    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_sent_again_it_is_there_once(tmp_path: Path) -> None:
    for _ in range(2):
        deliver(FileChannel(tmp_path), MESSAGE)

    assert files(tmp_path) == {NAME: "Fiji – é\n"}


@pytest.mark.parametrize(
    ("form", "content"),
    [
        pytest.param("text", "first\n\nsecond\n", id="text, with an empty line between"),
        pytest.param("json", "first\nsecond\n", id="JSON, a line each"),
    ],
)
def test_reports_are_appended_to_one_file(tmp_path: Path, form: str, content: str) -> None:
    channel = FileChannel(tmp_path / "all", append=True)
    first = replace(MESSAGE, format=form, text="first\n")
    second = replace(MESSAGE, format=form, text="second\n")

    for message in (first, first, second, second):
        deliver(channel, message)

    assert files(tmp_path) == {"all": content}


@pytest.mark.parametrize("append", [False, True])
def test_what_cannot_be_written_is_tried_again(tmp_path: Path, append: bool) -> None:
    (tmp_path / "taken").write_text("no folder")

    with pytest.raises(DeliveryError, match=r'the report cannot be written to ".*taken') as caught:
        deliver(FileChannel(tmp_path / "taken" / "below", append=append), MESSAGE)

    assert caught.value.temporary


def test_what_fails_midway_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()

    with pytest.raises(DeliveryError):
        deliver(FileChannel(tmp_path), MESSAGE)

    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_what_a_full_disk_cuts_off_is_not_left_at_the_end(tmp_path: Path) -> None:
    channel = FileChannel(tmp_path / "all.jsonl", append=True)
    first, second = (replace(MESSAGE, format="json", text=f"{'x' * 100}{n}\n") for n in range(2))
    deliver(channel, first)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150, before[1]))
    try:
        with pytest.raises(DeliveryError) as caught:
            deliver(channel, second)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    left = channel.path.read_text()
    deliver(channel, second)

    assert (caught.value.temporary, left) == (True, first.text)
    assert channel.path.read_text() == first.text + second.text


def test_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    send(StdoutChannel(), MESSAGE)

    assert capsys.readouterr().out == "Fiji – é\n"
