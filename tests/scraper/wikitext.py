"""Wikitext at random: what may stand in an article, whole, broken and nested."""

from hypothesis import strategies as st

_PIECES = (
    "== Africa ==\n", "===Fiji===\n", "=x", "\n", "\n\n", " ", "{|", "{| class=x\n", "|}", "|}\n",
    "\n|-\n", "\n|", "||", "!", "!!", "|+ caption\n", "{{flag|Fiji}}", "{{dts|2010|3|19}}", "{{",
    "}}", "{{{", "[[", "]]", "[[Fiji|the isles]]", "<!--", "-->", "<ref>", "</ref>",
    "<ref name=a/>",
    "<nowiki>", "</nowiki>", "<nowiki/>", "''", "'''", "(", ")", ",", "• ", "* ", "# ", ": ", "&",
    "&amp;",
    "rowspan=2|", "colspan=9999999|", "Country", "Date", "19 March 2010", "2015-02-30", "UN", "é",
    "\0", "\u200b", "\r\n", "<table>", "<tr>", "<td>", "</table>", "<br>", "{{!}}", "{{end}}",
    "http://x.y ", "[http://x.y z]", "is a member of", "diplomatic relations",
)  # fmt: skip

texts = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=40).map("".join)

_AROUND = (
    "{{flag|%s}}", "{{a|b=%s|c}}", "{{hlist|%s|%s}}", "{{columns-list|\n* %s\n* %s\n}}", "{{{%s}}}",
    "[[%s]]", "[[%s|%s]]", "[http://x.y %s]", "<ref>%s</ref>", "<ref name=%s/>", "<!--%s-->",
    "''%s''", "'''%s'''", "<span style=%s>%s</span>", "<nowiki>%s</nowiki>", "<sup>%s</sup>",
    "{|\n! Country !! Date !! Notes\n|-\n| %s || %s || %s\n|}\n",
    "{|\n! %s\n|-\n| rowspan=3 | %s\n|}",
    "\n|-\n| %s || %s", "<table><tr><td>%s<td>%s</table>", "\n==%s==\n%s", "\n===Fiji===\n%s\n",
    "\n* %s\n* %s", "\n; %s : %s", "%s, %s and %s", "(%s)", "is a member of %s and %s, ", "&#%s;",
    "==Memberships==\n%s\n", "==Diplomatic relations==\n%s\n",
)  # fmt: skip


def _within(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(_AROUND).flatmap(
        lambda around: st.tuples(*[inner] * around.count("%s")).map(around.__mod__)
    )


_nested = st.recursive(texts, _within, max_leaves=12)
_whole = st.lists(_nested, max_size=4).map("".join)

broken = st.builds(
    lambda text, start, length, junk: text[:start] + junk + text[start + length :],
    _whole,
    st.integers(0, 400),
    st.integers(0, 9),
    texts,
)
"""Constructs in constructs to any depth, with a hole in them and something in the hole."""
