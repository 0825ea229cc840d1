"""Families of articles, and the time of day, as a real MediaWiki tells them."""

from datetime import UTC, datetime, timedelta

import pytest

from scraper.fetch import WikiError
from scraper.wiki import Wiki

pytestmark = pytest.mark.mediawiki

FAMILY = "[[Category:Relations by country]]"


def test_a_category_and_the_links_of_a_template_name_a_family(mediawiki):
    mediawiki.edit("Relations of Chad", FAMILY)
    mediawiki.edit("Category:Relations of Fiji", FAMILY)
    mediawiki.edit("Template:Family", "[[Relations of Chad]] [[Nowhere]] [[:Category:Oceania]]")
    with Wiki(mediawiki.host, api=mediawiki.api) as wiki:
        found = wiki.in_category("Relations by country"), wiki.linked_from("Template:Family")
        with pytest.raises(WikiError, match="no page"):
            wiki.linked_from("Template:Nobody")
        late = datetime.now(UTC) - wiki.clock()

    assert found == (["Relations of Chad", "Relations of Fiji"], ["Nowhere", "Relations of Chad"])
    assert abs(late) < timedelta(minutes=10)
