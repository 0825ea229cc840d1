"""``diplowatch plot``: a picture of what articles say, as a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.options import Place, place_options

if TYPE_CHECKING:
    from reports.pictures.shown import Shown
    from reports.pictures.write import Form
    from scraper.snapshot import Kind
    from storage.history import History

_KINDS = ("years", "edits", "listed", "memberships", "timeline")
_FORMS: "dict[str, Form]" = {".svg": "svg", ".png": "png"}


@click.command()
@click.argument("what", metavar="KIND", type=click.Choice(_KINDS))
@click.argument("name", required=False)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to: a name that ends in .svg or .png.",
)
@click.option(
    "--kind",
    type=click.Choice(["relation", "membership"]),
    help="Of a timeline: of one kind, else of that of which more was said.",
)
@place_options
def plot(place: Place, what: str, name: str | None, output: Path, kind: "Kind | None") -> None:
    """Draw what articles say as an SVG or PNG file.

    \b
    years [ARTICLE]        relations by the year of their beginning, and by region
    edits [ARTICLE]        a calendar of edits, and of the changes that they brought
    listed ARTICLE         how many relations and memberships it listed over time
    memberships ARTICLE    an article's memberships over time, by status
    timeline COUNTERPART|ORGANISATION
                           which articles list it over time, by status

    Without ARTICLE, of all articles. SVG suits dark pages, too, and has its text as text.
    """  # noqa: D301 - Click keeps the lines of a paragraph that begins with \b
    from monitor.commands.progress import busy

    form = _FORMS.get(output.suffix.lower())
    if form is None:
        raise click.UsageError(f'"{output}" ends neither in .svg nor in .png.')
    if what in ("listed", "memberships", "timeline") and name is None:
        raise click.UsageError(f"Name the article or the state: plot {what} NAME.")
    with busy(f"plot {what}"):
        with place.history() as history:
            shown = _shown(history, what, name, kind)
        drawn = _picture(shown, form)
    _write(output, drawn)


def _shown(history: "History", what: str, name: str | None, kind: "Kind | None") -> "Shown":
    from monitor import pictured
    from monitor.commands.names import identity_of

    if what == "timeline" and name is not None:
        return pictured.timeline(history, identity_of(name, kind, history), name, kind)
    article = None if name is None else history.find(name)
    if article is not None and what in ("listed", "memberships"):
        of_one = pictured.listed if what == "listed" else pictured.memberships
        return of_one(history, article)
    return pictured.years(history, article) if what == "years" else pictured.edits(history, article)


def _picture(shown: "Shown", form: "Form") -> bytes:
    try:
        from reports.pictures.write import picture
    except ImportError as error:
        raise click.UsageError(
            'Pictures need Matplotlib: install diplowatch with its extra, "diplowatch[plot]".'
        ) from error
    return picture(shown, form)


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.FileError(str(output), hint=error.strerror) from error
