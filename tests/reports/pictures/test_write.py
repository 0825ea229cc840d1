import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest

from reports.pictures.activity import activity
from reports.pictures.by_year import by_year
from reports.pictures.listed import Listed
from reports.pictures.statuses import Bar, Row, Statuses
from scraper.snapshot import Fact

pytest.importorskip("matplotlib", reason='needs Matplotlib, the extra "plot"')

from reports.pictures.write import picture

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script> $x_{1$ \\sum {{a|b}} \u202e& <!--'


def at(year):
    return datetime(year, 1, 1, tzinfo=UTC)


def relation(since):
    return Fact("relation", "MNG", "Mongolia", since, (), "established", "Relations")


SHOWN = {
    "years": by_year("Relations", [relation("1990"), relation("1992")]),
    "no years": by_year("Relations", []),
    "listed": Listed("Listed", (("relations", ((at(2010), 3), (at(2012), 5))),), at(2020)),
    "nothing listed": Listed("Listed", (), at(2010)),
    "statuses": Statuses(
        "Memberships",
        (Row("WTO", (Bar("observer", at(2010), at(2012)), Bar("ally", at(2012), at(2020)))),),
        at(2010),
        at(2020),
    ),
    "no statuses": Statuses("Memberships", (), at(2010), at(2010)),
    "months": activity("By month", {(2010, 1): 3, (2012, 12): 1000}, {(2012, 12): 2}),
    "no months": activity("By month", {}, {}),
}


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_a_picture_says_in_words_what_it_shows(shown):
    root = ET.fromstring(picture(shown, "svg"))
    said = [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")]

    assert (root.get("role"), said) == ("img", [shown.title, shown.words])


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_a_png_is_one(shown):
    assert picture(shown, "png").startswith(b"\x89PNG\r\n")


def test_text_is_text():
    root = ET.fromstring(picture(SHOWN["statuses"], "svg"))

    assert {"WTO", "observer", "ally"} <= {text.text for text in root.iter(f"{SVG}text")}


def test_the_months_of_one_year_have_one_year_beside_them():
    root = ET.fromstring(picture(activity("By month", {(2025, 3): 1}, {}), "svg"))
    years = [text.text for text in root.iter(f"{SVG}text") if str(text.text).startswith("202")]

    assert years == ["2025"]


def test_hostile_names_are_words_and_nothing_else():
    shown = Statuses(
        HOSTILE, (Row(HOSTILE, (Bar(HOSTILE, at(2010), at(2011)),)),), at(2010), at(2011)
    )

    root = ET.fromstring(picture(shown, "svg"))

    assert not list(root.iter(f"{SVG}script"))
    assert HOSTILE.split()[0] in "".join(text.text or "" for text in root.iter(f"{SVG}text"))


def test_a_dark_page_gets_colours_of_its_own():
    svg = picture(SHOWN["years"], "svg").decode()

    assert "@media screen and (prefers-color-scheme:dark)" in svg
    assert '[style*="fill: #23a665"]{fill:#41d9b4!important}' in svg
    assert 'style="fill: #23a665' in svg


def test_the_same_values_give_the_same_file_in_another_process():
    program = (
        "from tests.reports.pictures.test_write import SHOWN, picture; import hashlib;"
        "print(hashlib.sha256(picture(SHOWN['statuses'], 'svg')).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }

    assert len(hashes) == 1
