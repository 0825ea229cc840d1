"""The first settings file: all that can be set, each with its explanation, most of it commented."""

import json
import textwrap
from collections.abc import Iterator

import msgspec
from msgspec.structs import FieldInfo

from monitor.fields import fields_of, tables_of
from monitor.said import Says
from monitor.settings import Settings

_WIDTH = 88
_HEAD = """\
Settings of diplowatch. A line that begins with "# " and a name is a setting that is not in
force, at its usual value or an example: take the "# " away to give it. Paths are relative to
this file.
"""


def sample(contact: str) -> str:
    """Write the commented settings for "Foreign relations of Mongolia" on en.wikipedia.org."""
    blocks = [_comment(_HEAD), *_table(Settings, "", is_used=True)]
    text = "\n\n".join("\n".join(lines) for lines in blocks) + "\n"
    return text.replace('contact = ""', f"contact = {_toml(contact, is_long=False)}", 1)


def _table(struct: type[msgspec.Struct], header: str, *, is_used: bool) -> Iterator[list[str]]:
    """Give a table's own lines, and then those of the tables in it, each as one block."""
    lines = [] if not header else [*_comment(struct.__doc__ or ""), _line(header, is_used)]
    if tag := struct.__struct_config__.tag:
        lines.append(_line(f"to = {json.dumps(tag)}", is_used))
    nested: list[list[str]] = []
    for name, field, says in fields_of(struct):
        if tables_of(field.type)[1]:
            nested += _tables(name, field, says, header.strip("[]"))
        else:
            lines += _setting(name, field, says, is_used=is_used and says.used)
    yield lines
    yield from nested


def _tables(name: str, field: FieldInfo, says: Says, around: str) -> Iterator[list[str]]:
    path = f"{around}.{name}" if around else name
    container, structs = tables_of(field.type)
    if container is dict:
        path += f".{json.dumps(says.example)}"
    for struct in structs.values():
        is_used = any(one.used for _, _, one in fields_of(struct))
        yield from _table(
            struct, f"[[{path}]]" if container is tuple else f"[{path}]", is_used=is_used
        )


def _setting(name: str, field: FieldInfo, says: Says, *, is_used: bool) -> Iterator[str]:
    usual = None if field.default is msgspec.NODEFAULT else field.default
    value = usual if says.example is None else says.example
    is_long = is_used and isinstance(value, tuple)
    line = _line(f"{name} = {_toml(value, is_long=is_long)}", is_used)
    beside = f"{line}  # {says.text.rstrip('.')}"
    if len(beside) <= _WIDTH and not is_long and says.text:
        yield beside
    else:
        yield from _comment(says.text)
        yield line


def _comment(text: str) -> list[str]:
    wrapped = (textwrap.wrap(" ".join(part.split()), _WIDTH - 2) for part in text.split("\n\n"))
    return [f"# {line}" for lines in wrapped for line in lines]


def _line(text: str, is_used: bool) -> str:
    return text if is_used else f"# {text}"


def _toml(value: object, *, is_long: bool) -> str:
    if isinstance(value, tuple):
        written = [_toml(one, is_long=False) for one in value]
        if is_long:
            return "[\n" + "".join(f"    {one},\n" for one in written) + "]"
        return f"[{', '.join(written)}]"
    return json.dumps(value, ensure_ascii=False)
