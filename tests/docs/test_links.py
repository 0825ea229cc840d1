import re
from pathlib import Path
from pkgutil import resolve_name

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
LINK = re.compile(r"\[[^\]]*\]\((?!\w+:|#)([^)#\s]+)")
PATH = re.compile(r"`((?:scraper|storage|reports|monitor|tests|docs|\.ci)/[\w./-]*)`")

NAME = re.compile(r"`((?:scraper|storage|reports|monitor)(?:\.\w+)+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path):
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page: Path):
    paths = PATH.findall(page.read_text(encoding="utf-8"))

    assert [path for path in paths if "NAME" not in path and not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_and_function_that_a_page_names_is_there(page: Path):
    names = NAME.findall(page.read_text(encoding="utf-8"))

    assert [name for name in names if not is_there(name)] == []


def is_there(name: str) -> bool:
    """Tell whether "folder.module.Class.method" leads to something."""
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True
