"""The articles that are browsed: those of the pages' other tests, and a troubled one."""

from tests.monitor.web.world import WORLD, text, title

MONGOLIA = "/article/en.wikipedia.org/Foreign_relations_of_Mongolia"
RURITANIA = "/article/en.wikipedia.org/Foreign_relations_of_Ruritania"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'

_STATES = (
    "Austria", "Belgium", "Canada", "Denmark", "Estonia", "Finland", "Greece", "Hungary",
    "Iceland", "Japan", "Kenya", "Latvia",
)  # fmt: skip
_MANY = [f"{state} since {number} May 19{number:02}" for number, state in enumerate(_STATES, 10)]
_TROUBLED = (
    f"Relations with 99 states{HOSTILE}.\n=={HOSTILE}==\n* [[{HOSTILE}]]\n"
    "{| class=wikitable\n! Country !! Relations began\n|-\n| never closed\n"
)

BROWSED = {
    **WORLD,
    title("Ruritania"): [
        text("Chad since 1990"),
        text("Chad since 1990", *_MANY, members=["United Nations"]),
        text("Chad since 1991", *_MANY[1:], members=["United Nations"]) + _TROUBLED,
    ],
}
"""One edit adds a dozen relations; the last text has what cannot be read, and what is hostile."""

PAGES = {
    "/": "What changed",
    "/articles": "Articles",
    "/counterparts": "Counterparts",
    "/organisations": "Organisations",
    "/counterpart/TCD": "Chad",
    "/organisation/un": "United Nations",
    f"{MONGOLIA}?n=2&sort=date": "Foreign relations of Mongolia",
    f"{RURITANIA}?minor=1": "Foreign relations of Ruritania",
    RURITANIA.replace("article", "compare", 1): "Foreign relations of Ruritania on two days",
    "/relations": "Who has relations with whom",
    "/relations/Eastern%20Asia/Middle%20Africa": "Eastern Asia and Middle Africa",
    "/audit": "Where articles contradict each other",
    "/search?q=relations": "“relations”",
    "/search?q=mongola": "“mongola”",
}
