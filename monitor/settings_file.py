"""Find the settings file, read it, or write a first one."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec.structs import replace

from monitor.sample import sample
from monitor.sense import CONTACT_HINT, mistakes_of_sense
from monitor.settings import (
    AppendChannel,
    AtomChannel,
    Channel,
    FileChannel,
    PushChannel,
    Settings,
    SettingsError,
)
from monitor.shape import Mistake, read_shape
from monitor.toml_lines import Key, key_lines, line_of
from scraper.manners import contact_problem

NAME = "diplowatch.toml"


def find(given: Path | None, environ: Mapping[str, str]) -> Path:
    """Give the file named on the command line, else the one here, else the user's own."""
    if given is not None:
        return given
    own = _user_folder(environ) / "diplowatch" / NAME
    for candidate in (Path(NAME), own):
        if candidate.is_file():
            return candidate
    raise SettingsError(
        f'no settings file, neither "{NAME}" here nor "{own}": '
        'write one with "diplowatch init --contact ADDRESS", or name one with --config'
    )


def load(path: Path) -> Settings:
    """Read a settings file; SettingsError has a line for every mistake in it.

    Paths inside are made relative to the file's own folder.
    """
    return _placed(understood(read_text(path), path), path.parent)


def understood(text: str, path: Path) -> Settings:
    """Understand the text of a settings file; SettingsError has a line for every mistake."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f'"{path}" is no TOML: {error}') from error
    shape = read_shape(document, Settings)
    mistakes = [_about_secrets(mistake) for mistake in shape.mistakes]
    settings = None if shape.value is None else msgspec.convert(shape.value, Settings)
    if settings is not None:
        sense = (Mistake(shape.original(m.key), m.what) for m in mistakes_of_sense(settings))
        mistakes += [mistake for mistake in sense if not _follows(mistake, shape.mistakes)]
    if settings is None or mistakes:
        raise SettingsError(_told(path, mistakes, key_lines(text)))
    return settings


def template(contact: str) -> str:
    """Write the commented settings for "Foreign relations of Mongolia" on en.wikipedia.org."""
    if why := contact_problem(contact):
        raise SettingsError(f'--contact "{contact}" is no contact, {why}: {CONTACT_HINT}')
    return sample(contact)


def read_text(path: Path) -> str:
    """Read the settings file as it is; SettingsError where that cannot be."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise SettingsError(f'no settings file "{path}": check --config') from error
    except OSError as error:
        raise SettingsError(f'cannot read the settings "{path}": {error.strerror}') from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            f'"{path}" is not UTF-8 (byte {error.start + 1}): save it as UTF-8'
        ) from error


def _user_folder(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"))  # noqa: PTH111  # needs no home folder, as Path.home() does


def _about_secrets(mistake: Mistake) -> Mistake:
    if mistake.key == ("smtp", "password"):
        return Mistake(
            mistake.key,
            "does not belong here: put it into a file and name that in password_file, "
            "or into an environment variable and name that in password_env",
        )
    if len(mistake.key) > 2 and mistake.key[0] == "wikis" and "is no setting" in mistake.what:
        hint = '(the name of a wiki is quoted, as in [wikis."en.wikipedia.org"])'
        return Mistake(mistake.key, f"{mistake.what} {hint}")
    return mistake


def _follows(mistake: Mistake, others: tuple[Mistake, ...]) -> bool:
    """Tell whether the mistake is about a part that could not be read, and so may be there."""
    return any(
        mistake.key[: len(other.key)] == other.key or other.key[: len(mistake.key)] == mistake.key
        for other in others
    )


def _told(path: Path, mistakes: list[Mistake], lines: dict[Key, int]) -> str:
    places = [(line_of(mistake.key, lines), mistake) for mistake in mistakes]
    places.sort(key=lambda placed: placed[0] or 0)
    return "\n".join(
        f'"{path}"{f", line {line}" if line else ""}: {mistake.place} {mistake.what}'
        for line, mistake in places
    )


def _placed(settings: Settings, folder: Path) -> Settings:
    """Make the paths of the settings relative to the file's folder."""
    smtp = settings.smtp
    if smtp is not None and smtp.password_file:
        smtp = replace(smtp, password_file=str(folder / smtp.password_file))
    subscriptions = tuple(
        replace(
            one,
            channels=tuple(_placed_channel(channel, folder) for channel in one.channels),
        )
        for one in settings.subscriptions
    )
    return replace(
        settings, database=str(folder / settings.database), smtp=smtp, subscriptions=subscriptions
    )


def _placed_channel(channel: Channel, folder: Path) -> Channel:
    if isinstance(channel, FileChannel):
        return replace(channel, folder=str(folder / channel.folder))
    if isinstance(channel, AppendChannel | AtomChannel):
        return replace(channel, file=str(folder / channel.file))
    if isinstance(channel, PushChannel) and channel.url_file:
        return replace(channel, url_file=str(folder / channel.url_file))
    return channel
