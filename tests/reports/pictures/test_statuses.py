from datetime import UTC, datetime

from reports.pictures.statuses import Bar, Row, Statuses, statuses
from scraper.article import Article, Revision
from scraper.snapshot import Fact
from storage.changelog import Period

CHAD = Article("en.wikipedia.org", "Foreign relations of Chad")


def at(year):
    return datetime(year, 1, 1, tzinfo=UTC)


def edit(year):
    return Revision(year, year - 1, at(year), "Ann", "", None)


def period(identity, status, begun, ended=None, name=""):
    fact = Fact("membership", identity, name or identity, "", (), status, "Organisations")
    return Period(CHAD, fact, edit(begun), edit(ended) if ended else None)


def by_organisation(period):
    return period.fact.identity, period.fact.name


def test_periods_become_rows_of_bars_and_neighbours_of_one_status_one_bar():
    periods = [
        period("wto", "observer", 2010, 2012),
        period("au", "member", 2011, 2012, name="OAU"),
        period("wto", "member", 2012),
        period("au", "member", 2012, 2014, name="AU"),
        period("au", "former", 2015, name="AU"),
    ]

    assert statuses("T", periods, at(2020), by_organisation) == Statuses(
        "T",
        (
            Row("wto", (Bar("observer", at(2010), at(2012)), Bar("member", at(2012), at(2020)))),
            Row(
                "AU", (Bar("member", at(2011), at(2014)), Bar("former member", at(2015), at(2020)))
            ),
        ),
        at(2010),
        at(2020),
    )


def test_words_say_what_the_picture_shows():
    periods = [period("wto", "member", 2010), period("au", "observer", 2011, 2012)]

    assert statuses("T", periods, at(2020), by_organisation).words == (
        "2 rows from 2010-01-01 to 2020-01-01; listed in the end: 1; statuses: member, observer."
    )


def test_what_the_newest_edit_ended_is_not_listed_in_the_end():
    periods = [period("wto", "member", 2010, 2012)]

    assert "listed in the end: 0" in statuses("T", periods, at(2012), by_organisation).words
