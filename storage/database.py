"""One SQLite file: opening it, transactions, and what its errors mean to a reader."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from storage.change import StorageError

PATIENCE = 30.0
"""Seconds that a second writer waits for the first."""

OURS = "_sqlite_migrations"
"""The table that a database of ours has; nothing is written to a file of another program."""

Value = int | str | bytes | None
Row = tuple[Any, ...]
"""Columns are typed by the schema, which a type checker does not read."""


class DatabaseBusy(StorageError):
    """Another process is writing to the file at ``path``: wait for it."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f'database "{path}" is locked by another process: try again when it is done'
        )


class DatabaseBroken(StorageError):
    """The file is damaged, or is no database of ours: restore a backup."""


class DatabaseEmpty(DatabaseBroken):
    """The file at ``path`` has no tables, and was not to be made just now."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f'database "{path}" is empty: restore a backup, or remove it, '
            'and "diplowatch check" makes a new one'
        )


class DatabaseOlder(StorageError):
    """An earlier diplowatch has written this database, and it may not be written to now."""


class DatabaseNewer(StorageError):
    """A later diplowatch has written this database: upgrade."""


class Database:
    """A connection in WAL mode with foreign keys on, whose errors are StorageErrors.

    ``on_commit`` are called before the outermost transaction is committed, so that they
    can still write; ``on_rollback`` after one, inner or outer, was undone, and before one
    begins where another process has written since: what is cached may be out of date.
    """

    def __init__(
        self, path: str | Path, *, read_only: bool = False, patience: float = PATIENCE
    ) -> None:
        self.path = str(path)
        self.on_commit: list[Callable[[], None]] = []
        self.on_rollback: list[Callable[[], None]] = []
        with self.errors():
            self.connection = _connect(self.path, patience, read_only=read_only)
        self.read_only = read_only
        self._others = 0
        try:
            with self.errors():
                self._configure()
        except BaseException:
            self.connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """Run a query and give all of its rows."""
        with self.errors():
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Value) -> Row | None:
        """Run a query and give its first row."""
        with self.errors():
            row: Row | None = self.connection.execute(sql, values).fetchone()
            return row

    def run(self, sql: str, *values: Value) -> sqlite3.Cursor:
        """Run a statement that writes."""
        with self.errors():
            return self.connection.execute(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is done within happen wholly or not at all; may be nested.

        The outermost takes the write lock at once (BEGIN IMMEDIATE), an inner one is a
        savepoint. Raises DatabaseBusy when another process keeps the lock.
        """
        inner = self.connection.in_transaction
        self.run("SAVEPOINT inner_step" if inner else "BEGIN IMMEDIATE")
        try:
            with self.errors():
                if not inner:
                    self._look_for_others()
                yield
                if inner:
                    self.run("RELEASE inner_step")
                else:
                    for write_rest in self.on_commit:
                        write_rest()
                    self.run("COMMIT")
        except BaseException:
            self._undo(inner=inner)
            raise

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Let all questions within see one state of the database, whoever writes meanwhile."""
        self.begin_steady()
        try:
            yield
        finally:
            self.end_steady()

    def begin_steady(self) -> None:
        """Begin to see one state; for who asks so often that a context manager shows."""
        self.connection.execute("BEGIN")
        try:
            self._look_for_others()
        except BaseException:
            self.end_steady()
            raise

    def end_steady(self) -> None:
        """See what others write again."""
        self.connection.execute("ROLLBACK")

    def version(self) -> int:
        """Give a number that is another once another process has written."""
        ((others,),) = self.rows("PRAGMA data_version")
        return int(others)

    @contextmanager
    def unchecked(self) -> Iterator[None]:
        """Do without foreign keys, outside of a transaction, for who deletes in bulk.

        A deleted row is looked for in every table that could point to it, and those have
        no index for that: it would be in the way of all else.
        """
        self.run("PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            self.run("PRAGMA foreign_keys = ON")

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Raise SQLite's errors as StorageErrors; those that are bugs stay what they are."""
        try:
            yield
        except sqlite3.Error as error:
            explained = _explain(error, self.path)
            if explained is None:
                raise
            raise explained from error

    def _look_for_others(self) -> None:
        others = self.version()
        if others != self._others:
            self._others = others
            for forget in self.on_rollback:
                forget()

    def _undo(self, *, inner: bool) -> None:
        # A full disk makes SQLite roll back by itself, savepoints included.
        if self.connection.in_transaction:
            with suppress(sqlite3.Error):
                if inner:
                    self.connection.execute("ROLLBACK TO inner_step")
                    self.connection.execute("RELEASE inner_step")
                else:
                    self.connection.execute("ROLLBACK")
        for forget in self.on_rollback:
            forget()

    def _configure(self) -> None:
        self.connection.execute("PRAGMA foreign_keys = ON")
        tables = {name for (name,) in self.connection.execute("SELECT name FROM sqlite_master")}
        if tables and OURS not in tables:
            raise DatabaseBroken(
                f'database "{self.path}" is not one of diplowatch: give another file with --db'
            )
        if not self.read_only:
            # Only a new database takes it: two dozen tables, most of them small.
            self.connection.execute("PRAGMA page_size = 2048")
            self.connection.execute("PRAGMA journal_mode = WAL")
            # A power cut must not undo that a report was sent; commits are few.
            self.connection.execute("PRAGMA synchronous = FULL")


def _connect(path: str, patience: float, *, read_only: bool) -> sqlite3.Connection:
    if not read_only:
        _make_private(path)
        return sqlite3.connect(path, timeout=patience, isolation_level=None)
    return connect_read_only(path, patience)


def _make_private(path: str) -> None:
    """Let a new file be its owner's alone: it has addresses. SQLite's own beside it follow."""
    with suppress(OSError):  # SQLite says why, and better
        if path != ":memory:":
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def connect_read_only(path: str | Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open a database that is there for reading alone, in a folder that is read-only, too."""
    uri = Path(path).absolute().as_uri() + "?mode=ro"
    connection = _read_only(uri, patience)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        connection.close()
        if not Path(path).is_file():
            raise
        # A read-only folder has no place for WAL's shared memory; nobody can write there.
        connection = _read_only(uri + "&immutable=1", patience)
    return connection


def _read_only(uri: str, patience: float) -> sqlite3.Connection:
    # One thread after the other may use it: SQLite itself is built for that.
    return sqlite3.connect(
        uri, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )


def _explain(error: sqlite3.Error, path: str) -> StorageError | None:
    where = f'database "{path}"'
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseBusy(path)
        case sqlite3.SQLITE_NOTADB:
            return DatabaseBroken(f"{where} is not a database: give another file with --db")
        case sqlite3.SQLITE_CORRUPT:
            return DatabaseBroken(f"{where} is damaged ({error}): restore a backup")
        case sqlite3.SQLITE_FULL:
            return StorageError(
                f"{where} cannot grow, the disk is full: free some space and run again, "
                "what was stored before is kept"
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return StorageError(
                f"{where} cannot be written to: check the permissions of the file and its folder"
            )
        case sqlite3.SQLITE_CANTOPEN:
            return StorageError(
                f"{where} cannot be opened: check that its folder exists and may be written to"
            )
        case sqlite3.SQLITE_IOERR:
            return StorageError(f"{where} cannot be read or written ({error}): check the disk")
    return None
