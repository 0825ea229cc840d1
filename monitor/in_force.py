"""Which settings are in force, and where each comes from."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from monitor.fields import fields_of
from monitor.settings import Settings
from monitor.settings_file import read_text
from monitor.shape import Mistake
from monitor.toml_lines import Key, key_lines, line_of

MASKED = "***"
_USUAL = "usual"


@dataclass(frozen=True, slots=True)
class InForce:
    """A setting as the file would call it, its value, and where it is from."""

    setting: str
    value: object
    source: str


def in_force(
    path: Path, settings: Settings, environ: Mapping[str, str], *, database_given: bool = False
) -> list[InForce]:
    """List all settings, those included that are not in the file; secrets are masked."""
    text = read_text(path)
    document, lines = tomllib.loads(text), key_lines(text)
    found = []
    for key, value in _walk(settings, ()):
        source = f"line {line_of(key, lines) or 1}" if _is_in(document, key) else _USUAL
        if database_given and key == ("database",):
            source = "--db"
        found.append(InForce(Mistake(key, "").place, value, source))
        if secret := _secret(key, value, environ):
            found.append(secret)
    return found


def _walk(value: object, key: Key) -> Iterator[tuple[Key, object]]:
    if isinstance(value, msgspec.Struct):
        tag = value.__struct_config__
        if tag.tag_field:
            yield (*key, tag.tag_field), tag.tag
        for name, field, _ in fields_of(type(value)):
            yield from _walk(getattr(value, field.name), (*key, name))
    elif isinstance(value, dict) and value:
        for name, one in value.items():
            yield from _walk(one, (*key, name))
    elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
        for place, one in enumerate(value):
            yield from _walk(one, (*key, place))
    else:
        yield key, value


def _is_in(document: object, key: Key) -> bool:
    for part in key:
        if isinstance(document, dict) and part in document:
            document = document[str(part)]
        elif isinstance(document, list) and isinstance(part, int) and part < len(document):
            document = document[part]
        else:
            return False
    return True


def _secret(key: Key, value: object, environ: Mapping[str, str]) -> InForce | None:
    """Tell of a setting that names where a secret is whether it is there."""
    name, _, kind = str(key[-1]).rpartition("_")
    if not value or name not in ("password", "url") or kind not in ("env", "file"):
        return None
    is_there = str(value) in environ if kind == "env" else Path(str(value)).is_file()
    place = Mistake((*key[:-1], name), "").place
    where = f"environment variable {value}" if kind == "env" else f'file "{value}"'
    return InForce(place, MASKED if is_there else None, where if is_there else f"no {where}")
