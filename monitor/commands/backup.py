"""``diplowatch backup``: a copy of the database while it is in use."""

from pathlib import Path

import click

from monitor.commands.options import Place, place_options


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@place_options
def backup(place: Place, file: Path) -> None:
    """Copy the database into FILE, which must not be there yet, and check the copy.

    Rounds may go on meanwhile: the copy is of one moment.
    """
    from monitor.commands.progress import busy
    from storage.backup import back_up

    with place.history() as history, busy("backup"):
        back_up(history, file)
    size = file.stat().st_size
    click.echo(f"{file}: {size / 1e6:,.1f} MB, whole", err=True)
