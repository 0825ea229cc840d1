"""A page's text that is mostly the one before it -> its sections, most of them the same objects."""

from scraper.kept import kept
from scraper.outline import closed_pieces, sections_of, split
from scraper.snapshot import Section


class Splitter:
    """Splits texts of which each is mostly the last; gives what ``split`` gives.

    Sections that an edit left alone are the very ones of the text before, so that what is
    known of them is found at a glance. That is so where every section closes all that it
    opens: then a heading depends on nothing but its own line.
    """

    def __init__(self) -> None:
        self._sections: tuple[Section, ...] = ()  # none where one of them closes not all
        self._pieces: list[str] = []

    def split(self, text: str) -> tuple[Section, ...]:
        """Cut a page's wikitext into its sections."""
        first, last = self._kept(text)
        ahead, behind = self._sections[:first], self._sections[len(self._pieces) - last :]
        start, end = _length(self._pieces[:first]), len(text) - self._end(last)
        between = closed_pieces(text[start:end])
        if between is None:
            self._sections, self._pieces = (), []
            return split(text)
        # Behind a section that is kept the text begins with a heading, so its lead is empty.
        found = sections_of(between)[bool(ahead) :]
        self._sections = (*ahead, *found, *behind)
        self._pieces = [section.text for section in self._sections]
        return self._sections

    def _kept(self, text: str) -> tuple[int, int]:
        """Count the sections that a text has as before at its start, and at its end.

        The heading that came behind the first of them, and those with which the last begin,
        have to stand on lines of their own as before.
        """
        first, last = kept(text, self._pieces)
        if first:
            line, end, _ = self._pieces[first].partition("\n")
            if not end or not text.startswith(line + end, _length(self._pieces[:first])):
                first -= 1
        at = len(text) - self._end(last)
        if last and text[at - 1 : at] != "\n":
            last -= 1
        return first, last

    def _end(self, last: int) -> int:
        return _length(self._pieces[len(self._pieces) - last :])


def _length(pieces: list[str]) -> int:
    return sum(map(len, pieces))
