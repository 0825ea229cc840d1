"""Titles looked up at a real MediaWiki; Wikidata's extension it has not."""

import pytest

from scraper.titles_online import Entry
from scraper.wiki import Wiki

pytestmark = pytest.mark.mediawiki


def test_redirects_lead_to_the_page_and_missing_pages_are_left_out(mediawiki):
    mediawiki.edit("Eswatini", "A kingdom.")
    mediawiki.edit("Swaziland", "#REDIRECT [[Eswatini]]")
    with Wiki(mediawiki.host, api=mediawiki.api) as reader:
        found = reader.look_up(["swaziland", "Eswatini", "Nowhere"])

    assert found == {"swaziland": Entry("Eswatini"), "Eswatini": Entry("Eswatini")}
