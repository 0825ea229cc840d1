"""Whatever strangers write is words on a page, and nothing else."""

import json

import pytest

from monitor.web.addresses import article_path, compare_path, topic_path
from monitor.web.routes import Request, answer
from monitor.web.sight import Site
from scraper.article import Article
from tests.monitor.web.seen import Seen
from tests.monitor.web.world import WIKI, fill, text

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp; \u202eevil"
TITLE = "Foreign relations of <i onclick=alert(1)>\"'&?#/..%2e.json"
NAME = 'Ruritania"onload=alert(1) &lt;svg onload=alert(1)&gt;'
OURS = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "div", "nav", "ul",
    "li", "form", "label", "input", "button", "main", "h1", "h2", "h3", "p", "section", "span",
    "footer", "table", "caption", "thead", "tbody", "tr", "th", "td", "colgroup", "col", "bdi",
    "time", "abbr", "select", "option", "figure", "img", "figcaption", "dl", "dt", "dd", "b",
    "mark", "article", "code",
}  # fmt: skip
ARTICLE = Article(WIKI, TITLE)


@pytest.fixture(scope="module")
def evil_site(tmp_path_factory):
    path = tmp_path_factory.mktemp("evil") / "evil #1?%41.sqlite"
    row = f"|-\n| [[{NAME}]] || 5 May 2011 {EVIL}<ref>{EVIL}</ref>\n"
    table = text("Chad since 5 May 2011").replace("|}", f"{row}|}}")
    lead = f"Relations with 99 states{EVIL}.\n=={EVIL}==\n{{|\n| never closed\n"
    fill(path, {TITLE: [text("Chad since 1999"), table, f"{table}\n{lead}"]}, user=EVIL)
    opened = Site(path)
    yield opened
    opened.close()


def paths():
    yield from ("/", "/articles", "/counterparts", "/organisations", "/relations", "/audit")
    yield from ("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/search?q=ruritania")
    yield "/audit?about=%22%3E%3Cscript%3E"
    yield article_path(ARTICLE)
    yield f"{article_path(ARTICLE)}?minor=1&n=2"
    yield f"{article_path(ARTICLE)}?sort=%22%3E%3Cscript%3E"
    yield f"{compare_path(ARTICLE)}?minor=1"
    yield topic_path("relation", "TCD")
    yield topic_path("relation", "?<b>\"'")


@pytest.mark.parametrize("path", list(paths()))
def test_it_neither_adds_elements_nor_attributes(evil_site, path):
    bare, _, query = path.partition("?")
    given = answer(evil_site, Request(bare, query))
    seen = Seen(given.body.decode()) if given.body else Seen("")

    assert {one.tag for one in seen.elements} <= OURS
    assert not [one for one in seen.elements if any(name[:2] == "on" for name in one.attributes)]
    assert {one.attributes["src"] for one in seen.all("script")} <= {"/static/web.js"}
    assert "\u202e" not in given.body.decode()


def test_a_title_of_any_letters_has_its_page_and_its_json(evil_site):
    page = answer(evil_site, Request(article_path(ARTICLE)))
    told = answer(evil_site, Request(f"{article_path(ARTICLE)}.json"))

    assert [page.status, told.status] == [200, 200]
    assert json.loads(told.body)["article"]["title"] == TITLE


def test_its_words_are_shown(evil_site):
    seen = Seen(answer(evil_site, Request(article_path(ARTICLE))).body.decode())

    assert TITLE in seen.text()
    assert 'Ruritania"onload=alert(1) <svg onload=alert(1)>' in seen.text()
    assert 'by "><script>alert(1)</script>' in seen.text()


def test_links_lead_to_where_they_say(evil_site):
    seen = Seen(answer(evil_site, Request(article_path(ARTICLE))).body.decode())
    links = [one.attributes["href"] for one in seen.all("a")]

    assert {link.partition("/")[0] for link in links} <= {"", "https:", "#main"} | {
        link for link in links if link.startswith("#")
    }


def test_a_picture_of_it_is_a_picture(evil_site):
    pytest.importorskip("matplotlib", reason='needs Matplotlib, the extra "plot"')

    given = answer(evil_site, Request(topic_path("relation", "TCD").join(("/picture", ".svg"))))

    assert (given.status, b"<script" in given.body) == (200, False)
    assert "default-src 'none'" in dict(given.headers)["content-security-policy"]
