"""Copies of a database in use: whole, of one moment, and never over another file."""

import pytest

from storage.backup import BackupRefused, back_up
from storage.change import StorageError
from storage.history import History
from storage.verify import verify
from tests.storage.builders import MONGOLIA, add, page, revision


def test_a_copy_has_what_was_committed_and_is_one_file(path, tmp_path):
    copy = tmp_path / "copies" / "copy.sqlite"
    copy.parent.mkdir()
    with History(path) as history, History(path) as writer:
        add(history, revision(1, page("Cuba 1960")))
        with writer.transaction():
            add(writer, revision(2, page("Cuba 1961")))
            back_up(history, copy)

    assert [file.name for file in copy.parent.iterdir()] == ["copy.sqlite"]
    with History(copy) as copied:
        assert copied.known(MONGOLIA) == {1}
        assert [checked.wrong for checked in verify(copied)] == [""]


def test_a_file_that_is_there_is_not_written_over(path, tmp_path):
    other = tmp_path / "letter"
    other.write_text("Dear ambassador")
    with (
        History(path) as history,
        pytest.raises(BackupRefused, match="is there already: name another file"),
    ):
        back_up(history, other)

    assert other.read_text() == "Dear ambassador"


def test_a_folder_that_is_not_there_is_told(path, tmp_path):
    with History(path) as history, pytest.raises(StorageError, match="check that its folder"):
        back_up(history, tmp_path / "no" / "copy.sqlite")


def test_a_damaged_database_is_not_passed_on(path, tmp_path):
    with History(path) as history:
        add(history, revision(1, page("Cuba 1960")))
        history.database.run("PRAGMA foreign_keys = OFF")
        history.database.run("DELETE FROM article")
        with pytest.raises(StorageError, match=r"the copy is not whole, .* points to a row"):
            back_up(history, tmp_path / "copy.sqlite")

    assert not (tmp_path / "copy.sqlite").exists()
