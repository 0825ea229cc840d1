"""The terminal that a command writes to: in colours where they are wanted, and harmless."""

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console


def no_color_option(*, hidden: bool = False) -> click.Option:
    """Make the option --no-color, which has all that a command writes go without colours."""
    return click.Option(
        ["--no-color"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        hidden=hidden,
        callback=_choose,
        help="No colours, as with NO_COLOR in the environment; also after the command's name.",
    )


def console(*, stderr: bool = False) -> "Console":
    """Make rich's view of the terminal; it is as wide as COLUMNS says, or as it is."""
    from rich.console import Console

    context = click.get_current_context(silent=True)
    plain = context is not None and context.color is False
    return Console(stderr=stderr, no_color=plain or None, highlight=False)


def printable(text: str) -> str:
    """Take out line breaks and whatever else would steer a terminal: it is others' text."""
    return "".join(char if char.isprintable() else " " for char in text)


def _choose(context: click.Context, _: click.Parameter, without: bool) -> None:
    if without or os.environ.get("NO_COLOR"):
        context.color = False
