"""The templates of HTML: strict, and with all that they are given escaped."""

from functools import cache
from pathlib import Path

import jinja2


@cache
def template(file: Path) -> jinja2.Template:
    """Read a template; it may include others of its folder."""
    return _environment(file.parent).get_template(file.name)


@cache
def _environment(folder: Path) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
