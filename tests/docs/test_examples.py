import re
from pathlib import Path

import pytest

from scraper.parse import Parser
from tests.scraper.told import told

PAGES = sorted((Path(__file__).parents[2] / "docs").glob("*.md"))
EXAMPLE = re.compile(r"```wikitext\n(.*?)\n```\n```text\n(.*?)\n```\n", re.DOTALL)
EXAMPLES = [found for page in PAGES for found in EXAMPLE.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("wikitext", "said"), EXAMPLES)
def test_an_example_says_what_stands_under_it(wikitext: str, said: str):
    assert told(Parser().parse("Foreign relations of Mongolia", wikitext)) == said
