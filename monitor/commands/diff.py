"""``diplowatch diff``: how two texts, or one article at two times, differ in facts."""

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.colours import OF_SIGNS
from monitor.commands.gap import tell_gap
from monitor.commands.options import ID, Moment, Place, format_option, place_options
from monitor.commands.outcome import Exit
from monitor.commands.parse import wikitext

if TYPE_CHECKING:
    from reports.difference import Difference
    from reports.upheaval import Together
    from scraper.article import Article
    from scraper.snapshot import Fact
    from storage.history import History


_DIGITS_OF_A_YEAR = 4


class Point(click.ParamType[datetime | int]):
    """A state of an article: as of a date (its end), or as of a revision's id."""

    name = "DATE|REVISION"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime | int:
        """Read a revision's id, or a date; four digits are a year."""
        text = str(value)
        if text.isdigit() and len(text) != _DIGITS_OF_A_YEAR:
            return int(ID(text, param, ctx))
        return Moment(last=True).convert(text, param, ctx)


@click.command()
@click.argument("texts", metavar="FILE FILE | ARTICLE", nargs=-1, required=True)
@click.option(
    "--from",
    "before",
    type=Point(),
    help="The state of ARTICLE to begin with (four digits: a year).",
)
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
    """Tell how two texts, or one article at two times, differ in facts.

    Where much is lost or gained at once, as when a section is blanked, one line says so;
    in JSON it is an object of its own ("lost" or "gained") with the facts in it.
    """
    if len(texts) == 2 and before is None and after is None:
        found = _of_files(Path(texts[0]), Path(texts[1]), minor)
    elif len(texts) == 1 and before is not None and after is not None:
        with place.history() as history:
            found = _of_history(history, history.find(texts[0]), before, after, minor)
    else:
        raise click.UsageError("Give two files, or one article with --from and --to.")
    _write(found, form)
    differs = found.changes or found.together
    return Exit.CHANGES if differs and exit_code else Exit.FINE


def _of_files(before: Path, after: Path, minor: bool) -> "Difference":
    from reports.difference import difference
    from scraper.parse import Parser

    parser = Parser()
    snapshots = []
    for path in (before, after):
        if not path.is_file():
            raise click.BadParameter(f'there is no file "{path}"')
        snapshots.append(parser.parse(path.stem, wikitext(path)))
    for problem in snapshots[1].problems:
        if problem.grade == "blind":
            click.echo(f'diplowatch: "{after}", {problem.place}: {problem.what}', err=True)
    return difference(snapshots[0], snapshots[1], minor=minor)


def _of_history(
    history: "History",
    article: "Article",
    before: datetime | int,
    after: datetime | int,
    minor: bool,
) -> "Difference":
    from reports.difference import apart

    def said(point: datetime | int) -> "tuple[Fact, ...]":
        if isinstance(point, int):
            return history.facts(article, revision=point)
        return history.facts(article, at=point)

    changes = history.between(article, before, after, minor=minor)
    for point in (before, after):
        if isinstance(point, int):
            tell_gap(history, article, point)
    return apart(changes, said(before), said(after))


def _write(found: "Difference", form: str) -> None:
    from storage.change import change_document

    if form == "json":
        documents = [
            *map(_together_document, found.together),
            *map(change_document, found.changes),
        ]
        click.echo(json.dumps(documents, ensure_ascii=False, indent=2))
    else:
        for line in _lines(found):
            click.echo(_coloured(line) if sys.stdout.isatty() else line)


def _coloured(line: str) -> str:
    """Fit a line to the terminal, in the colour of its sign."""
    from reports.render.columns import wrap

    fitting = "\n".join(wrap(line, shutil.get_terminal_size().columns, rest="    "))
    return click.style(fitting, fg=OF_SIGNS.get(line[:1]))


def _together_document(one: "Together") -> dict[str, object]:
    """Have all keys of a change, and beside them the facts that went or came together."""
    return {
        "kind": one.kind,
        "what": one.what,
        "identity": "",
        "name": "",
        "before": None,
        "after": None,
        "minor": False,
        "section": one.facts[0].section if len({fact.section for fact in one.facts}) == 1 else "",
        "revision": None,
        "of": one.of,
        "facts": [
            {
                "identity": fact.identity,
                "name": fact.name,
                "since": fact.since,
                "status": fact.status,
                "section": fact.section,
            }
            for fact in one.facts
        ],
    }


def _lines(found: "Difference") -> Iterator[str]:
    from reports.wording import name_of, says, says_together, sign

    for one in found.together:
        yield f"! {one.kind.capitalize()}s: {says_together(one.what, one.facts, one.of)}"
    for change in found.changes:
        fact = change.after or change.before
        name = name_of(fact) if fact else change.identity
        # Reports keep the parts of a date on one line; whoever searches types a space.
        yield f"{sign(change)} {name}: {says(change)}".replace("\N{NO-BREAK SPACE}", " ")
