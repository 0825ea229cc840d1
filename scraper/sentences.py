"""A paragraph -> its sentences, each as pieces: links, and the texts between them.

``[[A]] (observer) and B.`` has two: the link with its bracket, and " and B".
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scraper.cells import Content
from scraper.enumeration import marked
from scraper.names import organisations
from scraper.templates import Part

_MOST_BRACKETS = 4  # behind one name


@dataclass(frozen=True, slots=True)
class Piece:
    """A link or flag, or the text between two; ``brackets`` are what stands right behind it.

    ``short``: the link that is all of a bracket, as in ``World Bank ([[World Bank|WB]])``.
    """

    text: str
    link: Part | None = None
    brackets: tuple[str, ...] = ()
    short: Part | None = None

    def followed_by(self, bracket: list[Part]) -> "Piece":
        """Add a bracket."""
        if len(self.brackets) == _MOST_BRACKETS:
            return self
        said = "".join(part.text for part in bracket).strip()
        short = bracket[0] if len(bracket) == 1 and bracket[0].kind == "link" else self.short
        return replace(self, brackets=(*self.brackets, said), short=short)


def sentences(content: Content) -> Iterator[list[Piece]]:
    """Part a paragraph at the stops that end sentences."""
    sentence: list[Piece] = []
    text: list[str] = []
    for part, bracket in _bracketed(content):
        if bracket is not None:
            if sentence and not "".join(text).strip():
                text.clear()  # it stands right behind a name
            _end_text(sentence, text)
            if sentence:
                sentence[-1] = sentence[-1].followed_by(bracket)
        elif part.kind == "cut" and part.text == ".":
            _end_text(sentence, text)
            yield sentence
            sentence = []
        elif part.kind in ("link", "flag") and not _is_common(part):
            _end_text(sentence, text)
            sentence.append(Piece(part.text, part))
        else:
            text.append(part.text)
    _end_text(sentence, text)
    yield sentence


def _is_common(link: Part) -> bool:
    """Whether a link is on common words: "a [[member state]] of", "[[regional organization]]s"."""
    return link.text[:1].islower() and not organisations.identify(link.text)


def _end_text(sentence: list[Piece], text: list[str]) -> None:
    if said := "".join(text):
        if said.strip() or not sentence:
            sentence.append(Piece(said))
        text.clear()


def _bracketed(content: Content) -> Iterator[tuple[Part, list[Part] | None]]:
    """Give each part outside of brackets, and at the end of a bracket what is within it."""
    within: list[Part] = []
    depth = 0
    for part in marked(content):
        if part.text in ("(", "["):
            depth += 1
        elif depth and part.text in (")", "]"):
            depth -= 1
            if not depth:
                yield part, within
                within = []
        elif depth:
            within.append(part)
        else:
            yield part, None
