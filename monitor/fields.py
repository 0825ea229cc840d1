"""What a setting takes and says of itself, read from its annotation."""

import typing
from collections.abc import Iterator
from types import UnionType

import msgspec
from msgspec.structs import FieldInfo

from monitor.said import Says


def fields_of(struct: type[msgspec.Struct]) -> Iterator[tuple[str, FieldInfo, Says]]:
    """Give the settings of a table: the name in the file, the field, and what it says."""
    for field in msgspec.structs.fields(struct):
        notes = getattr(field.type, "__metadata__", ())
        yield field.encode_name, field, next(note for note in notes if isinstance(note, Says))


def bare(wanted: object) -> object:
    """Take off what is said of a type, and that it may be missing."""
    if typing.get_origin(wanted) is typing.Annotated:
        inner, *notes = typing.get_args(wanted)
        if all(isinstance(note, Says) for note in notes):
            return bare(inner)
    if typing.get_origin(wanted) in (UnionType, typing.Union):
        kept = tuple(choice for choice in typing.get_args(wanted) if choice is not type(None))
        return typing.Union[kept]  # noqa: UP007  # built from values, which the | operator cannot be
    return wanted


def structs_in(wanted: object) -> dict[str, type[msgspec.Struct]]:
    """Give the tables that a type allows, by their tag; none where it is no table."""
    is_union = typing.get_origin(wanted) in (UnionType, typing.Union)
    choices = typing.get_args(wanted) if is_union else (wanted,)
    structs = [one for one in choices if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    return {str(struct.__struct_config__.tag or ""): struct for struct in structs}


def within(wanted: object) -> tuple[object, object]:
    """Give the container of a bare type, tuple or dict, and what is in it; None for neither."""
    origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is tuple:
        return tuple, inner[0]
    return (dict, inner[1]) if origin is dict else (None, None)


def tables_of(wanted: object) -> tuple[object, dict[str, type[msgspec.Struct]]]:
    """Give the tables that a setting is made of, by tag, and whether a tuple or dict has them."""
    container, inner = within(bare(wanted))
    return container, structs_in(bare(inner) if container else bare(wanted))
