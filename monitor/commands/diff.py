"""``diplowatch diff``: how two texts, or one article at two times, differ in facts."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.options import Moment, Place, format_option, place_options
from monitor.commands.outcome import Exit
from monitor.commands.parse import wikitext

if TYPE_CHECKING:
    from storage.change import Change


class Point(click.ParamType[datetime | int]):
    """A state of an article: as of a date (its end), or as of a revision's id."""

    name = "DATE|REVISION"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime | int:
        """Read a revision's id, or a date with its hyphens."""
        text = str(value)
        return int(text) if text.isdigit() else Moment(last=True).convert(text, param, ctx)


@click.command()
@click.argument("texts", metavar="FILE FILE | ARTICLE", nargs=-1, required=True)
@click.option("--from", "before", type=Point(), help="The state of ARTICLE to begin with.")
@click.option("--to", "after", type=Point(), help="The state of ARTICLE to end with.")
@click.option("--all", "minor", is_flag=True, help="Minor changes too: names, notes, references.")
@click.option("--exit-code", is_flag=True, help="End with status 1 where there are changes.")
@format_option("text", "json")
@place_options
def diff(
    place: Place,
    texts: tuple[str, ...],
    before: datetime | int | None,
    after: datetime | int | None,
    minor: bool,
    exit_code: bool,
    form: str,
) -> int:
    """Tell how two texts, or one article at two times, differ in facts."""
    if len(texts) == 2 and before is None and after is None:
        changes = _of_files(Path(texts[0]), Path(texts[1]), minor)
    elif len(texts) == 1 and before is not None and after is not None:
        with place.history() as history:
            changes = history.between(history.find(texts[0]), before, after, minor=minor)
    else:
        raise click.UsageError("Give two files, or one article with --from and --to.")
    _write(changes, form)
    return Exit.CHANGES if changes and exit_code else Exit.FINE


def _of_files(before: Path, after: Path, minor: bool) -> "list[Change]":
    from scraper.parse import Parser
    from storage.compare import compare

    parser = Parser()
    snapshots = []
    for path in (before, after):
        if not path.is_file():
            raise click.BadParameter(f'there is no file "{path}"')
        snapshots.append(parser.parse(path.stem, wikitext(path)))
    for problem in snapshots[1].problems:
        if problem.grade == "blind":
            click.echo(f'diplowatch: "{after}", line {problem.line}: {problem.what}', err=True)
    return compare(snapshots[0].facts, snapshots[1].facts, minor=minor)


def _write(changes: "list[Change]", form: str) -> None:
    from storage.change import change_document

    if form == "json":
        documents = [change_document(change) for change in changes]
        click.echo(json.dumps(documents, ensure_ascii=False, indent=2))
    else:
        for line in _lines(changes):
            click.echo(line)


def _lines(changes: "Iterable[Change]") -> Iterator[str]:
    from reports.wording import name_of, says, sign

    for change in changes:
        fact = change.after or change.before
        name = name_of(fact) if fact else change.identity
        # Reports keep the parts of a date on one line; whoever searches types a space.
        yield f"{sign(change)} {name}: {says(change)}".replace("\N{NO-BREAK SPACE}", " ")
