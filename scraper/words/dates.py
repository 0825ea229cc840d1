"""The words of a date cell -> what they mean, from ``LANGUAGE.dates.tsv``."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from scraper.words.spoken import remembered, spoken

_MONTH = "month-"


@dataclass(frozen=True, eq=False)
class DateWords:
    """What the words of a language mean in a date cell.

    ``months`` has names and abbreviations, in lower case and without a dot, with their
    numbers; ``meanings`` has words and phrases, in lower case, with the first column
    of the file; ``longest`` is the number of words of the longest phrase. ``day_first``:
    05.12.1990 is a day of December, where English leaves it open.
    """

    months: Mapping[str, int]
    meanings: Mapping[str, str]
    longest: int
    day_first: bool

    def having(self, meaning: str) -> tuple[str, ...]:
        """List the words that mean that: ("ordinal",) has "st", "nd", "rd", "th"."""
        return tuple(phrase for phrase, means in self.meanings.items() if means == meaning)


def date_words() -> DateWords:
    """Give the words of the language that is read now."""
    return _loaded.now()


@remembered(maxsize=1)
def _loaded() -> DateWords:
    return load(spoken())


def load(language: str) -> DateWords:
    """Read the words of a language."""
    months: dict[str, int] = {}
    meanings: dict[str, str] = {}
    day_first = False
    for meaning, phrase in lines(language):
        if meaning.startswith(_MONTH):
            months[phrase] = int(meaning.removeprefix(_MONTH))
        elif meaning == "order":
            day_first = phrase == "day-month"
        elif phrase:
            meanings[phrase] = meaning
    longest = max(phrase.count(" ") + 1 for phrase in meanings)
    return DateWords(months, meanings, longest, day_first)


def lines(language: str) -> list[tuple[str, str]]:
    """List the meanings and phrases of a language's file; an empty phrase says that it has none."""
    text = files(__package__).joinpath(f"{language}.dates.tsv").read_text(encoding="utf-8")
    pairs = (line.partition("\t") for line in text.splitlines() if line and line[0] != "#")
    return [(meaning, phrase) for meaning, _, phrase in pairs]
