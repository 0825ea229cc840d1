"""Edits beside the lists that change nothing: prose, templates, and tables of other things."""

from random import Random

from tests.metamorphic.page import Page
from tests.metamorphic.pair import Pair, cosmetic
from tests.metamorphic.table import splice

_SECTIONS = (
    "== Diplomatic missions ==\n{| class=wikitable\n! Country !! Opened\n|-\n"
    "| {{flag|Fiji}} || 5 May 1999\n"
    "|-\n| {{flag|Chad}} || 1998\n|}\n",
    "== Visa requirements ==\n{| class=wikitable\n! Country !! Date\n|-\n"
    "| {{flag|Peru}} || 1 June 2001\n|}\n",
    "== Treaties ==\n{| class=wikitable\n! Country !! Signed !! In force\n|-\n"
    "| {{flag|Togo}} || 1961 || 1962\n|}\n",
    "== State visits ==\n* {{flag|Mali}} (3 March 2003)\n"
    "* {{flag|Oman}} (4 April 2004)\n* {{flag|Iraq}} (2005)\n",
    "== Trade ==\n{| class=wikitable\n! State !! Year !! Exports\n|-\n"
    "| {{flag|Laos}} || 2011 || 5\n|}\n",
    "== History ==\n"
    "The ministry was founded on 5 May 1921, and has grown since. Much was written of it.\n",
    "== Voting at the United Nations ==\n{| class=wikitable\n! State !! Date\n|-\n"
    "| {{flag|Nepal}} || 2012-05-21\n|}\n",
    "== Ambassadors ==\n{| class=wikitable\n! Country !! Ambassador !! Since\n|-\n"
    "| {{flag|Qatar}} || J. Doe || 2019\n|}\n",
    "== See also ==\n* [[List of diplomatic missions]]\n* [[Fiji]]\n* [[Chad]]\n* [[Peru]]\n",
)
_TOPS = (
    "{{Short description|none}}\n",
    "{{Use dmy dates|date=May 2019}}\n",
    "<!-- a remark of 1999 -->\n",
    "{{Infobox x\n| name = {{flag|Fiji}}\n| date = 5 May 1999\n}}\n",
    "__NOTOC__\n",
    "[[File:A map.svg|thumb|300px|A map of 1999 {{legend|#f00|Relations}} [[Fiji]]]]\n",
    "{{More citations needed|date=May 2019}}\n",
    "'''A page''' on relations.\n\n",
    "{{TOC limit|3}}\n",
)
_ENDS = (
    "\n[[Category:Relations of 1999]]\n",
    "\n{{Foreign relations of X}}\n",
    "\n{{reflist}}\n",
    '\n<references>\n<ref name="x">A text, {{flag|Fiji}}, 1999.</ref>\n</references>\n',
    "\n{{Navbox\n| list1 = {{flag|Fiji}} {{flag|Chad}}\n}}\n",
    "\n[[de:X]]\n",
    "\n\n\n",
    "\n{{authority control}}",
)


def section_added(random: Random, page: Page) -> Pair | None:
    """Add a section on missions, visas, treaties and the like before another or at the end."""
    level = min((part.level for part in page.parts), default=2)
    places = [part.start for part in page.parts if part.level == level] or [len(page.text)]
    at = random.choice(places)
    new = random.choice(_SECTIONS).replace("==", "=" * level)
    return cosmetic(page, splice(page.text, [(at, at, f"\n{new}\n")]))


def page_dressed_anew(random: Random, page: Page) -> Pair | None:
    top = random.choice(("", *_TOPS))
    end = random.choice(("", *_ENDS))
    return cosmetic(page, top + page.text + end)
