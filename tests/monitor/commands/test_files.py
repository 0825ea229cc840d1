"""The commands that read files of wikitext."""

import json
import re

import pytest

TABLE = """\
==Diplomatic relations==
{| class="wikitable"
! Country !! Formal Relations Began
|-
| {{flag|Chad}} || 5 May 2011
|-
| {{flag|Togo}} || 1970
|}
"""


@pytest.fixture
def write(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


def test_parse_writes_one_document_a_line(diplowatch, write):
    write("Foreign relations of Mongolia.wiki", TABLE)
    write("Foreign relations of Fiji.wikitext", "Nothing.")

    ended = diplowatch(
        "parse", "Foreign relations of Mongolia.wiki", "Foreign relations of Fiji.wikitext"
    )

    assert [(json.loads(line)["title"], ended.status) for line in ended.out.splitlines()] == [
        ("Foreign relations of Mongolia", 0),
        ("Foreign relations of Fiji", 0),
    ]


def test_a_document_has_statements_as_they_stand(diplowatch, write):
    path = write("Foreign relations of Mongolia.wiki", TABLE)

    document = json.loads(diplowatch("parse", path).out)

    assert document == {
        "title": "Foreign relations of Mongolia",
        "sections": [
            {"level": 0, "heading": ""},
            {"level": 2, "heading": "Diplomatic relations"},
        ],
        "relations": [
            {
                "section": "Diplomatic relations",
                "name": name,
                "identity": identity,
                "since": since,
                "dates": [],
                "status": "established",
                "note": "",
                "references": [],
            }
            for name, identity, since in [("Chad", "TCD", "2011-05-05"), ("Togo", "TGO", "1970")]
        ],
        "memberships": [],
        "claims": [],
        "problems": [],
    }


def test_bytes_that_are_no_utf_8_are_read_as_mediawiki_does(diplowatch, tmp_path):
    (tmp_path / "x.wiki").write_bytes(b"==A\xff==\n")

    document = json.loads(diplowatch("parse", "x.wiki").out)

    assert document["sections"][1] == {"level": 2, "heading": "A\ufffd"}


def test_a_summary_says_how_much_is_read_and_what_is_not(diplowatch, write):
    write("Foreign relations of Mongolia.wiki", "It has relations with 12 states.\n" + TABLE)
    write("Foreign relations of Fiji.wiki", TABLE.replace("5 May 2011", "30 February 2011"))

    ended = diplowatch(
        "parse",
        "--summary",
        "Foreign relations of Mongolia.wiki",
        "Foreign relations of Fiji.wiki",
    )

    assert [re.split("  +", line) for line in ended.out.splitlines()] == [
        ["article", "tables", "rows", "relations", "memberships", "blind", "doubts", "claims"],
        ["Foreign relations of Mongolia", "1", "2", "2", "0", "0", "0", "1"],
        ["Foreign relations of Fiji", "1", "2", "2", "0", "0", "1", "0"],
        ["2 in total", "2", "4", "4", "0", "0", "1", "1"],
        [""],
        ["grade", "problem", "count"],
        ["doubt", "impossible date", "1"],
        [""],
        ["article", "claim", "number", "listed"],
        ["Foreign relations of Mongolia", "relations with 12 states", "12", "2"],
    ]


def test_a_summary_as_json_has_the_same_in_one_document(diplowatch, write):
    write("Foreign relations of Fiji.wiki", TABLE.replace("5 May 2011", "30 February 2011"))

    ended = diplowatch("parse", "--summary", "--format", "json", "Foreign relations of Fiji.wiki")

    counts = {
        "tables": 1, "rows": 2, "relations": 2, "memberships": 0,
        "blind": 0, "doubts": 1, "claims": 0,
    }  # fmt: skip
    assert json.loads(ended.out) == {
        "articles": [{"article": "Foreign relations of Fiji", **counts}],
        "total": {"article": "1 in total", **counts},
        "problems": [{"grade": "doubt", "problem": "impossible date", "count": 1}],
        "claims": [],
    }


def test_diff_of_files_says_in_words_what_changed(diplowatch, write):
    before = write("before.wiki", TABLE)
    after = write("after.wiki", TABLE.replace("5 May 2011", "6 May 2011").replace("Togo", "Peru"))

    ended = diplowatch("diff", before, after)

    assert (ended.status, ended.out.splitlines()) == (
        0,
        [
            "~ Chad: the date is now 6 May 2011 (was 5 May 2011)",
            "+ Peru: the article now lists relations since 1970",
            "- Togo: the article no longer lists relations (were since 1970)",
        ],
    )


def test_diff_of_files_as_json_has_the_form_that_all_changes_have(diplowatch, write):
    before = write("before.wiki", TABLE)
    after = write("after.wiki", TABLE.replace("5 May 2011", "May 2011"))

    ended = diplowatch("diff", before, after, "--format", "json", "--exit-code")

    assert (ended.status, json.loads(ended.out)) == (
        1,
        [
            {
                "kind": "relation",
                "what": "coarsened",
                "identity": "TCD",
                "name": "Chad",
                "before": {
                    "name": "Chad",
                    "since": "2011-05-05",
                    "dates": [],
                    "status": "established",
                },
                "after": {"name": "Chad", "since": "2011-05", "dates": [], "status": "established"},
                "minor": False,
                "section": "Diplomatic relations",
                "revision": None,
            }
        ],
    )


def test_diff_of_equal_files_is_silent(diplowatch, write):
    path = write("a.wiki", TABLE)

    assert diplowatch("diff", path, path, "--exit-code") == diplowatch("diff", path, path)


def test_minor_changes_are_told_when_asked_for(diplowatch, write):
    before = write("before.wiki", TABLE)
    after = write("after.wiki", TABLE.replace("Chad", "Republic of Chad"))

    outs = [diplowatch("diff", before, after, *all_).out for all_ in [(), ("--all",)]]

    assert outs == ["", "~ Republic of Chad: now under this name (was Chad)\n"]
