"""Hold a TOML document against a struct, and tell every mistake instead of the first."""

import difflib
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, islice
from typing import Literal

import msgspec

from monitor.fields import bare, structs_in, within
from monitor.toml_lines import Key

_WORDS = {
    "Expected": "expected",
    "`str` of length >= 1": "a text that is not empty",
    "`str`": "a text",
    "`int`": "a whole number",
    "`float`": "a number",
    "`array`": "a list",
    "`object`": "a table of keys",
    "`bool`": "true or false",
    "`": "",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong with the settings: at which key, what, and what to do."""

    key: Key
    what: str

    @property
    def place(self) -> str:
        """The key as a reader would write it; tables of an array count from 1."""
        text = ""
        for part in self.key:
            text += f"[{part + 1}]" if isinstance(part, int) else f".{_bare(part)}"
        return text.removeprefix(".")


@dataclass(frozen=True, slots=True)
class Shape:
    """What could be read of a value, and what could not; a value of None was left out.

    ``dropped`` has the keys of what was left out of arrays.
    """

    value: object
    mistakes: tuple[Mistake, ...] = ()
    dropped: tuple[Key, ...] = ()

    def original(self, key: Key) -> Key:
        """Give the key in the document of a key in the value, whose arrays may be shorter."""
        found: Key = ()
        for part in key:
            gone = {dropped[-1] for dropped in self.dropped if dropped[:-1] == found}
            kept = (place for place in count() if place not in gone)
            found += (next(islice(kept, part, None)) if isinstance(part, int) else part,)
        return found


def read_shape(value: object, wanted: object, key: Key = ()) -> Shape:
    """Keep what fits the wanted type, leave out what does not, and list why."""
    wanted = bare(wanted)
    if structs := structs_in(wanted):
        return _read_table(value, structs, key)
    container, inner = within(wanted)
    if container is tuple and isinstance(value, list):
        return _read_array(value, inner, key)
    if container is dict and isinstance(value, dict):
        shapes = {name: read_shape(one, inner, (*key, name)) for name, one in value.items()}
        return _gathered(_kept(shapes), shapes.values())
    return _read_leaf(value, wanted, key)


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which of the known words was meant, or all of them where none is near."""
    words = list(known)
    near = difflib.get_close_matches(word.lower(), words, n=1)
    return f'did you mean "{near[0]}"?' if near else f"give one of {', '.join(words)}"


def _read_array(values: list[object], wanted: object, key: Key) -> Shape:
    shapes = [read_shape(value, wanted, (*key, place)) for place, value in enumerate(values)]
    dropped = [(*key, place) for place, shape in enumerate(shapes) if shape.value is None]
    return _gathered([s.value for s in shapes if s.value is not None], shapes, dropped=dropped)


def _read_table(value: object, structs: dict[str, type[msgspec.Struct]], key: Key) -> Shape:
    if not isinstance(value, dict):
        return Shape(None, (Mistake(key, f"is {_written(value)}: expected a table of keys"),))
    struct, tag = _chosen(value, structs)
    if struct is None:
        return Shape(None, (_no_choice(value, structs, key),))
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    shapes = {
        name: read_shape(value[name], fields[name].type, (*key, name))
        for name in fields
        if name in value
    }
    missing = [name for name, one in fields.items() if one.required and name not in value]
    mistakes = [
        *(_unknown(name, [*fields, *tag], key) for name in value if name not in (*fields, *tag)),
        *(
            Mistake((*key, name), "is missing, and has no usual value: give one")
            for name in missing
        ),
    ]
    readable = _kept(shapes)
    complete = all(name in readable for name, one in fields.items() if one.required)
    return _gathered({**tag, **readable} if complete else None, shapes.values(), mistakes)


def _chosen(
    value: dict[str, object], structs: dict[str, type[msgspec.Struct]]
) -> tuple[type[msgspec.Struct] | None, dict[str, str]]:
    tag_field = next(iter(structs.values())).__struct_config__.tag_field
    if tag_field is None:
        return structs[""], {}
    tag = value.get(tag_field)
    return (
        (structs[tag], {tag_field: tag}) if isinstance(tag, str) and tag in structs else (None, {})
    )


def _no_choice(
    value: dict[str, object], structs: dict[str, type[msgspec.Struct]], key: Key
) -> Mistake:
    tag_field = str(next(iter(structs.values())).__struct_config__.tag_field)
    if tag_field not in value:
        return Mistake((*key, tag_field), f"is missing: give one of {', '.join(structs)}")
    tag = value[tag_field]
    return Mistake((*key, tag_field), f"is {_written(tag)}: {nearest(str(tag), structs)}")


def _read_leaf(value: object, wanted: object, key: Key) -> Shape:
    if isinstance(value, str) and "\0" in value:
        why = r"has a NUL (\u0000), which no text here may have: remove it"
        return Shape(None, (Mistake(key, why),))
    try:
        msgspec.convert(value, wanted)
    except msgspec.ValidationError as error:
        choices = typing.get_args(wanted) if typing.get_origin(wanted) is Literal else ()
        why = nearest(str(value), choices) if choices else _own_words(str(error))
        return Shape(None, (Mistake(key, f"is {_written(value)}: {why}"),))
    return Shape(value)


def _own_words(message: str) -> str:
    for theirs, ours in _WORDS.items():
        message = message.replace(theirs, ours)
    return message


def _unknown(name: str, known: Iterable[str], key: Key) -> Mistake:
    return Mistake((*key, name), f"is no setting: {nearest(name, known)}")


def _kept(shapes: dict[str, Shape]) -> dict[str, object]:
    return {name: shape.value for name, shape in shapes.items() if shape.value is not None}


def _gathered(
    value: object,
    parts: Iterable[Shape],
    mistakes: Iterable[Mistake] = (),
    dropped: Iterable[Key] = (),
) -> Shape:
    parts = tuple(parts)
    return Shape(
        value,
        (*mistakes, *(mistake for part in parts for mistake in part.mistakes)),
        (*dropped, *(key for part in parts for key in part.dropped)),
    )


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _bare(part: str) -> str:
    return part if part.replace("_", "").replace("-", "").isalnum() else f'"{part}"'
