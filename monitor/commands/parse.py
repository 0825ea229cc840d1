"""``diplowatch parse``: what files of wikitext say, one JSON document a line."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.summary import summarise

if TYPE_CHECKING:
    from scraper.snapshot import Snapshot, Statement


@click.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--summary",
    is_flag=True,
    help="Print instead how much of each article is read, and what is not.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="How the summary is written.",
)
@click.option(
    "--language", metavar="CODE", default="en", show_default=True, help="Of the files' words."
)
def parse(files: tuple[Path, ...], summary: bool, form: str, language: str) -> None:
    """Print what files of wikitext say, one JSON document a line.

    A file's name without its ending (.wiki, .wikitext) is the article's title.
    """
    from monitor.commands.progress import followed
    from scraper.parse import Parser
    from scraper.words.language import languages

    if language not in languages():
        raise click.UsageError(
            f'no words of the language "{language}": there are {", ".join(languages())}'
        )
    parser = Parser()
    snapshots: Iterator[Snapshot] = (
        parser.parse(path.stem, wikitext(path), language) for path in files
    )
    if summary or not sys.stdout.isatty():  # else a bar would stand among the lines
        snapshots = followed(snapshots, "parse", "files", len(files))
    if summary:
        summarise(snapshots, form)
        return
    for snapshot in snapshots:
        click.echo(json.dumps(document(snapshot), ensure_ascii=False))


def wikitext(path: Path) -> str:
    """Read a file of wikitext; what is not UTF-8 becomes U+FFFD, as in MediaWiki."""
    try:
        return path.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        raise click.FileError(str(path), hint=error.strerror) from error


def document(snapshot: "Snapshot") -> dict[str, object]:
    """Put a snapshot into its JSON form, statements as they stand."""
    said = snapshot.statements
    return {
        "title": snapshot.title,
        "sections": [
            {"level": section.level, "heading": section.heading} for section in snapshot.sections
        ],
        "relations": [_relation(one) for one in said if one.kind == "relation"],
        "memberships": [_membership(one) for one in said if one.kind == "membership"],
        "claims": [
            {
                "section": claim.section,
                "text": claim.text,
                "number": claim.number,
                "of": claim.of,
                "listed": claim.listed,
                "holds": claim.holds,
            }
            for claim in snapshot.claims
        ],
        "problems": [
            {
                "section": problem.section,
                "line": problem.line,
                "grade": problem.grade,
                "what": problem.what,
            }
            for problem in snapshot.problems
        ],
    }


def _relation(statement: "Statement") -> dict[str, object]:
    return {
        "section": statement.section,
        "name": statement.name,
        "identity": statement.identity,
        "since": statement.since,
        "dates": list(statement.dates),
        "status": statement.status,
        "note": statement.note,
        "references": list(statement.references),
    }


def _membership(statement: "Statement") -> dict[str, object]:
    return {
        "section": statement.section,
        "name": statement.name,
        "target": statement.target,
        "identity": statement.identity,
        "status": statement.status,
        "since": statement.since,
    }
