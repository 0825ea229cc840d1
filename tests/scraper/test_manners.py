import pytest

from scraper.manners import Pace, Patience, contact_problem, is_wikimedia, retry_after, user_agent
from tests.fake_time import FakeTime

_DATE = "Wed, 25 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("host", "wikimedia"),
    [
        pytest.param("en.wikipedia.org", True, id="a Wikipedia"),
        pytest.param("EN.WIKIPEDIA.ORG:443", True, id="in capitals, with a port"),
        pytest.param("www.mediawiki.org", True, id="MediaWiki's own"),
        pytest.param("commons.wikimedia.org.", True, id="with the root's dot"),
        pytest.param("wikidata.org", True, id="without a subdomain"),
        pytest.param("127.0.0.1:8080", False, id="loopback"),
        pytest.param("wikipedia.org.example.net", False, id="a name that begins like one"),
        pytest.param("notwikipedia.org", False, id="a name that ends like one"),
    ],
)
def test_wikimedia_is_told_by_its_hosts(host, wikimedia):
    assert is_wikimedia(host) is wikimedia


@pytest.mark.parametrize(
    ("contact", "problem"),
    [
        pytest.param("operator@example.org", "", id="an address"),
        pytest.param("https://example.org/bot", "", id="a URL"),
        pytest.param("User:Operator", "", id="a user page"),
        pytest.param("", "none is given", id="nothing"),
        pytest.param("me", "it is no e-mail address, URL or user page (User:Name)", id="a word"),
        pytest.param(
            "a@b.org\r\nX: y",
            "it has characters that no HTTP header can carry",
            id="a second header",
        ),
    ],
)
def test_a_contact_is_one_that_can_be_reached(contact, problem):
    assert contact_problem(contact) == problem


def test_the_user_agent_names_program_operator_and_library():
    agent = user_agent("operator@example.org", "python-requests/2.32")

    program, contact, library = agent.split()
    assert (program.partition("/")[0], contact, library) == (
        "diplowatch", "(operator@example.org)", "python-requests/2.32",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({"Retry-After": "18"}, 18.0, id="seconds"),
        pytest.param({"Retry-After": "2.5"}, 2.5, id="a decimal number, as Wikimedia gives"),
        pytest.param({}, None, id="none"),
        pytest.param({"Retry-After": "soon"}, None, id="a word"),
        pytest.param({"Retry-After": "-3"}, None, id="a time that has passed"),
        pytest.param({"Retry-After": "nan"}, None, id="no number"),
        pytest.param({"Retry-After": "inf"}, None, id="for ever"),
        pytest.param(
            {"Retry-After": "Wed, 25 Nov 2026 10:00:40 GMT", "Date": _DATE}, 40.0, id="a date"
        ),
        pytest.param({"Retry-After": _DATE}, None, id="a date without the answer's own"),
    ],
)
def test_the_wait_that_a_wiki_asks_for_is_read(headers, seconds):
    assert retry_after(headers) == seconds


@pytest.mark.parametrize(
    ("busy", "delays"),
    [
        pytest.param(False, [1, 2, 4, 8], id="out of reach"),
        pytest.param(True, [5, 10, 20, 40], id="busy: longer than Wikimedia's minute in all"),
    ],
)
def test_each_wait_is_twice_the_one_before(busy, delays):
    patience = Patience(jitter=lambda: 0.0)

    assert [patience.delay(tried, None, busy=busy) for tried in (1, 2, 3, 4)] == delays


def test_after_any_number_of_tries_the_longest_wait_is_the_same():
    assert [Patience().delay(tried, None, busy=False) for tried in (60, 2_000)] == [300, 300]


def test_a_wait_is_never_shorter_than_asked_for():
    least = Patience(jitter=lambda: 0.0).delay(1, 18.0, busy=True)
    most = Patience(jitter=lambda: 0.9).delay(1, 18.0, busy=True)

    assert (least, most) == (18.0, 18.9)


def test_requests_keep_their_distance():
    time = FakeTime()
    pace = Pace(0.5, time.clock, time.sleep)

    starts = []
    for work in (0.1, 0.7, 0.0, 0.0):
        pace.wait()
        starts.append(round(time.now - 1000.0, 3))
        time.now += work
    assert starts == [0.0, 0.5, 1.2, 1.7]
