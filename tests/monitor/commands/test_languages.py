"""Articles in another language, on the command line: files, a wiki on loopback, a database."""

import json

import pytest

from tests.monitor.exports import export

TEXT = """== Diplomatische Beziehungen ==
{| class="wikitable"
! Staat !! Aufnahme der Beziehungen
|-
| [[Frankreich]] || 27. April 1965
|-
| [[Elfenbeinküste]] || 5.12.1990
|}
"""
SAID = [("FRA", "1965-04-27"), ("CIV", "1990-12-05")]
MONGOLIA = "Außenpolitik der Mongolei"


def said(relations):
    return [(one["identity"], one["since"]) for one in relations]


@pytest.fixture
def dump(tmp_path):
    """Write a dump of a wiki of which only settings can tell the language."""
    path = tmp_path / "dump.xml"
    path.write_bytes(export({MONGOLIA: [TEXT]}, wiki="wiki.example.org"))
    (tmp_path / "diplowatch.toml").write_text(
        f'contact = "a@example.org"\n[[articles]]\nwiki = "wiki.example.org"\n'
        f'titles = ["{MONGOLIA}"]\n[wikis."wiki.example.org"]\nlanguage = "de"\n'
    )
    return path


def test_a_file_is_read_in_the_language_that_is_named(diplowatch, tmp_path):
    (tmp_path / "x.wiki").write_text(TEXT, encoding="utf-8")
    ended = diplowatch("parse", "--language", "de", "x.wiki")

    assert said(json.loads(ended.out)["relations"]) == SAID


def test_a_language_without_words_is_a_mistake(diplowatch, tmp_path):
    (tmp_path / "x.wiki").write_text(TEXT, encoding="utf-8")
    ended = diplowatch("parse", "--language", "tlh", "x.wiki")

    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert 'no words of the language "tlh": there are de, en, ru' in ended.err


@pytest.mark.parametrize(
    "command",
    [["backfill", "--from", "dump.xml"], ["ingest", "dump.xml", "--title", "*", "--workers", "1"]],
    ids=["backfill", "ingest"],
)
@pytest.mark.usefixtures("dump")
def test_a_wiki_is_read_in_the_language_of_its_settings(diplowatch, command):
    ended = diplowatch(*command)

    assert ended.status == 0
    assert facts(diplowatch) == SAID


def test_another_language_in_the_settings_reads_all_again(diplowatch, dump, tmp_path):
    settings = tmp_path / "diplowatch.toml"
    german = settings.read_text()
    settings.write_text(german.replace('"de"', '"en"'))
    diplowatch("backfill", "--from", dump)
    before = facts(diplowatch)
    settings.write_text(german)
    ended = diplowatch("reparse")

    assert (before, facts(diplowatch)) == ([], SAID)
    assert ended.err.startswith("1 article read again")


def facts(diplowatch):
    """Give what the database says now."""
    rows = json.loads(diplowatch("show", MONGOLIA, "--format", "json").out)
    return sorted(said(rows), key=SAID.index)
