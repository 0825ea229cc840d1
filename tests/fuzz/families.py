"""Wikitext that has once cost a parser more than its length.

Each is a family: what stands before, what comes again and again, which makes texts of any
length, and what stands after. A family that was found slow,
by ``tests.fuzz.growth`` or in the wild, gets a line here; ``tests/scraper/test_bounds.py`` reads
them all.
"""

from typing import NamedTuple

_TABLE = "{|\n! Country !! Date !! Notes\n|-\n"
_MEMBER = "==Memberships==\n'''X''' is a member of [[NATO]], [[UN]] and "
_ITEMS = "==Memberships==\n* [[NATO]] "
_BULLETS = "==Diplomatic relations==\n* {{flag|Fiji}} (2010)\n* [[Tonga]]"


class Family(NamedTuple):
    """Texts of any length that are made alike."""

    name: str
    before: str
    again: str
    after: str = ""

    def text(self, times: int) -> str:
        """Give the text in which the middle stands that many times."""
        return self.before + self.again * times + self.after

    def sized(self, size: int) -> str:
        """Give a text of about that many characters."""
        return self.text(max(1, size // len(self.again)))


FAMILIES = (
    # What is never closed.
    Family("templates never closed", "", "{{a|b "),
    Family("templates never closed, in a cell", _TABLE + "| ", "{{a|b ", " || 1990\n|}"),
    Family("templates with quotes, closed", "", "{{a|''b}}"),
    Family("templates with quotes, closed, in a cell", _TABLE + "| ", "{{a|''b}}", " || 1990\n|}"),
    Family("links never closed", "", "[["),
    Family("links never closed, in a cell", _TABLE + "| ", "[[", " || 1990\n|}"),
    Family("bold and italics", "", "'''"),
    Family("bold and italics in a list", _ITEMS, "''a'''b"),
    Family("tables never closed", "", "{|\n"),
    Family("tables never closed, with headings", "", "{|\n==a==\n| b\n"),
    Family("references never closed", "", "<ref>"),
    Family("references never closed, with names", "", "<ref name=a>"),
    Family("references to themselves before one that is open", "<ref>", '<ref name="a"/>'),
    Family("comments never closed", "", "<!--"),
    Family("tags never closed", "", "<nowiki><pre><math>"),
    Family("closing marks alone", "", "}}]]|}</ref>"),
    Family("braces", "", "{"),
    Family("closing braces", "{" * 1000, "}"),
    # What is nested.
    Family("templates in templates", "{{flag|" * 500, "{{a|{{b|c}}}}", "}}" * 500),
    Family("triple braces in a cell", _TABLE + "| ", "{{{flag|Fiji}} ", " || 1990\n|}"),
    Family("tables in tables", _TABLE + "| ", "\n{|\n| a\n|}\n", "\n|}"),
    Family("tables in tables never closed", _TABLE + "|\n", "{|\n| a "),
    Family("tables of tags in a link", _ITEMS + "[[", "{|<table>[", "]]"),
    Family("tables that close none in a cell", _TABLE + "| ", "\n|}{|", " || 1990\n|}"),
    Family("headings in a cell", _TABLE + "| {{flag|\n|}", "=1", "}} || 1990\n|}"),
    Family("headings after tables in a cell", _TABLE + "| {|", "{|==", " || 1990\n|}"),
    Family("pictures never closed", _ITEMS, "[[File:a [[b]] "),
    Family("lists of templates", "==Memberships==\n", "{{columns-list|\n* [[NATO]]\n"),
    Family("entries with blanks", "==Memberships==\n{{hlist", "|  a  =", "}}"),
    # Spans, rows, lines.
    Family("cells that span all", _TABLE, "|-\n| rowspan=1000000000 colspan=1000000000 | Fiji\n"),
    Family("cells that span rows", _TABLE, "|-\n| rowspan=65534 | Fiji || 1990\n", "|}"),
    Family("spans without an end", _TABLE + "| ", "rowspan  ", " | Fiji\n|}"),
    Family("rows", _TABLE, "|-\n| {{flag|Fiji}} || 5 May 1990 || \n", "|}"),
    Family("rows without cells", _TABLE, "|-\n", "|}"),
    Family("cells of one row", _TABLE, "|| 1990 ", "\n|}"),
    Family("a line", "", "a"),
    Family("a line of blanks", "==Diplomatic relations==\n* {{flag|Fiji}}", " ", "x"),
    Family("a heading", "==Relations ", "with ", "=="),
    Family("headings", "", "==Fiji==\nRelations were established on 5 May 1990.\n"),
    Family("headings of problems", "=='''A''' relations==\n" + _TABLE, "|-\n| || 30 May 1\n", "|}"),
    Family("NUL", _TABLE + "| Fiji", "\0", " || 1990\n|}"),
    Family("invisible characters", _TABLE + "| Fiji || ", "\u00ad\u200b", "1990\n|}"),
    Family("bytes that are no UTF-8", _TABLE, "|-\n| Fiji\ufffd\ufffd || 19\ufffd0\n", "|}"),
    Family("marks above letters", _TABLE + "| ", "\u0301\u0316", " || 1990\n|}"),
    # Characters and entities.
    Family("digits of an entity", _TABLE + "| &#", "1", "; || 1990\n|}"),
    Family("digits of an entity in a template", _TABLE + "| {{flag|&#x", "f", ";}} || 1990\n|}"),
    Family("entities that are no characters", _TABLE + "| {{a|{{b}}}}", "&#xD800;", " || 1\n|}"),
    Family("ampersands", _ITEMS, "&"),
    # Attributes.
    Family("sort keys never closed", _TABLE + "| <span ", "display:none", " || 1990\n|}"),
    Family("attributes without a value", _TABLE + "| ", "a ", "|Fiji || 1990\n|}"),
    Family("names of references", _TABLE + "| Fiji<ref ", 'name="', "></ref> || 1990\n|}"),
    # Sentences and lists.
    Family("assertions", "", "is a member of "),
    Family("assertions in brackets", _MEMBER, "is a member of )", "."),
    Family("assertions that add", _MEMBER, "and ", "member"),
    Family("assertions with adverbs", "X is", " also,", " x member of y."),
    Family("assertions that hold", "X has", " currently,", " x member of y."),
    Family("assertions with hyphens", "X is a member of [[A]], full", "-", "x member in [[B]]."),
    Family("assertions with hyphened words", "X is a member of [[A]], a", "-a", " member in B."),
    Family("words between names", "X is a member of [[A]], ", "now-defunct ", "x."),
    Family("words behind a name", _MEMBER, "in ", "x."),
    Family("names with words behind them", _MEMBER + "•", "of ", "\n"),
    Family("links in sentences", "X is a member of ", "[[A]] and "),
    Family("many links, one too few", "\nmember ", "[[a]]" * 7 + " member "),
    Family("brackets", _MEMBER, "("),
    Family("brackets behind a name", _ITEMS, "(observer) "),
    Family("commas", _MEMBER, ","),
    Family("names with commas", _MEMBER, "A, "),
    Family("names joined by words", _ITEMS, "A and b "),
    Family("dots between names", _ITEMS, "•"),
    Family("tabs between names", _MEMBER, "\t"),
    Family("counterparts", _BULLETS, ", [[Samoa]]", "\n* Samoa"),
    Family("counterparts joined by nothing", _BULLETS, ", ; ", "x\n* Samoa"),
    Family("counterparts in one cell", _TABLE + "| ", "[[Fiji]], ", " || 1990\n|}"),
    Family("list items of tags", "==Diplomatic relations==\n", "<li>[[Fiji]] "),
    Family("list items of tags after blanks", "==Diplomatic relations==\n<li>", " \t", "\n<ul>"),
    Family("dates", _TABLE + "| Fiji || ", "5 May 1990 ", "\n|}"),
    Family("numbers in a date", _TABLE + "| Fiji || ", "1-", "\n|}"),
    Family("numbers that are stated", "", "relations with 10 states. "),
    Family("sections on counterparts", "==Fiji==\n", "relations established in 1990 "),
)  # fmt: skip
