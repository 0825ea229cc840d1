"""``diplowatch init``: write a first settings file."""

import os
from pathlib import Path

import click


@click.command()
@click.option(
    "--contact",
    metavar="ADDRESS",
    required=True,
    help="Your e-mail address, URL or user page: the wiki's operators ask for it.",
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("diplowatch.toml"),
    show_default=True,
    help="The file to write.",
)
def init(contact: str, config: Path) -> None:
    """Write a first, commented settings file."""
    from monitor.settings import SettingsError
    from monitor.settings_file import template

    text = template(contact)
    try:
        config.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(_new(config), "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        if not config.parent.is_dir():
            raise SettingsError(f'"{config.parent}" is no folder: name another file') from error
        raise SettingsError(f'"{config}" is there already: edit it, or remove it first') from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise SettingsError(
            f'cannot write "{config}": {why}: check its folder, or name another with --config'
        ) from error
    click.echo(f'Wrote {config}: look through it, then run "diplowatch check".')


def _new(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it has addresses
