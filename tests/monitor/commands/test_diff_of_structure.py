"""``diplowatch diff`` where much goes at once: news of the structure, never row by row."""

import json

import pytest

NAMES = ["Chad", "Togo", "Peru", "Fiji", "Mali", "Oman", "Cuba", "Iran", "Iraq", "Laos", "Nepal"]
NAMES += ["Qatar", "Yemen", "Zambia"]
ROWS = [f"|-\n| {{{{flag|{name}}}}} || {1960 + at}\n" for at, name in enumerate(NAMES)]
HEAD = "== Relations ==\n{| class=wikitable\n! Country !! Date\n"
MEMBERSHIPS = "== Memberships ==\n* [[UNESCO]]\n* [[NATO]]\n"


def page(rows: list[str], end: str = "|}\n") -> str:
    return HEAD + "".join(rows) + end + MEMBERSHIPS


@pytest.mark.parametrize(
    ("after", "lines"),
    [
        pytest.param(
            "",
            [
                "! Relations: 14 of 14 are no longer listed: " + ", ".join(NAMES),
                "! Memberships: 2 of 2 are no longer listed: UNESCO, NATO",
            ],
            id="of a blanked page even two memberships are no news of their own",
        ),
        pytest.param(
            page(ROWS[:-3]),
            ["! Relations: 3 of 14 are no longer listed: Qatar, Yemen, Zambia"],
            id="a list that lost its last rows was cut short",
        ),
        pytest.param(
            page([*ROWS[:-4], "|-\n| {{flag|Nepal}} || 19"]),
            ["! Relations: 3 of 14 are no longer listed: Qatar, Yemen, Zambia"],
            id="the row in which it was cut is part of it",
        ),
        pytest.param(
            page([*ROWS[:-4], "|-\n| {{fla"], end="\n"),
            ["! Relations: 4 of 14 are no longer listed: Nepal, Qatar, Yemen, Zambia"],
            id="so is the table's end",
        ),
        pytest.param(
            page([*ROWS[:5], *ROWS[7:]]),
            [
                "- Cuba: the article no longer lists relations (were since 1966)",
                "- Oman: the article no longer lists relations (were since 1965)",
            ],
            id="two rows are told one by one",
        ),
        pytest.param(
            page([*ROWS[:3], *ROWS[5:7], *ROWS[8:]]).replace("1973", "1974"),
            [
                "- Fiji: the article no longer lists relations (were since 1963)",
                "- Iran: the article no longer lists relations (were since 1967)",
                "- Mali: the article no longer lists relations (were since 1964)",
                "~ Zambia: the date is now 1974 (was 1973)",
            ],
            id="so are three from here and there, and what else changed",
        ),
    ],
)
def test_what_went_together_is_one_line(diplowatch, tmp_path, after, lines):
    (tmp_path / "before.wiki").write_text(page(ROWS))
    (tmp_path / "after.wiki").write_text(after)

    ended = diplowatch("diff", tmp_path / "before.wiki", tmp_path / "after.wiki")

    assert ended.out.splitlines() == lines


def test_as_json_it_is_an_object_with_the_keys_of_a_change(diplowatch, tmp_path):
    (tmp_path / "before.wiki").write_text(page(ROWS))
    (tmp_path / "after.wiki").write_text(page(ROWS[:-3]))

    ended = diplowatch(
        "diff", tmp_path / "before.wiki", tmp_path / "after.wiki", "--format", "json"
    )

    (one,) = json.loads(ended.out)
    facts = one.pop("facts")
    assert ([fact["identity"] for fact in facts], one) == (
        ["QAT", "YEM", "ZMB"],
        {
            "kind": "relation", "what": "lost", "identity": "", "name": "", "before": None,
            "after": None, "minor": False, "section": "Relations", "revision": None, "of": 14,
        },
    )  # fmt: skip
