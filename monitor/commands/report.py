"""``diplowatch report``: a report that was made, said again from the database."""

import click

from monitor.commands.options import ID, Place, format_option, place_options


@click.command()
@click.argument("number", type=ID)
@format_option("text", "markdown", "html", "json")
@place_options
def report(place: Place, number: int, form: str) -> None:
    """Show the report of that NUMBER, as it was sent; "diplowatch outbox --all" lists them."""
    from reports.compose import render
    from reports.document import from_document
    from storage.outbox import Outbox

    with place.history() as history:
        stored = Outbox(history).report(number)
    click.echo(render(from_document(dict(stored.document)), form), nl=False)  # type: ignore[arg-type]  # click has checked it
