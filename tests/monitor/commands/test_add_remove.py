"""``diplowatch add`` and ``remove``: the settings file before and after."""

import json
from datetime import UTC, datetime

import pytest

from monitor.lock import locked
from monitor.settings_edit import remove_titles
from scraper.article import Article
from tests.monitor.world import article

MONGOLIA, FIJI = "Foreign relations of Mongolia", "Foreign relations of Fiji"
CHAD = "Foreign relations of Chad"
FILE = """\
# Mine.
[[articles]]
titles = [
    "Foreign relations of Mongolia",  # the first
]
wiki = "{host}"  # on loopback
# every = "1h"

# How it is reached.
[wikis."{host}"]
api = "{api}"
tries = 1
"""


@pytest.fixture
def file(tmp_path, loopback_wiki):
    """Write settings with comments, of a wiki that has three articles."""
    for title in (MONGOLIA, FIJI, CHAD):
        loopback_wiki.edit(title, article("Peru 1997"))
    path = tmp_path / "diplowatch.toml"
    path.write_text(FILE.format(host=loopback_wiki.host, api=loopback_wiki.api))
    path.chmod(0o640)
    return path


def listed(file):
    """Give the lines that the file has and had not before."""
    return [
        line for line in file.read_text().splitlines() if line not in FILE and "127" not in line
    ]


def test_a_title_is_added_and_all_else_stays(diplowatch, file):
    before = file.read_text()
    ended = diplowatch("add", FIJI)

    first = '    "Foreign relations of Mongolia",  # the first\n'
    assert file.read_text() == before.replace(first, f'{first}    "{FIJI}",\n')
    assert (ended.status, ended.out.startswith(f'added "{FIJI}" on ')) == (0, True)
    assert file.stat().st_mode & 0o777 == 0o640
    assert diplowatch("check").status == 0


def test_a_redirect_is_followed_to_its_article(diplowatch, file, loopback_wiki):
    loopback_wiki.redirect("Fiji's relations", FIJI)
    ended = diplowatch("add", "Fiji's relations")

    assert (listed(file), ended.err) == (
        [f'    "{FIJI}",'],
        f'"Fiji\'s relations" redirects to "{FIJI}".\n',
    )


def test_a_subject_is_taken_for_its_article(diplowatch, file, loopback_wiki):
    loopback_wiki.edit("Fiji", "An island country.")
    ended = diplowatch("add", "Fiji")

    assert (listed(file), ended.err) == (
        [f'    "{FIJI}",'],
        f'"Fiji" is taken for "{FIJI}".\n',
    )


def test_a_title_is_itself_where_the_pattern_says_no_more(diplowatch, file, loopback_wiki):
    loopback_wiki.edit("Fiji", "An island country.")
    diplowatch("add", "Fiji", "--like", "*")

    assert listed(file) == ['    "Fiji",']


@pytest.mark.usefixtures("file")
def test_what_a_subject_is_taken_for_is_said(diplowatch, loopback_wiki):
    known, nowhere = diplowatch("add", "Fiji"), diplowatch("add", "Newland")

    assert known.err == f'"Fiji" is taken for "{FIJI}".\n'
    assert nowhere.err.splitlines() == [
        'There is no "Foreign relations of Newland": "Newland" itself is meant.',
        f'diplowatch: no article "Newland" on {loopback_wiki.host}: check its title',
    ]


def test_an_article_is_added_by_its_pages_address(diplowatch, file, loopback_wiki):
    page = "/wiki/Foreign_relations_of_Fiji"
    elsewhere = diplowatch("add", f"https://de.wikipedia.org{page}")
    here = diplowatch("add", f"https://{loopback_wiki.host}{page}")

    assert (elsewhere.status, "give --wiki de.wikipedia.org" in elsewhere.err) == (2, True)
    assert (here.status, listed(file)) == (0, [f'    "{FIJI}",'])


def test_where_one_title_cannot_be_watched_nothing_is_written(diplowatch, file, loopback_wiki):
    loopback_wiki.edit("Georgia", "Georgia may be:")
    loopback_wiki.properties["Georgia"] = {"disambiguation": ""}
    before = file.read_text()
    ended = diplowatch("add", FIJI, "Foreign relations of Fji", "Georgia")

    missing, ambiguous = ended.err.splitlines()[-2:]
    assert (ended.status, file.read_text()) == (2, before)
    assert f'did you mean "{FIJI}"?' in missing
    assert '"Georgia" on' in ambiguous


def test_what_is_watched_already_is_said(diplowatch, file):
    before = file.read_text()

    assert diplowatch("add", MONGOLIA).out == "All of that is watched already.\n"
    assert file.read_text() == before


def test_a_dry_run_writes_nothing(diplowatch, file):
    before = file.read_text()

    assert diplowatch("add", FIJI, "--dry-run").out.startswith(f'would add "{FIJI}"')
    assert file.read_text() == before


def test_another_wiki_gets_a_group_of_its_own_after_those_that_are_there(
    diplowatch, file, loopback_wiki
):
    more = f'[wikis."localhost"]\napi = "{loopback_wiki.api}"\n'
    file.write_text(file.read_text() + more)
    diplowatch("add", FIJI, CHAD, "--wiki", "localhost")

    group = f'[[articles]]\nwiki = "localhost"\ntitles = [\n    "{FIJI}",\n    "{CHAD}",\n]\n'
    whole = FILE.format(host=loopback_wiki.host, api=loopback_wiki.api) + more
    assert file.read_text() == whole.replace("# How it is", f"{group}\n# How it is")


def test_a_family_is_what_a_category_stands_for(diplowatch, file, loopback_wiki):
    family = "[[Category:Foreign relations by country]]"
    loopback_wiki.edit("Category:Foreign relations of Fiji", family)
    loopback_wiki.edit("Category:Foreign relations of Nowhere", family)
    loopback_wiki.edit("Category:Foreign relations of Mongolia", family)
    loopback_wiki.edit("Trade routes", family)
    loopback_wiki.edit(CHAD, f"It is in {family} itself.")
    diplowatch("add", "--all")

    assert listed(file) == [f'    "{CHAD}",', f'    "{FIJI}",']


def test_a_family_is_what_a_navigation_template_links_to(diplowatch, file, loopback_wiki):
    loopback_wiki.edit("Template:Relations", f"[[{FIJI}|Fiji]] [[Oceania]] [[{MONGOLIA}]]")
    ended = diplowatch("add", "--all", "--links-of", "Template:Relations")

    assert (ended.status, listed(file)) == (0, [f'    "{FIJI}",'])


def test_a_family_of_nobody_is_a_mistake(diplowatch, file):
    found = diplowatch("add", "--all"), diplowatch("add", "--links-of", "Template:None")

    assert [one.status for one in found] == [2, 3]
    assert listed(file) == []


def test_a_title_is_removed_and_its_history_stays(diplowatch, file):
    diplowatch("add", FIJI)
    diplowatch("check")
    ended = diplowatch("remove", "Fiji")

    assert (ended.status, listed(file)) == (0, [])
    assert len(json.loads(diplowatch("list", "--format", "json").out)) == 2
    assert diplowatch("check").err == "Looked at 1 article: no changes told.\n"


@pytest.mark.parametrize(
    "name",
    ["fiji", "{host}:Fiji", "{host}:" + FIJI, "http://{host}/wiki/Foreign_relations_of_Fiji"],
)
def test_a_title_is_removed_by_any_of_its_names(diplowatch, file, loopback_wiki, name):
    diplowatch("add", FIJI)
    ended = diplowatch("remove", name.format(host=loopback_wiki.host))

    assert (ended.status, listed(file)) == (0, [])


def test_of_two_articles_of_one_name_none_is_removed(diplowatch, file):
    file.write_text(
        file.read_text() + f'[[articles]]\nwiki = "localhost"\ntitles = ["{MONGOLIA}"]\n'
    )
    before = file.read_text()
    ended = diplowatch("remove", "Mongolia")

    assert (ended.status, "name one in full" in ended.err, file.read_text()) == (2, True, before)


@pytest.mark.usefixtures("file")
def test_a_history_goes_too_once_its_article_is_no_longer_watched(diplowatch):
    diplowatch("add", FIJI)
    diplowatch("check")
    diplowatch("remove", FIJI)
    ended = diplowatch("remove", "Fiji", "--with-history")
    again = diplowatch("remove", "Fiji", "--with-history")

    assert (ended.status, ended.out) == (0, f'forgot all that was known of "{FIJI}"\n')
    assert (again.status, again.err) == (
        2, 'diplowatch: "Fiji" is not watched: "diplowatch settings" lists all\n'
    )  # fmt: skip


@pytest.mark.usefixtures("file")
def test_a_history_goes_too_where_that_is_wished(diplowatch):
    diplowatch("add", FIJI)
    diplowatch("check")
    diplowatch("remove", FIJI, "--with-history")

    (row,) = json.loads(diplowatch("list", "--format", "json").out)
    assert row["title"] == MONGOLIA
    assert diplowatch("verify").status == 0


def test_a_history_is_not_taken_from_under_a_run(diplowatch, file, tmp_path):
    diplowatch("add", FIJI)
    diplowatch("check")
    before = file.read_text()
    with locked(tmp_path / "diplowatch.db", datetime(2026, 1, 1, tzinfo=UTC)):
        ended = diplowatch("remove", FIJI, "--with-history", "--wait", "0")

    assert (ended.status, file.read_text()) == (4, before)


def test_the_last_title_stays(diplowatch, file):
    before = file.read_text()
    ended = diplowatch("remove", MONGOLIA)

    assert (ended.status, "is all that is watched" in ended.err, file.read_text()) == (
        2,
        True,
        before,
    )


def test_a_group_goes_with_its_last_title(diplowatch, file, loopback_wiki):
    file.write_text(file.read_text() + f'[wikis."localhost"]\napi = "{loopback_wiki.api}"\n')
    before = file.read_text()
    diplowatch("add", FIJI, "--wiki", "localhost")
    diplowatch("remove", FIJI)

    assert file.read_text() == before


@pytest.mark.usefixtures("file")
def test_what_is_not_watched_cannot_be_removed(diplowatch):
    assert diplowatch("remove", FIJI).status == 2


def test_removed_a_group_takes_no_indented_table_below_it_along(tmp_path):
    path = tmp_path / "diplowatch.toml"
    path.write_text(
        'contact = "you@example.org"\n[[articles]]\ntitles = ["A"]\n'
        '[[articles]]\nwiki = "de.wikipedia.org"\ntitles = ["B"]\n'
        '  [[subscriptions]]\n  name = "everyone"\n'
        '    [[subscriptions.channels]]\n    to = "stdout"\n'
    )
    remove_titles(path, [Article("de.wikipedia.org", "B")])

    assert path.read_text() == (
        'contact = "you@example.org"\n[[articles]]\ntitles = ["A"]\n'
        '  [[subscriptions]]\n  name = "everyone"\n'
        '    [[subscriptions.channels]]\n    to = "stdout"\n'
    )
