"""Every trouble with the file is one clear line, and nothing that was stored is lost."""

import sqlite3
from contextlib import suppress

import pytest

from storage.change import StorageError
from storage.database import Database, DatabaseBroken, DatabaseBusy, DatabaseNewer
from storage.history import History
from tests.storage.builders import MONGOLIA, add, page, read, revision, values

BEFORE, AFTER = revision(1, page("Cuba 1960")), revision(2, page("Cuba 1960", "Chad 1961"))


def stored(path):
    with History(path) as history:
        add(history, BEFORE)


def test_a_file_that_is_no_database(path):
    path.write_text("a letter to an ambassador, kept in the wrong place" * 100)

    with pytest.raises(DatabaseBroken, match=r'^database ".*" is not a database: give another'):
        History(path)


def test_a_database_of_something_else(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()

    with pytest.raises(DatabaseBroken, match=r'^database ".*" is not one of diplowatch'):
        History(path)


def test_a_database_of_a_later_version(path):
    stored(path)
    with sqlite3.connect(path) as later:
        later.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('diplowatch', '999_later', '')"
        )
    later.close()

    with pytest.raises(DatabaseNewer, match=r"later version of diplowatch \(999_later\): upgrade"):
        History(path)


def test_a_page_that_is_corrupt(path):
    stored(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(2048)
        file.write(b"\xff" * (size - 2048))

    with pytest.raises(DatabaseBroken, match=r"is damaged \(.*\): restore a backup$"):
        History(path)


def test_a_folder_that_does_not_exist(tmp_path):
    with pytest.raises(StorageError, match=r"cannot be opened: check that its folder exists"):
        History(tmp_path / "no" / "where.sqlite")


def test_no_database_where_one_has_to_be(path):
    with pytest.raises(StorageError, match=r'^no database ".*": `diplowatch check` creates it$'):
        History(path, create=False)

    assert not path.exists()


def test_a_second_writer_that_waits_in_vain(path):
    stored(path)
    with History(path) as first, first.transaction(), History(path, patience=0) as second:
        with pytest.raises(DatabaseBusy, match=r'^database ".*" is locked by another process'):
            add(second, AFTER)
        add(first, AFTER)


def test_a_disk_that_is_full(path):
    with History(path) as history:
        add(history, BEFORE)
        (pages,) = history.database.row("PRAGMA page_count")
        history.database.run(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StorageError, match=r"cannot grow, the disk is full: free some"):
            add(history, *(revision(n, page(f"Cuba {n}", "x" * 3000)) for n in range(2, 200)))

    with History(path) as history:
        assert values(history.facts(MONGOLIA)) != []
        assert history.text(MONGOLIA, 1) == BEFORE.text


def test_a_disk_that_may_only_be_read(path):
    stored(path)
    with History(path, read_only=True) as history:
        assert values(history.facts(MONGOLIA)) == ["Cuba 1960"]
        with pytest.raises(StorageError, match=r'^database ".*" cannot be written to: check'):
            add(history, AFTER)


def test_a_reader_sees_what_was_committed_while_another_writes(path):
    stored(path)
    with History(path) as writer, History(path) as reader:
        with writer.transaction():
            add(writer, AFTER)
            during = values(reader.facts(MONGOLIA))
        after = values(reader.facts(MONGOLIA))

    assert (during, after) == (["Cuba 1960"], ["Chad 1961", "Cuba 1960"])


def test_what_was_committed_is_there_after_reopening(path):
    stored(path)

    with History(path) as history:
        assert history.text(MONGOLIA, 1) == BEFORE.text


def test_a_transaction_that_fails_undoes_all_of_it(history):
    with suppress(KeyError), history.transaction():
        add(history, BEFORE, AFTER)
        raise KeyError

    assert history.articles() == []


def test_an_inner_transaction_that_fails_undoes_only_itself(history):
    with history.transaction():
        add(history, BEFORE)
        with suppress(KeyError), history.transaction():
            add(history, AFTER)
            raise KeyError

    assert history.known(MONGOLIA) == {1}


def test_problems_of_an_undone_reading_are_not_kept(history):
    add(history, BEFORE)
    with suppress(KeyError), history.transaction():
        add(history, revision(2, page("Cuba 1960") + "? a table"))
        raise KeyError

    assert history.snapshot_problems(MONGOLIA) == ()


def test_a_mistake_in_the_program_keeps_its_traceback():
    opened = Database(":memory:")

    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        opened.rows("SELECT * FROM nowhere")
    opened.close()


def test_the_settings_of_every_connection(path):
    with History(path, read=read) as history:
        settings = [
            history.database.row(f"PRAGMA {name}")
            for name in ("journal_mode", "foreign_keys", "synchronous")
        ]

    assert settings == [("wal",), (1,), (2,)]


def test_what_is_asked_steadily_is_of_one_state_and_knows_what_others_wrote_since(path):
    with History(path, read=read) as writing:
        add(writing, BEFORE)
        with History(path, read=read, read_only=True) as reading:
            version = reading.database.version()
            with reading.database.steady():
                before = values(reading.facts(MONGOLIA))
                add(writing, AFTER)
                meanwhile = values(reading.facts(MONGOLIA))
            with reading.database.steady():
                after = values(reading.facts(MONGOLIA))

            assert (before, meanwhile) == (["Cuba 1960"], ["Cuba 1960"])
            assert after == ["Chad 1961", "Cuba 1960"]
            assert reading.database.version() != version
