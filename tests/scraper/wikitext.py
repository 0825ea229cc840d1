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
