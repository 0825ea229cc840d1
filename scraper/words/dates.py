"""The words of a date cell -> what they mean, from ``LANGUAGE.dates.tsv``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_MONTH = "month-"


@dataclass(frozen=True, eq=False)
class DateWords:
    """What the words of a language mean in a date cell.

    ``months`` has names and abbreviations, in lower case and without a dot, with their
    numbers; ``meanings`` has words and phrases, in lower case, with the first column
    of the file; ``longest`` is the number of words of the longest phrase.
    """

    months: Mapping[str, int]
    meanings: Mapping[str, str]
    longest: int

    def having(self, meaning: str) -> tuple[str, ...]:
        """List the words that mean that: ("ordinal",) has "st", "nd", "rd", "th"."""
        return tuple(phrase for phrase, means in self.meanings.items() if means == meaning)


@cache
def load(language: str = "en") -> DateWords:
    """Read the words of a language."""
    text = files(__package__).joinpath(f"{language}.dates.tsv").read_text(encoding="utf-8")
    months: dict[str, int] = {}
    meanings: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        meaning, _, phrase = line.partition("\t")
        if meaning.startswith(_MONTH):
            months[phrase] = int(meaning.removeprefix(_MONTH))
        else:
            meanings[phrase] = meaning
    return DateWords(months, meanings, max(phrase.count(" ") + 1 for phrase in meanings))
