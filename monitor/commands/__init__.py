"""What can be asked of it on the command line?

One file a command, named like it, in the order of ``program``; ``options`` has what
they share, ``listing`` writes tables, JSON and CSV, ``terminal`` and ``progress`` care
for who looks on, ``outcome`` turns errors into exit statuses. What a command works with
is imported when it runs, so that ``--help`` is cheap.
"""

import os
import sys
from pathlib import Path

import click

from monitor.commands.add import add
from monitor.commands.articles import list_articles
from monitor.commands.audit import audit
from monitor.commands.backfill import backfill
from monitor.commands.backup import backup
from monitor.commands.changes import changes
from monitor.commands.check import check
from monitor.commands.completion import completion
from monitor.commands.demo import demo
from monitor.commands.diff import diff
from monitor.commands.doctor import doctor
from monitor.commands.export import export
from monitor.commands.ingest import ingest
from monitor.commands.init import init
from monitor.commands.outbox import outbox
from monitor.commands.outcome import run
from monitor.commands.parse import parse
from monitor.commands.pending import pending
from monitor.commands.plot import plot
from monitor.commands.purge import purge
from monitor.commands.remove import remove
from monitor.commands.reparse import reparse
from monitor.commands.report import report
from monitor.commands.serve import serve
from monitor.commands.settings import settings
from monitor.commands.show import show
from monitor.commands.sisters import sisters
from monitor.commands.status import status
from monitor.commands.terminal import no_color_option
from monitor.commands.text import text
from monitor.commands.timeline import timeline
from monitor.commands.verify import verify
from monitor.commands.watch import watch

_WHOLE = 200  # characters of a sentence


class _InOrder(click.Group):
    """Lists its commands as they were added: the first steps first."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List them with the whole sentence of each; click would cut most of them."""
        named = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        shown = [(name, one.get_short_help_str(_WHOLE)) for name, one in named if not one.hidden]
        with formatter.section("Commands"):
            formatter.write_dl(shown)


@click.group(
    cls=_InOrder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 fine, 1 changes (only with --exit-code), 2 a mistake of the user, "
    "3 something could not be fetched, read or delivered, 4 another run holds the lock, "
    "130 interrupted.",
)
@click.version_option(package_name="diplowatch", message="%(prog)s %(version)s")
def program() -> None:
    """Watch Wikipedia's "Foreign relations of X" articles, and tell when their facts change."""


_COMMANDS = (
    demo, init, add, remove, settings, check, watch, status, doctor, backfill, ingest, sisters,
    pending, outbox, report, list_articles, show, changes, timeline, diff, audit, text, export,
    plot, serve, parse, verify, backup, purge, reparse, completion,
)  # fmt: skip

program.params.append(no_color_option())
for _command in _COMMANDS:
    # It is looked for at either place; the program's own help speaks of it.
    _command.params.append(no_color_option(hidden=True))
    program.add_command(_command)


def main() -> None:
    """Run the command line and end the process with its exit status."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        sys.stdout = sys.stdout or nowhere  # None where it was closed, as by ">&-"
        sys.stderr = sys.stderr or nowhere
        status = run(program, sys.argv[1:])
    sys.exit(status)
