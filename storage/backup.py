"""A copy of the database while it is in use."""

import os
from contextlib import suppress
from pathlib import Path

from storage.change import StorageError
from storage.database import Database, DatabaseBroken
from storage.history import History
from storage.verify import file_flaws


class BackupRefused(StorageError):
    """The copy was not made: name another file."""


def back_up(history: History, path: Path) -> None:
    """Copy a database as it is at this moment into one new file, and check the copy.

    Others may read and write meanwhile. The file appears when it is whole. Raises
    BackupRefused where there is one already, and StorageError.
    """
    if path.exists():
        raise BackupRefused(f'"{path}" is there already: name another file, or remove it first')
    part = path.with_name(f"{path.name}.part")
    try:
        _copy(history.database, part)
        _publish(part, path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(database: Database, part: Path) -> None:
    part.unlink(missing_ok=True)
    copy = Database(part)
    try:
        with copy.errors():
            database.connection.backup(copy.connection)
            # One file, which can be read from a place that cannot be written to.
            copy.connection.execute("PRAGMA journal_mode = DELETE")
        if flaws := file_flaws(copy):
            raise DatabaseBroken(f"the copy is not whole, {flaws[0]}")
    finally:
        copy.close()


def _publish(part: Path, path: Path) -> None:
    descriptor = os.open(part, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(part, path)
    except FileExistsError as error:
        raise BackupRefused(
            f'"{path}" is there already: name another file, or remove it first'
        ) from error
    except OSError:  # a file system without links
        part.rename(path)
