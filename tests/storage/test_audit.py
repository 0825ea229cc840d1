"""Which articles contradict each other or themselves, and in which order it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.article import Article
from scraper.snapshot import Claim, Statement, gather
from storage.audit import find, two_sided
from storage.finding import Audited

CHAD, FIJI, TOGO = "TCD", "FJI", "TGO"
NAMES = {CHAD: "Chad", FIJI: "Fiji", TOGO: "Togo"}


def row(identity, since="", status="established", section="List", **other):
    """Make a row of a list; ``identity`` is a name where no table knows it."""
    name = NAMES.get(identity, identity)
    dates, kind = other.get("dates", ()), other.get("kind", "relation")
    return Statement(kind, section, name, "", identity, since, dates, status, "", ())


def membership(identity, since="", status="member"):
    return row(identity, since, status, kind="membership")


def article(identity, *rows, claims=(), wiki="en.wikipedia.org"):
    title = f"Foreign relations of {NAMES.get(identity, 'Ruritania')}"
    known = identity if identity in NAMES else ""
    return Audited(Article(wiki, title), known, gather(rows), rows, claims)


def chad(*rows, **other):
    return article(CHAD, *rows, **other)


def fiji(*rows, **other):
    return article(FIJI, *rows, **other)


def told(finding):
    """Say a finding in short: severity and kind, days, each side's article and value."""
    sides = [
        (side.article.subject, side.fact and f"{side.fact.name} {side.fact.since}".strip())
        for side in finding.sides
    ]
    return (f"{finding.severity} {finding.kind}", finding.apart, *sides)


BETWEEN = [
    pytest.param(
        [chad(row(FIJI, "1970-05-03")), fiji(row(CHAD, "1970-05-03"))],
        [],
        id="the same day on both sides is no contradiction",
    ),
    pytest.param(
        [chad(row(FIJI, "1970-05-03")), fiji(row(CHAD, "1972-05-03"))],
        [("years dates", 731, ("Chad", "Fiji 1970-05-03"), ("Fiji", "Chad 1972-05-03"))],
        id="two years lie between the dates",
    ),
    pytest.param(
        [chad(row(FIJI, "1970-05-03")), fiji(row(CHAD, "1970-05-05"))],
        [("days dates", 2, ("Chad", "Fiji 1970-05-03"), ("Fiji", "Chad 1970-05-05"))],
        id="two days lie between the dates",
    ),
    pytest.param(
        [chad(row(FIJI, "1970")), fiji(row(CHAD, "1970-05-05"))],
        [("precision precision", 0, ("Chad", "Fiji 1970"), ("Fiji", "Chad 1970-05-05"))],
        id="the year alone on one side is a date that can be refined",
    ),
    pytest.param(
        [chad(row(FIJI)), fiji(row(CHAD, "1970-05-05"))],
        [("precision precision", 0, ("Chad", "Fiji"), ("Fiji", "Chad 1970-05-05"))],
        id="no date on one side is a date that can be given",
    ),
    pytest.param(
        [chad(row(FIJI, "1970~")), fiji(row(CHAD, "1921"))],
        [("precision precision", 0, ("Chad", "Fiji 1970~"), ("Fiji", "Chad 1921"))],
        id="what is before or about a year contradicts none",
    ),
    pytest.param(
        [chad(row(FIJI, "1970", dates=("1970", "1979", "2001"))), fiji(row(CHAD, "2001-06-01"))],
        [],
        id="the other side's date stands in the cell, too",
    ),
    pytest.param(
        [chad(row(FIJI, "1970", "severed")), fiji(row(CHAD, "1970"))],
        [("status status", 0, ("Chad", "Fiji 1970"), ("Fiji", "Chad 1970"))],
        id="relations are severed here and stand there",
    ),
    pytest.param(
        [chad(row(FIJI, "1970", "severed")), fiji(row(CHAD, "1999", "suspended"))],
        [],
        id="neither side has relations standing",
    ),
    pytest.param(
        [chad(row(FIJI, "1970", "severed")), fiji(row(TOGO, "1970"), row(CHAD, section="Asia"))],
        [],
        id="a row on contacts without a date claims no relations",
    ),
    pytest.param(
        [chad(row(FIJI, "1970")), fiji(row(TOGO, "1970")), article(TOGO, row(FIJI, "1970"))],
        [("one-sided one-sided", 0, ("Chad", "Fiji 1970"), ("Fiji", None))],
        id="the other side's list lacks it",
    ),
    pytest.param(
        [chad(row(FIJI, "1970")), fiji(row(TOGO, "1970"))],
        [],
        id="a list in which nobody is that could be is of the closest relations only",
    ),
    pytest.param(
        [chad(row(FIJI, "1970", "severed")), fiji(*[row(f"X{n}", "1970") for n in range(60)])],
        [],
        id="relations that are severed need not be listed",
    ),
    pytest.param(
        [chad(row(FIJI, "1970")), fiji(*[row(f"X{n}", "1970") for n in range(60)])],
        [("one-sided one-sided", 0, ("Chad", "Fiji 1970"), ("Fiji", None))],
        id="a list of sixty is a whole one",
    ),
    pytest.param(
        [chad(row(FIJI, "1970")), fiji(row(CHAD, "1972"), wiki="simple.wikipedia.org")],
        [],
        id="wikis are not held against each other",
    ),
    pytest.param(
        [chad(row(CHAD, "1970"))],
        [],
        id="an article that lists its own subject",
    ),
]

WITHIN = [
    pytest.param(
        [chad(row(FIJI, "1970-05-03"), row(FIJI, "1972", section="Oceania"))],
        [("years twice", 730, ("Chad", "Fiji 1970-05-03"), ("Chad", "Fiji 1972"))],
        id="two lists of one article date it differently",
    ),
    pytest.param(
        [chad(row(FIJI, "1970-05-03"), row(FIJI, "1970", section="Oceania"))],
        [],
        id="the second list gives the year of the same date",
    ),
    pytest.param(
        [
            chad(
                row(FIJI, "1970", dates=("1970", "2001")),
                row(FIJI, "2001", section="Oceania"),
                row(TOGO, "1960"),
            )
        ],
        [],
        id="the second list gives the second date of the first's cell",
    ),
    pytest.param(
        [chad(row(FIJI, "1970"), row(FIJI, "1980"), row(FIJI, "1972"))],
        [("years twice", 3652, ("Chad", "Fiji 1970"), ("Chad", "Fiji 1980"))],
        id="of three dates the two that are farthest apart are told",
    ),
    pytest.param(
        [chad(row(FIJI, "1970"), row(FIJI, "", "severed", "Oceania"))],
        [("status twice", 0, ("Chad", "Fiji 1970"), ("Chad", "Fiji"))],
        id="two lists of one article differ in status",
    ),
    pytest.param(
        [chad(row(TOGO, "1960"), row(FIJI, "1970", "severed"), row(FIJI, section="Oceania"))],
        [],
        id="a row on contacts beside relations that are severed",
    ),
    pytest.param(
        [chad(membership("wto"), membership("wto", status="observer"))],
        [("status twice", 0, ("Chad", "wto"), ("Chad", "wto"))],
        id="a member and an observer of one organisation",
    ),
    pytest.param(
        [chad(membership("wto", "1995", "observer"), membership("wto", "2001", "member"))],
        [],
        id="an observer first and a member later",
    ),
    pytest.param(
        [chad(claims=(Claim("", "relations with 9 states", 9, "states", 8),))],
        [("claim claim", 0, ("Chad", None))],
        id="a number that the list belies",
    ),
    pytest.param(
        [chad(claims=(Claim("", "relations with 9 states", 9, "states", 9),))],
        [],
        id="a number that holds",
    ),
    pytest.param(
        [chad(row("?ruritania", "1970"))],
        [("unknown unknown", 0, ("Chad", "?ruritania 1970"))],
        id="a counterpart that no table knows",
    ),
    pytest.param(
        [article("?", row(FIJI, "1970")), fiji(row(CHAD, "1970"))],
        [("unknown unknown", 0, ("Ruritania", None))],
        id="an article whose subject no table knows is held against no other",
    ),
]


GERMAN = "de.wikipedia.org"
ACROSS = [
    pytest.param(
        [chad(row(FIJI, "1970-05-03")), chad(row(FIJI, "1972-05-03"), wiki=GERMAN)],
        [("years wikis", 731, ("Chad", "Fiji 1972-05-03"), ("Chad", "Fiji 1970-05-03"))],
        id="two wikis date the same relations two years apart",
    ),
    pytest.param(
        [chad(row(FIJI, "1970")), chad(row(FIJI, "1970-05-03"), wiki=GERMAN)],
        [],
        id="that one wiki says more than another is no contradiction",
    ),
    pytest.param(
        [chad(row(FIJI, "1970"), row(TOGO, "1980")), chad(row(FIJI, "1970"), wiki=GERMAN)],
        [],
        id="nor that one wiki says nothing",
    ),
    pytest.param(
        [chad(row(FIJI, "1970")), chad(row(FIJI, "", "none"), wiki=GERMAN)],
        [("status wikis", 0, ("Chad", "Fiji"), ("Chad", "Fiji 1970"))],
        id="relations stand in one wiki and not in the other",
    ),
    pytest.param(
        [chad(membership("wto")), chad(membership("wto", "", "observer"), wiki=GERMAN)],
        [("status wikis", 0, ("Chad", "wto"), ("Chad", "wto"))],
        id="an observer in one wiki is a member in the other",
    ),
    pytest.param(
        [chad(membership("wto", "1995-03-01")), chad(membership("wto", "1995-03-04"), wiki=GERMAN)],
        [("days wikis", 3, ("Chad", "wto 1995-03-04"), ("Chad", "wto 1995-03-01"))],
        id="two wikis date one membership three days apart",
    ),
    pytest.param(
        [chad(row("?x", "1970")), chad(row("?x", "1990"), wiki=GERMAN)],
        [
            ("unknown unknown", 0, ("Chad", "?x 1990")),
            ("unknown unknown", 0, ("Chad", "?x 1970")),
        ],
        id="a name that no table knows may mean something else in another language",
    ),
]


@pytest.mark.parametrize(("articles", "findings"), [*BETWEEN, *WITHIN, *ACROSS])
def test_findings(articles, findings):
    assert [told(finding) for finding in find(articles)] == findings


def test_the_worst_comes_first():
    articles = [
        chad(
            row(FIJI, "1970-05-03"),
            row(TOGO, "1961"),
            row("?ruritania", "1970"),
            row(TOGO, "1921", section="Africa"),
            claims=(Claim("", "9 states", 9, "states", 2), Claim("", "5 states", 5, "states", 2)),
        ),
        fiji(row(CHAD, "1970-05-05"), row(TOGO, "1980", "severed")),
        article(TOGO, row(CHAD, "1964"), row(FIJI, "1980")),
    ]

    assert [told(finding)[:2] for finding in find(articles)] == [
        ("years dates", 1095),
        ("years twice", 14610),
        ("status status", 0),
        ("days dates", 2),
        ("claim claim", 0),
        ("claim claim", 0),
        ("unknown unknown", 0),
    ]


def test_pairs_stated_on_both_sides_are_counted_once():
    articles = [
        chad(row(FIJI, "1970"), row(TOGO, "1960")),
        fiji(row(CHAD), row(TOGO)),
        article(TOGO, row(FIJI)),
    ]

    assert two_sided(articles) == 2


ROWS = st.builds(
    row,
    st.sampled_from([CHAD, FIJI, TOGO, "?x"]),
    st.sampled_from(["", "1965", "1965~", "1965-04", "1965-04-27", "1970-01-01"]),
    st.sampled_from(["established", "severed", "none"]),
    st.sampled_from(["List", "Africa"]),
)
ARTICLES = st.lists(st.sampled_from([CHAD, FIJI, TOGO]), unique=True).flatmap(
    lambda subjects: st.tuples(
        *(st.lists(ROWS, max_size=6).map(lambda rows, s=s: article(s, *rows)) for s in subjects)
    )
)


@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_is_irrelevant(articles, random):
    shuffled = random.sample(articles, len(articles))

    assert find(shuffled) == find(articles)


@given(ARTICLES)
def test_a_contradiction_of_two_articles_is_found_once_and_whichever_asks(articles):
    findings = [one for one in find(articles) if len({side.article for side in one.sides}) == 2]
    contradictions = [one for one in findings if one.kind != "one-sided"]
    pairs = [frozenset(side.article for side in one.sides) for one in contradictions]

    assert len(pairs) == len(set(pairs))


@given(st.lists(ROWS, max_size=8))
def test_an_article_alone_contradicts_only_itself(rows):
    findings = find([article(CHAD, *rows)])

    assert {side.article.subject for finding in findings for side in finding.sides} <= {"Chad"}
