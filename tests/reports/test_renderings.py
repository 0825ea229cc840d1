"""What holds of every report, however hostile the words in it."""

import json
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.compose import render
from reports.render.columns import width
from reports.report import ArticleNews, Failure, Report
from reports.settle import Pending, Upheaval
from scraper.article import Article, Revision
from scraper.snapshot import Claim, Fact, Problem
from storage.change import Change

NOW = datetime(2024, 5, 3, 12, 4, tzinfo=UTC)
PARTS = [
    "<b>",
    "</td>",
    '"',
    "'",
    "&lt;",
    "[x](//e.example)",
    "![i](//e.example)",
    "](",
    "`",
    "*",
    "_",
]
PARTS += [
    "\n# ",
    "\n",
    "\x1b[2J",
    "\u202e",
    "www.e.example",
    "https://e.example",
    "<http://e.example>",
]
PARTS += [
    "{{7*7}}",
    "{% x %}",
    "中",
    "e\u0301",
    "العربية",
    "\\",
    "|",
    "1. ",
    "- ",
    "Fiji",
    " ",
    "~~",
    "$",
]
WORDS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join) | st.text(max_size=40)

# fmt: off
TAGS = {
    "html", "head", "meta", "title", "style", "body", "div", "h1", "h2", "h3", "p", "a", "bdi",
    "span", "strong", "table", "tr", "td", "ul", "li",
}
ATTRIBUTES = {
    "lang", "dir", "charset", "name", "content", "class", "style", "href",
    "role", "cellspacing", "cellpadding", "border",
}
MARKS = {
    "heading", "paragraph", "inline", "text", "text_special", "softbreak", "hardbreak", "link",
    "em", "strong", "bullet_list", "list_item",
}
# fmt: on


@st.composite
def reports(draw: st.DrawFn) -> Report:
    def fact() -> Fact:
        return Fact("relation", draw(WORDS), draw(WORDS), draw(WORDS), (), draw(WORDS), draw(WORDS))

    revision = Revision(2, draw(st.integers(0, 1)), NOW, draw(WORDS), draw(WORDS), None)
    change = Change(
        "relation",
        draw(st.sampled_from(["status", "renamed", "redated"])),
        "x",
        fact(),
        fact(),
        False,
        revision,
    )
    news = ArticleNews(
        Article(draw(WORDS), draw(WORDS)),
        revision,
        notices=(draw(WORDS),),
        changes=(change, Change("membership", "left", "y", fact(), None)),
        upheavals=(Upheaval("relation", "lost", (fact(),), 3, revision),),
        pending=(Pending(change, NOW + timedelta(hours=1)),),
        problems=(Problem(draw(WORDS), 3, "blind", draw(WORDS)),),
        claims=(Claim(draw(WORDS), draw(WORDS), 3, draw(WORDS), 4),),
    )
    return Report("r", draw(WORDS), NOW, (news,), (Failure(draw(WORDS), draw(WORDS), NOW),))


@given(reports())
def test_text_has_80_columns_and_no_trailing_spaces(report: Report) -> None:
    lines = render(report, "text").split("\n")

    assert [
        line
        for line in lines
        if line.rstrip() != line or (width(line) > 80 and "https://" not in line)
    ] == []


class Tags(HTMLParser):
    """The tags of a page, each with its attributes' names, and where its links go."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[tuple[str, ...]] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add((tag, *(name for name, _ in attrs)))
        self.links |= {value or "" for name, value in attrs if name in ("href", "src")}


def tags_of(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


@given(reports())
def test_html_has_no_tag_but_its_own(report: Report) -> None:
    tags = tags_of(render(report, "html"))

    assert {tag[0] for tag in tags.seen} <= TAGS
    assert {name for tag in tags.seen for name in tag[1:]} <= ATTRIBUTES
    assert [link for link in tags.links if not link.startswith("https://")] == []


def tokens(markdown: str) -> list[Token]:
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [inner for token in found for inner in [token, *(token.children or [])]]


@given(reports())
def test_markdown_has_no_mark_but_its_own(report: Report) -> None:
    found = tokens(render(report, "markdown"))

    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in found}
    assert kinds <= MARKS
    links = [str(token.attrs["href"]) for token in found if token.type == "link_open"]
    assert [link for link in links if "/wiki/" not in link and "creativecommons" not in link] == []


@given(reports())
def test_json_is_json_and_says_it_as_it_was(report: Report) -> None:
    said = render(report, "json")

    news = json.loads(said)["articles"][0]
    assert news["changes"][0]["edit"]["comment"] == report.news[0].changes[0].revision.comment  # type: ignore[union-attr]  # it has one
    assert [
        char for char in said if char != "\n" and (ord(char) < 32 or char in "\x9b\u202e\ud800")
    ] == []


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_no_report_is_longer_than_its_changes_explain(form: str) -> None:
    long = "x" * 100_000
    fact = Fact("relation", long, long, long, (long,) * 50, long, long)
    revision = Revision(2, 1, NOW, long, long, None)
    news = ArticleNews(
        Article("en.wikipedia.org", "Foreign relations of Mongolia"),
        revision,
        changes=(Change("relation", "dates", "x", fact, fact, True, revision),),
        problems=(Problem(long, 1, "blind", long),) * 1000,
    )

    assert len(render(Report("r", "s", NOW, (news,)), form)) < 40_000  # type: ignore[arg-type]  # one of them
