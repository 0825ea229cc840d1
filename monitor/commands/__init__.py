"""What can be asked of it on the command line?

One file a command, named like it, in the order of ``program``; ``options`` has what
they share, ``listing`` writes tables, JSON and CSV, ``outcome`` turns errors into exit
statuses. What a command works with is imported when it runs, so that ``--help`` is cheap.
"""

import sys

import click

from monitor.commands.diff import diff
from monitor.commands.init import init
from monitor.commands.outcome import run
from monitor.commands.parse import parse


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="diplowatch", message="%(prog)s %(version)s")
def program() -> None:
    r"""Watch Wikipedia's "Foreign relations of X" articles, and tell when their facts change.

    \b
    Exit status: 0 fine, 1 changes (only with --exit-code), 2 a mistake of the user,
    3 something could not be fetched, read or delivered, 4 another run holds the lock.
    """


for _command in (init, diff, parse):
    program.add_command(_command)


def main() -> None:
    """Run the command line and end the process with its exit status."""
    sys.exit(run(program, sys.argv[1:]))
