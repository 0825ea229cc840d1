"""``diplowatch settings``: what is in force, and where it comes from."""

import json
import os

import click

from monitor.commands.listing import Row, write
from monitor.commands.options import Place, format_option, place_options

_COLUMNS = ("setting", "value", "from")


@click.command()
@format_option("table", "json", "csv")
@place_options
def settings(place: Place, form: str) -> None:
    """Show every setting that is in force, and where it comes from; secrets are masked.

    From a line of the settings file, or from an option; "usual" is what holds where the file
    says nothing.
    """
    from monitor.in_force import in_force

    path = place.file()
    found = in_force(path, place.settings(), os.environ, database_given=place.db is not None)
    if form == "table":
        click.echo(f"Settings of {path}:\n")
    rows: list[Row] = [
        {
            "setting": one.setting,
            "value": one.value if form == "json" else _written(one.value),
            "from": one.source,
        }
        for one in found
    ]
    write(_COLUMNS, rows, form)


def _written(value: object) -> str:
    """Write a value as TOML has it; nothing for one that is not set."""
    if value is None or value in ("", (), {}):
        return ""
    return json.dumps(value, ensure_ascii=False)
