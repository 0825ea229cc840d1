from datetime import UTC, datetime

from reports.pictures.listed import Listed, listed
from scraper.article import Article, Revision
from scraper.snapshot import Fact
from storage.changelog import Period

CHAD = Article("en.wikipedia.org", "Foreign relations of Chad")


def at(year):
    return datetime(year, 1, 1, tzinfo=UTC)


def edit(year):
    return Revision(year, year - 1, at(year), "Ann", "", None)


def period(kind, identity, begun, ended=None, status="established"):
    fact = Fact(kind, identity, identity, "", (), status, "Relations")
    return Period(CHAD, fact, edit(begun), edit(ended) if ended else None)


def test_what_is_listed_is_counted_at_each_turn():
    periods = [
        period("relation", "MNG", 2010, 2012),
        period("relation", "PER", 2010),
        period("relation", "CUB", 2011, status="none"),
        period("relation", "TWN", 2011, status="severed"),
        period("relation", "FRA", 2012),
        period("relation", "ITA", 2013),
        period("membership", "un", 2011, status="member"),
    ]

    shown = listed("T", periods, at(2020))

    assert shown == Listed(
        "T",
        (
            ("relations", ((at(2010), 2), (at(2013), 3))),
            ("memberships", ((at(2011), 1),)),
        ),
        at(2020),
    )
    assert shown.words == (
        "relations: 2 on 2010-01-01, at most 3, 3 in the end;"
        " memberships: 1 on 2011-01-01, at most 1, 1 in the end."
    )


def test_nothing_is_said_to_be_nothing():
    assert listed("T", [], at(2020)).words == "Nothing was listed."
