"""A page of HTML as a test looks at it: its elements, their attributes, its words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "img", "input", "br", "col"}


@dataclass
class Element:
    """An element, where it stands among others ("main section table"), and the words in it."""

    tag: str
    attributes: dict[str, str | None]
    within: str
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class Seen(HTMLParser):
    """All elements of a page; what is not closed in order is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open, f"not closed: {self._open[-1].tag}"

    def all(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self.elements
            if one.tag == tag and wanted.items() <= one.attributes.items()
        ]

    def rows(self, table: int = 0) -> list[list[str]]:
        """Give the words of each cell of the body of the n-th table."""
        started = [at for at, one in enumerate(self.elements) if one.tag == "table"]
        ends = [*started[1:], len(self.elements)]
        rows: list[list[str]] = []
        for one in self.elements[started[table] : ends[table]]:
            if one.tag == "tr" and "tbody" in one.within:
                rows.append([])
            elif one.tag in ("td", "th") and "tbody" in one.within:
                rows[-1].append(one.text)
        return rows

    def text(self) -> str:
        return " ".join(one.text for one in self.elements if one.tag == "html")

    def handle_starttag(self, tag, attrs) -> None:
        element = Element(tag, dict(attrs), " ".join(one.tag for one in self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag) -> None:
        assert self._open, f"closed before it is open: {tag}"
        assert self._open[-1].tag == tag, f"{tag} closed within {self._open[-1].tag}"
        self._open.pop()

    def handle_data(self, data) -> None:
        for one in self._open:
            one.words.append(data)
