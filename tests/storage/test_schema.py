import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.database import Database, DatabaseOlder
from storage.history import History
from storage.schema import MIGRATIONS, migrate

NEXT = {**MIGRATIONS, "999_next": "ALTER TABLE article ADD COLUMN page INTEGER;\n"}


def columns(database):
    return {name for _, name, *_ in database.rows("PRAGMA table_info(article)")}


@pytest.fixture
def database(path):
    History(path).close()
    opened = Database(path)
    yield opened
    opened.close()


def test_a_database_of_an_earlier_version_is_brought_up_to_date(database):
    migrate(database, NEXT)

    assert columns(database) == {"id", "wiki", "title", "page"}


def test_a_migration_that_fails_leaves_the_database_as_it_was(database):
    broken = {**NEXT, "999_next": NEXT["999_next"] + "DROP TABLE nowhere;\n"}

    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(database, broken)

    assert columns(database) == {"id", "wiki", "title"}
    assert not database.connection.in_transaction


def test_an_earlier_version_that_is_read_only_says_what_to_do(path):
    History(path).close()
    opened = Database(path, read_only=True)

    with pytest.raises(DatabaseOlder, match="make it writable, so that it can be brought up to"):
        migrate(opened, NEXT)
    opened.close()


def test_several_may_open_a_new_database_at_once(path):
    def articles(_):
        with History(path) as history:
            return history.articles()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(articles, range(8))) == [[]] * 8


@pytest.mark.parametrize("view", ["changes", "facts", "memberships_now", "relations_now"])
def test_a_view_of_a_new_database_is_empty(database, view):
    assert database.rows(f"SELECT * FROM {view}") == []  # noqa: S608 - a constant
