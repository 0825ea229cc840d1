"""What README.md and docs/ take from the program itself; ``make docs`` writes it there.

Each function prints Markdown for cog, which puts it between its markers and, under
``make check``, compares what stands there with what it would write.
"""

import runpy
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from monitor.commands import program
from monitor.settings_file import template
from scraper.names.local import read as read_names
from scraper.words import dates
from scraper.words import language as words
from storage.history import History
from tests.bench.figure import Figure, spread
from tests.bench.result import Result, kept, pairs, strays, together
from tests.monitor.failing import table as failing
from tests.reliability.table import table

COLUMNS = 80


def commands() -> None:
    """Print every command's ``--help``, in the program's order."""
    for context in _walk(program, None):
        print(f"\n## {context.command_path}\n\n```text\n{context.get_help()}\n```")
    print()


def overview() -> None:
    """Print a table of the commands, each with its one line."""
    print("\n| command | does |\n|---|---|")
    for context in list(_walk(program, None))[1:]:
        name = context.command_path.removeprefix("diplowatch ")
        print(f"| `{name}` | {context.command.get_short_help_str(limit=120)} |")
    print()


def settings() -> None:
    """Print the settings file that ``diplowatch init`` writes, in which every setting stands."""
    print("\n```toml\n" + template("you@example.org") + "```\n")


def report() -> None:
    """Print the demo's report of the edit that corrects Armenia's date."""
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()):
        program(["demo", folder], standalone_mode=False)
        told = [path.read_text(encoding="utf-8") for path in Path(folder).rglob("*.txt")]
    shown = next(text for text in told if "Armenia" in text)
    print(f"\n```text\n{shown.rstrip()}\n```\n")


def questions() -> None:
    """Print the example of a notebook, and what it prints of the demo's database."""
    script = Path(__file__).with_name("examples") / "questions.py"
    with TemporaryDirectory() as folder:
        with redirect_stdout(StringIO()):
            program(["demo", folder], standalone_mode=False)
        arguments, sys.argv = sys.argv, [str(script), f"{folder}/demo.db"]
        with redirect_stdout(StringIO()) as printed:
            runpy.run_path(str(script))
        sys.argv = arguments
    print(f"\n```python\n{script.read_text(encoding='utf-8')}```\n")
    print(f"Of the demo's database it prints:\n\n```text\n{printed.getvalue()}```\n")


def schema() -> None:
    """Print the tables, indexes and views of a new database."""
    with History(":memory:") as history:
        made = history.database.rows("SELECT sql FROM sqlite_master WHERE sql > '' ORDER BY rowid")
    ours = [sql for (sql,) in made if "sqlite_" not in sql and "_sqlite" not in sql]
    print("\n```sql\n" + "\n\n".join(f"{sql};" for sql in ours) + "\n```\n")


def failures() -> None:
    """Print what is said of each failure of a wiki's."""
    print("\n| what happens | what is said |\n|---|---|")
    for row in failing():
        print(f"| {row['what happens']} | {row['what is said']} |")
    print()


def reliability() -> None:
    """Print what comes of each event that ``make reliability`` plays, beside the peers."""
    rows = table()
    print("\n| " + " | ".join(rows[0]) + " |\n" + "|---" * len(rows[0]) + "|")
    for row in rows:
        print("| " + " | ".join(row.values()) + " |")
    print()


def ratios() -> None:
    """Print how many times as good as each peer diplowatch was in the kept results."""
    print(f"\nOf the results {', '.join(kept())}:")
    print("\n| what | beside | by | times as good |\n|---|---|---|---|")
    above = ""
    for figure in _measured().figures:
        if figure.ratios and not figure.own:
            table_once = "" if figure.table == above else figure.table
            by = figure.unit.removesuffix(" of CPU")
            print(f"| {table_once} | {figure.what} | {by} | {spread(figure.ratios)} |")
            above = figure.table
    print()


def results() -> None:
    """Print the kept results of the bench, each held against all the others together."""
    print("\n| result | measured on | medians within the spread of the others | beyond it |")
    print("|---|---|---|---|")
    found = kept()
    for name, result in found.items():
        others = together([other for other in found.values() if other is not result] or [result])
        beyond = list(strays(others, result))
        compared = len(list(pairs(others, result)))
        within = f"{compared - len(beyond)} of {compared}"
        print(f"| {name} | {result.machine} | {within} | {_named(beyond)} |")
    print()


def figures() -> None:
    """Print all tables of the kept results of the bench together."""
    for heading, of_table in groupby(_measured().figures, key=lambda figure: figure.table):
        print(f"\n## {heading}\n\n| | | times as good |\n|---|---|---|")
        for figure in of_table:
            value = f"{spread(figure.values)} {figure.unit}"
            print(f"| {figure.what} | {value} | {spread(figure.ratios)} |")
    print()


def _measured() -> Result:
    return together(list(kept().values()))


def _named(figures: Iterable[Figure]) -> str:
    return "; ".join(f"{figure.table}: {figure.what}, {figure.unit}" for figure in figures)


def languages() -> None:
    """Print what there is of each language, beside English."""
    print("\n| language | entries of words | words of dates | names |\n|---|---|---|---|")
    for language in words.languages():
        entries = [each for table in words.tables_of(language).values() for each in table.values()]
        said = sum(1 for _, phrase in dates.lines(language) if phrase)
        own = len(read_names(language)) or "the tables"
        print(f"| `{language}` | {sum(map(bool, entries))} | {said} | {own} |")
    print()


def _walk(command: click.Command, parent: click.Context | None) -> Iterator[click.Context]:
    context = click.Context(
        command,
        parent=parent,
        info_name=command.name if parent else "diplowatch",
        terminal_width=COLUMNS,
        **command.context_settings,
    )
    yield context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if (inner := command.get_command(context, name)) is not None:
                yield from _walk(inner, context)
