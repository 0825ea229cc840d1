"""Every command of README.md and docs/: those to type are typed, the others could be."""

import re
import shlex
from pathlib import Path

import click
import pytest

from monitor.commands import program
from tests.docs.blocks import PAGES, ROOT, agrees, named, typed
from tests.docs.reader import Reader
from tests.loopback_wiki import LoopbackWiki

TARGETS = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
INSTALLERS = ("pipx", "pip", "python3", "git", "cd", "sudo", "docker", "podman")
"""What else a block may tell to type: it brings the program there, and is not it."""


def is_ours(line: str) -> bool:
    return re.search(r"(?:^|[|&;]\s*)(?:\S+/)?diplowatch ", line) is not None


@pytest.fixture
def reader(demo: Path, tmp_path: Path, loopback_wiki: LoopbackWiki) -> Reader:
    reader = Reader(tmp_path, loopback_wiki)
    reader.settle_in(demo)
    return reader


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if any(is_ours(one.line) and not one.why for one in typed(page))],
    ids=lambda page: page.name,
)
def test_what_a_page_says_to_type_works_from_its_top_to_its_end(page: Path, reader: Reader):
    for one in typed(page):
        if is_ours(one.line) and not one.why:
            status, written = reader.type(one.line.replace(".venv/bin/", ""))

            # With --exit-code a status answers, and the page says what it means.
            fine = {0, 1, 3} if "--exit-code" in one.line else {0}
            assert status in fine, f'{one.line}: {status}: {written} (see "Pages", CONTRIBUTING.md)'
            assert one.printed is None or agrees(written, one.printed), (one.line, written)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whatever_else_a_page_says_to_type_is_known(page: Path):
    others = [one.line for one in typed(page) if not is_ours(one.line) and not one.why]

    assert [
        line
        for line in others
        if not (line.split()[0] == "make" and set(line.split()[1:2]) <= set(TARGETS))
        and not line.startswith(INSTALLERS)
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_that_a_page_names_is_there(page: Path):
    lines = [*named(page), *(one.line for one in typed(page) if one.line.startswith("diplowatch "))]

    assert [line for line in lines if not could_be_typed(line)] == []


def could_be_typed(line: str) -> bool:
    """Tell whether the program has the command and all options of a line."""
    words = shlex.split(line.replace("'", "") if line.count("'") % 2 else line)[1:]
    options = [option for option in options_of(program) if option in words[:1]]
    words = words[len(options) :]
    if not words:
        return True
    command = program.commands.get(words[0])
    if words[0].isupper():  # "diplowatch COMMAND --help"
        return True
    if command is None:
        return False
    asked = {word.partition("=")[0] for word in words[1:] if re.match(r"-{1,2}[a-z]", word)}
    return asked <= options_of(command)


def options_of(command: click.Command) -> set[str]:
    return {option for each in command.params for option in each.opts} | {"-h", "--help"}


@pytest.mark.parametrize(
    ("printed", "shown", "agreed"),
    [
        pytest.param("a\nb\n", "a\nb\n", True, id="the same"),
        pytest.param("a\nb\nc\n", "a\n...\nc\n", True, id="dots stand for lines"),
        pytest.param("a\nc\n", "a\n...\nc\n", True, id="or for none"),
        pytest.param("a\nb\n", "a\n", False, id="what is left out has to be said"),
        pytest.param("a\n", "b\n", False, id="another"),
    ],
)
def test_what_is_printed_is_held_against_what_is_shown(printed, shown, agreed):
    assert agrees(printed, shown) == agreed
