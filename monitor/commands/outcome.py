"""How a command ends: its exit status, and one line for what went wrong."""

import errno
import sys
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

import click

_OUTPUT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""What the system says of an output that cannot be written."""


class Exit(IntEnum):
    """The exit statuses, as the README documents them."""

    FINE = 0
    CHANGES = 1
    MISTAKE = 2
    FAILED = 3
    LOCKED = 4
    INTERRUPTED = 130


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run the command and give its exit status; only a bug gets out, with its traceback."""
    try:
        status = command.main(list(arguments), prog_name="diplowatch", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return Exit.MISTAKE
    except click.ClickException as error:
        return _complain(_usage(error), Exit.MISTAKE)
    except click.Abort:
        return Exit.INTERRUPTED
    except SystemExit:
        # So click ends when the reader of a pipe (head, less) has seen enough.
        return Exit.FINE
    except OSError as error:
        if error.filename is None and error.errno not in _OUTPUT:
            raise
        return _complain(_out_of_reach(error), Exit.FAILED)
    except Exception as error:
        return _complain(f"{error}{_who_holds(error)}", _status(error))
    return status if isinstance(status, int) else Exit.FINE


def _complain(message: str, status: Exit) -> Exit:
    for line in message.splitlines():
        click.echo(f"diplowatch: {line}", err=True)
    return status


def _usage(error: click.ClickException) -> str:
    """Put click's sentence, and where to read on, into one line."""
    if isinstance(error, click.FileError):
        return _refused(f'"{error.ui_filename}"', error.message)
    words = " ".join(error.format_message().split()).removesuffix(".")
    context = getattr(error, "ctx", None)
    asked = f'see "{context.command_path} --help"' if context else "see --help"
    return f"{words} {asked}" if words.endswith("?") else f"{words}: {asked}"


def _out_of_reach(error: OSError) -> str:
    """Say which file or output the system refused, where nobody nearer has said it better."""
    what = f'"{error.filename}"' if error.filename else "the output"
    return _refused(what, error.strerror or str(error))


def _refused(what: str, why: str) -> str:
    return f"cannot read or write {what}: {why.lower()}: check the path, its rights and the disk"


def _who_holds(error: Exception) -> str:
    from monitor.lock import holder
    from storage.database import DatabaseBusy

    who = holder(Path(error.path)) if isinstance(error, DatabaseBusy) else ""
    return f" ({who})" if who else ""


def _status(error: Exception) -> Exit:
    """Tell how an expected error ends the command; raise one that nobody expected again."""
    from monitor.crew import NoCrew
    from monitor.lock import LockHeld, LockUnusable
    from monitor.settings import SettingsError
    from reports.report import ReportError
    from scraper.article import ScraperError
    from storage.articles import UnknownArticle
    from storage.backup import BackupRefused
    from storage.change import StorageError
    from storage.database import DatabaseBusy, DatabaseEmpty, DatabaseNewer
    from storage.history import UnknownRevision
    from storage.outbox import DeliveryDone, UnknownReport

    unknown = (UnknownArticle, UnknownRevision, UnknownReport, DeliveryDone)
    mistakes = (SettingsError, *unknown, DatabaseEmpty, DatabaseNewer, BackupRefused)
    if isinstance(error, (LockHeld, DatabaseBusy)):
        return Exit.LOCKED
    if isinstance(error, mistakes):
        return Exit.MISTAKE
    if isinstance(error, (LockUnusable, NoCrew, ScraperError, StorageError, ReportError)):
        return Exit.FAILED
    raise error
