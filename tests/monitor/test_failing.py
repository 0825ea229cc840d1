"""Whatever fails with a wiki harms no other article, is told as it begins and ends, and retried."""

import socket
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from monitor.commands.check import complaints
from monitor.round import go_round
from monitor.settings import ArticleGroup, Settings, WikiSettings
from monitor.stop import Stop
from monitor.wiring import watch
from scraper.fetch import Bounds
from tests.expired_tls import expired
from tests.monitor.failing import ANSWERS, LASTING, expected
from tests.monitor.world import BEGINNING, FIJI, MONGOLIA, article
from tests.monitor.world import said as told

CHAD, PERU = "Chad 5 May 2011", "Peru 30 May 1997"
ILL, WELL = "ill.test", "well.test"
"""Two names for one wiki on loopback, so that one of them can be led astray."""

USUAL, SHORT = Bounds(), Bounds(silence=1.0, whole=1.0)
PERU_IS_NEW = "established: Peru"


@dataclass(frozen=True)
class Looked:
    """What a round told, and what it complained of."""

    told: list[str]
    complaints: list[str]


@pytest.fixture
def look(loopback_wiki, tmp_path):
    """Go a round over Mongolia on a wiki that may be ill, and Fiji on one that is well."""
    for each in (MONGOLIA, FIJI):
        loopback_wiki.edit(each.title, article(CHAD))
    now = [BEGINNING]

    def look(what="", api=loopback_wiki.api, well=WELL):
        now[0] += timedelta(days=1)
        settings = Settings(
            articles=(ArticleGroup((MONGOLIA.title,), ILL), ArticleGroup((FIJI.title,), well)),
            wikis={ILL: WikiSettings(api, tries=1), WELL: WikiSettings(loopback_wiki.api)},
            database=str(tmp_path / "diplowatch.db"),
        )
        bounds = SHORT if what in LASTING else USUAL
        with watch(settings, {}, Stop(), bounds=bounds) as opened:
            outcome = go_round(opened, now[0])
        return Looked(told(outcome), complaints(outcome, only_new=True))

    return look


@pytest.fixture
def astray(loopback_wiki, tmp_path, monkeypatch):
    """Give the address of a wiki that fails in some way."""

    @contextmanager
    def astray(what):
        ill = loopback_wiki.api.replace("/w/", "/ill/")
        with ExitStack() as stack:
            if what == "its TLS certificate has expired":
                yield stack.enter_context(expired(tmp_path, monkeypatch))
            elif what == "nothing listens there":
                bound = stack.enter_context(socket.socket())
                bound.bind(("127.0.0.1", 0))
                yield f"http://127.0.0.1:{bound.getsockname()[1]}/w/api.php"
            elif what == "its name is not known":
                yield "http://wiki.invalid/w/api.php"
            elif what == "it has no TLS":
                yield ill.replace("http:", "https:")
            else:
                loopback_wiki.trouble = lambda _: (
                    ANSWERS[what] if "/ill/" in loopback_wiki.asked[-1].path else None
                )
                yield ill

    return astray


def failing(what, api):
    """Give what is said of a failure."""
    said = expected()[what].replace("URL", api).replace("WIKI", ILL)
    return said.replace("300 s", f"{SHORT.whole:g} s")


def again(what):
    """Give what a round tells in which the news comes that could not come before."""
    line = f"{what} works again; it had failed since 2026-01-03 00:00 UTC"
    return Looked([PERU_IS_NEW, f"works again: {what}"], [line])


@pytest.mark.parametrize("what", ["the connection is reset", "404", "readonly", "truncated JSON"])
def test_an_answer_that_is_none_harms_one_article_for_as_long_as_it_comes(
    look, loopback_wiki, what
):
    look(well=ILL)
    for each in (MONGOLIA, FIJI):
        loopback_wiki.edit(each.title, article(CHAD, PERU))
    loopback_wiki.trouble = lambda _: (
        ANSWERS[what] if loopback_wiki.asked[-1].parameters["titles"] == MONGOLIA.title else None
    )
    begins, lasts = look(what, well=ILL), look(what, well=ILL)
    loopback_wiki.trouble = lambda _: None

    said = f'"{MONGOLIA.title}": {failing(what, loopback_wiki.api)}'
    assert [begins, lasts, look(well=ILL), look(well=ILL)] == [
        Looked([PERU_IS_NEW, f"fails: {MONGOLIA.title}"], [said]),
        Looked([], []),
        again(f"{ILL}:{MONGOLIA.title}"),
        Looked([], []),
    ]


@pytest.mark.parametrize("what", expected())
def test_a_wiki_that_fails_harms_no_other_for_as_long_as_it_does(look, loopback_wiki, astray, what):
    look()
    for each in (MONGOLIA, FIJI):
        loopback_wiki.edit(each.title, article(CHAD, PERU))
    with astray(what) as api:
        begins, lasts = look(what, api), look(what, api)

    assert [begins, lasts, look(), look()] == [
        Looked([PERU_IS_NEW, f"fails: {ILL}"], [failing(what, api)]),
        Looked([], []),
        again(ILL),
        Looked([], []),
    ]
