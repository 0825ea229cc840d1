import pytest

from reports.cited import cited

MINISTRY = "https://www.mfa.example/fiji/"


@pytest.mark.parametrize(
    ("references", "words"),
    [
        pytest.param([MINISTRY], "with a new reference: mfa.example/fiji", id="an address"),
        pytest.param(["//un.example/a"], "with a new reference: un.example/a", id="no scheme"),
        pytest.param(["#mfa"], "with a new reference: “mfa”", id="a name"),
        pytest.param(["#:02"], "with a new reference", id="a name that an editor's program gave"),
        pytest.param(
            ["[[Nick Smith|Smith]] 2001, p. 7"],
            "with a new reference: “Smith 2001, p. 7”",
            id="a text",
        ),
        pytest.param(
            ["{{cite book|last=Smith|title = Small States |year=2001}}"],
            "with a new reference: “Small States”",
            id="a template with a title",
        ),
        pytest.param(["{{sfn|Smith|2001}}"], "with a new reference", id="a template without"),
        pytest.param(["", "#"], "with 2 new references", id="two of which nothing is known"),
        pytest.param(
            [MINISTRY, "#a", "", "#b"],
            "with new references: mfa.example/fiji, “a” and 2 more",
            id="many",
        ),
        pytest.param(
            ["https://a.example/" + "b" * 300],
            "with a new reference: a.example/" + "b" * 53 + "…",
            id="a long one is cut",
        ),
    ],
)
def test_references_in_words(references, words):
    assert cited(references) == words
