"""``diplowatch audit``: over files, exports and a database, and with the wiki's own names."""

import json
from datetime import UTC, datetime

import pytest

from scraper.article import Article, Revision
from scraper.parse import Parser
from storage.history import History

HEAD = '==Diplomatic relations==\n{| class="wikitable"\n! Country !! Date\n'
CHAD, FIJI = "Foreign relations of Chad", "Foreign relations of Fiji"


def listing(*rows):
    return HEAD + "".join(f"|-\n| {{{{flag|{name}}}}} || {date}\n" for name, date in rows) + "|}\n"


TEXTS = {
    CHAD: listing(("Fiji", "3 May 1970"), ("Togo", "5 January 1961"), ("Togo", "1 May 1990")),
    FIJI: listing(("Chad", "3 May 1983"), ("Togo", "1971")),
}
BLIND = f"{HEAD}|-\n| {{{{flag|}}}} ||\n|-\n| ||\n|}}\n"


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / f"{title}.wiki" for title in TEXTS]
    for path, text in zip(paths, TEXTS.values(), strict=True):
        path.write_text(text)
    return paths


def german(*rows):
    listed = "".join(f"|-\n| [[{name}]] || {date}\n" for name, date in rows)
    head = "== Diplomatische Beziehungen ==\n{|\n! Staat !! Aufnahme der Beziehungen\n"
    return f"{head}{listed}|}}\n"


GERMAN = {
    "Außenpolitik des Tschad": german(("Fidschi", "3. Mai 1970"), ("Togo", "5. Januar 1961")),
    "Außenpolitik Fidschis": german(("Tschad", "3. Mai 1983"), ("Togo", "1971")),
}


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "history.db"
    parser = Parser()
    with History(path) as history, history.transaction():
        for number, (title, text) in enumerate(TEXTS.items(), start=1):
            for later, said in enumerate(["", text, None]):
                moment = datetime(2024, 5, number, later, tzinfo=UTC)
                revision = Revision(number * 10 + later, 0, moment, "Alice", "", said)
                snapshot = None if said is None else parser.parse(title, said)
                history.add(Article("en.example", title), revision, snapshot)
    return path


def findings(ended):
    """Say what a JSON output found: kinds, and the articles with what they say."""
    found = json.loads(ended.out)["findings"]
    return [(one["kind"], *(side["says"] for side in one["sides"])) for one in found]


ALL = [
    ("dates", "Fiji since 3 May 1970", "Chad since 3 May 1983"),
    ("twice", "Togo since 5 January 1961", "Togo since 1 May 1990"),
]


def test_files_are_held_against_each_other(diplowatch, files):
    ended = diplowatch("audit", *files, "--format", "json")

    assert (findings(ended), ended.err, ended.status) == (ALL, "", 0)


def test_articles_of_another_language_are_held_against_each_other(diplowatch, tmp_path):
    for title, text in GERMAN.items():
        (tmp_path / f"{title}.wiki").write_text(text, encoding="utf-8")
    ended = diplowatch(
        "audit", "--wiki", "de.wikipedia.org", "--format", "json", *tmp_path.glob("*.wiki")
    )

    assert findings(ended) == [("dates", "Tschad since 3 May 1983", "Fidschi since 3 May 1970")]


def test_a_database_is_audited_as_its_newest_texts_say(diplowatch, database):
    ended = diplowatch("audit", "--db", database, "--format", "json")
    revisions = {
        side["revision"] for one in json.loads(ended.out)["findings"] for side in one["sides"]
    }

    assert (findings(ended), revisions) == (ALL, {11, 21})


def test_of_an_export_the_newest_revision_counts(diplowatch, tmp_path):
    page = "<page><title>{}</title><ns>0</ns><id>{}</id>{}</page>"
    revision = (
        "<revision><id>{0}</id><timestamp>2024-05-0{0}T12:00:00Z</timestamp>"
        "<contributor><username>A</username><id>1</id></contributor>"
        "<text>{1}</text></revision>"
    )
    pages = [
        page.format(title, number, revision.format(2, text) + revision.format(1, "Old."))
        for number, (title, text) in enumerate(TEXTS.items(), start=1)
    ]
    info = "<siteinfo><base>https://en.example/wiki/Main</base></siteinfo>"
    export = tmp_path / "export.xml"
    export.write_text(f"<mediawiki>{info}{''.join(pages)}</mediawiki>")

    assert findings(diplowatch("audit", export, "--format", "json")) == ALL


def test_a_table_in_a_pipe_is_plain(diplowatch, files):
    columns = "severity  apart     article  says                       other  other_says\n"

    assert diplowatch("audit", *files).out == (
        columns + "years     13 years  Chad     Fiji since 3 May 1970      Fiji   "
        "Chad since 3 May 1983\n"
        "years     29 years  Chad     Togo since 5 January 1961         Togo since 1 May 1990\n"
    )


@pytest.mark.parametrize(
    ("choice", "chosen"),
    [
        pytest.param(["--kind", "twice"], ALL[1:], id="one kind"),
        pytest.param(["--kind", "twice", "--kind", "dates"], ALL, id="several kinds"),
        pytest.param(["--article", "fiji"], ALL[:1], id="the subject of an article"),
        pytest.param(["--article", CHAD], ALL, id="the title of an article"),
        pytest.param(["--kind", "claim"], [], id="a kind of which there is none"),
    ],
)
def test_what_is_listed_can_be_chosen(diplowatch, files, choice, chosen):
    assert findings(diplowatch("audit", *files, *choice, "--format", "json")) == chosen


def test_a_summary_counts(diplowatch, files):
    assert diplowatch("audit", *files, "--summary", "--format", "csv").out == (
        "severity,kind,number\nyears,dates,1\nyears,twice,1\n"
        ",all findings,2\n,pairs stated on both sides,1\n,articles,2\n"
    )


@pytest.mark.parametrize("form", ["table", "json", "csv", "html"])
def test_output_can_go_to_a_file(diplowatch, files, tmp_path, form):
    shown = diplowatch("audit", *files, "--format", form)
    ended = diplowatch("audit", *files, "--format", form, "--output", "out")
    # The page tells the minute in which it was made.
    written = [
        text.partition("<p class=")[0] for text in (shown.out, (tmp_path / "out").read_text())
    ]

    assert (written[0] == written[1], ended.out, ended.status) == (True, "", 0)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param([], 1, id="something is found"),
        pytest.param(["--kind", "claim"], 0, id="nothing is found"),
    ],
)
def test_findings_can_set_the_exit_status(diplowatch, files, arguments, status):
    assert diplowatch("audit", *files, "--exit-code", *arguments).status == status


def test_what_could_not_be_read_is_said_and_fails(diplowatch, files, tmp_path):
    blind = tmp_path / "Foreign relations of Togo.wiki"
    blind.write_text(BLIND)

    ended = diplowatch("audit", *files, blind, "--exit-code")

    assert (ended.status, ended.err) == (
        3,
        'diplowatch: "Foreign relations of Togo" on en.wikipedia.org, line 2: '
        f"{_blind(blind)}, so that contradictions there may be missed: look at the article\n",
    )


def _blind(path):
    problems = Parser().parse("", path.read_text()).problems
    return next(problem.what for problem in problems if problem.grade == "blind")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param(["--article", "Mali"], 'no article "Mali" is among', id="an unread article"),
        pytest.param(["--names", "--summary"], "--names goes with", id="names with a choice"),
        pytest.param(["--names", "--format", "html"], "HTML is for", id="names as a page"),
        pytest.param(["--output", "no/such/file"], "no/such/file", id="a folder that is not there"),
        pytest.param(["missing.wiki"], "missing.wiki", id="a file that is not there"),
        pytest.param(["--kind", "worst"], "worst", id="a kind that is none"),
    ],
)
def test_mistakes_are_one_line_and_status_2(diplowatch, files, arguments, says):
    ended = diplowatch("audit", *files, *arguments)

    assert (ended.status, says in ended.err, ended.err.count("\n")) == (2, True, 1)


def test_without_a_database_it_says_how_to_get_one(diplowatch):
    ended = diplowatch("audit", "--db", "none.db")

    assert (ended.status, 'no database "none.db"' in ended.err) == (2, True)


def test_names_are_held_against_the_wiki(diplowatch, settle, loopback_wiki, tmp_path):
    settle(CHAD)
    loopback_wiki.edit("Template:Country data Fiji", "")
    loopback_wiki.redirect("Template:Country data Swatini", "Template:Country data Eswatini")
    loopback_wiki.edit("Template:Country data Eswatini", "")
    text = tmp_path / f"{CHAD}.wiki"
    text.write_text(listing(("Fiji", "1970"), ("Swatini", "1971"), ("Togo", "1960")))

    ended = diplowatch(
        "audit", text, "--names", "--wiki", loopback_wiki.host, "--format", "csv", "--exit-code"
    )

    assert (ended.out.splitlines()[1:], ended.err, ended.status) == (
        [f"alias,{loopback_wiki.host},relation,Swatini,,?swatini,Eswatini,,SWZ"],
        "",
        1,
    )
