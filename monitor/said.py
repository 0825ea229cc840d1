"""What the settings say of themselves: the words beside each, for the commented file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Says:
    """What a setting means, to whoever edits the file.

    ``example`` is a value worth showing where the usual one tells nothing; ``used`` means
    that the first settings file has it in force.
    """

    text: str
    example: object = None
    used: bool = False
