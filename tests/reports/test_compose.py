from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reports.channel import AtomChannel, Channel, FileChannel, MailChannel, StdoutChannel
from reports.compose import compose
from reports.message import Message, domain_of, from_document, to_document
from reports.report import ArticleNews, Baseline, Failure, Report, ReportError
from reports.settle import Pending
from scraper.article import Article
from scraper.snapshot import Fact
from storage.change import Change

MADE_AT = datetime(2024, 5, 3, 12, 4, tzinfo=UTC)


def begins(title: str) -> ArticleNews:
    return ArticleNews(Article("en.wikipedia.org", title), None, Baseline(1, 2))


MONGOLIA, PERU = begins("Foreign relations of Mongolia"), begins("Foreign relations of Peru")
FIJI = Fact("relation", "FJI", "Fiji", "2002", (), "established", "")
LISTED = Change("relation", "established", "FJI", None, FIJI)
WAITING = ArticleNews(PERU.article, None, pending=(Pending(LISTED, MADE_AT),))
ONE = Report("r1", "everyone", MADE_AT, (MONGOLIA,))
FAILING = Report("r2", "everyone", MADE_AT, failures=(Failure("x", "y", MADE_AT),))
READERS = MailChannel(
    "Watch <watch@example.org>", ("a@example.net", "b@example.net", "a@example.net")
)


def only(report: Report, channel: Channel = READERS, installation: str = "db") -> Message:
    return compose(report, channel, installation)[0]


def test_every_recipient_gets_one_message_under_an_id_of_their_own() -> None:
    messages = compose(ONE, READERS, "db")

    assert [message.recipient for message in messages] == ["a@example.net", "b@example.net"]
    assert len({message.id for message in messages}) == 2
    assert {message.id.rpartition("@")[2] for message in messages} == {"example.org>"}


def test_composed_again_it_is_the_same_message() -> None:
    assert compose(ONE, READERS, "db") == compose(ONE, READERS, "db")


@pytest.mark.parametrize(
    ("report", "installation"),
    [
        pytest.param(replace(ONE, key="r2"), "db", id="another report"),
        pytest.param(replace(ONE, subscription="me"), "db", id="another subscription"),
        pytest.param(ONE, "other", id="another database"),
    ],
)
def test_other_reports_have_other_ids(report: Report, installation: str) -> None:
    assert only(report, installation=installation).id != only(ONE).id


def test_each_subscription_is_a_list_of_its_own() -> None:
    names = ["everyone", "a-b", "a b", "A-b", "Россия", "日本", "reports", "x" * 61, "x" * 62]
    lists = [only(replace(ONE, subscription=name)).list_id for name in names]

    assert len(set(lists)) == len(names)


def test_the_list_of_a_plain_name_is_called_by_it() -> None:
    assert only(ONE).list_id == "<everyone.diplowatch-7bdc25d1694e.localhost>"


@pytest.mark.parametrize(
    ("report", "same"),
    [
        pytest.param(replace(ONE, key="r2"), True, id="the next report of the article joins it"),
        pytest.param(
            replace(ONE, news=(MONGOLIA, WAITING)), True, id="beside one with pending changes, too"
        ),
        pytest.param(replace(ONE, news=(PERU,)), False, id="another article does not"),
        pytest.param(replace(ONE, news=(MONGOLIA, PERU)), False, id="several articles do not"),
    ],
)
def test_the_reports_of_an_article_make_a_thread(report: Report, same: bool) -> None:
    assert (only(report).thread == only(ONE).thread) == same


def test_the_reports_of_several_articles_make_a_thread_of_the_subscription() -> None:
    several, waiting = replace(ONE, news=(MONGOLIA, PERU)), replace(FAILING, news=(WAITING,))

    assert only(several).thread == only(waiting).thread == only(FAILING).thread


@pytest.mark.parametrize(
    ("channel", "beginning", "alternative"),
    [
        pytest.param(READERS, "Foreign relations of", "<!DOCTYPE html>", id="a mail has both"),
        pytest.param(StdoutChannel(), "Foreign relations of", "", id="standard output is text"),
        pytest.param(FileChannel(Path("x"), "markdown"), "# Foreign", "", id="a Markdown file"),
        pytest.param(FileChannel(Path("x"), "html"), "<!DOCTYPE html>", "", id="an HTML file"),
        pytest.param(AtomChannel(Path("x")), "<div", "", id="an entry of a feed is within one"),
        pytest.param(FileChannel(Path("x"), "json"), "{\n", "", id="a JSON file"),
        pytest.param(
            FileChannel(Path("x"), "json", append=True), '{"report"', "", id="appended: JSON lines"
        ),
    ],
)
def test_each_channel_has_its_rendering(channel: Channel, beginning: str, alternative: str) -> None:
    message = only(ONE, channel)

    assert message.text.startswith(beginning)
    assert message.html.startswith(alternative)
    assert bool(message.html) == bool(alternative)


@pytest.mark.parametrize(
    ("report", "subject"),
    [
        (ONE, "Foreign relations of Mongolia: watching begins"),
        (replace(ONE, news=(MONGOLIA, PERU)), "diplowatch: watching begins for 2 articles"),
        (replace(ONE, news=()), "diplowatch: no changes"),
        (replace(ONE, failures=(Failure("x", "y", MADE_AT),)),
         "Foreign relations of Mongolia: watching begins, 1 failure"),
        (replace(FAILING, news=(WAITING,)), "diplowatch: 1 failure"),
        (replace(ONE, news=(WAITING, MONGOLIA)), "Foreign relations of Mongolia: watching begins"),
    ],
)  # fmt: skip
def test_subject(report: Report, subject: str) -> None:
    assert only(report).subject == subject


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (25 * 60, "x: no success for 25 hours: y (since"),
        (60, "x: no success for 1 hour: y (since"),
        (59, "x: no success for 59 minutes: y (since"),
        (0, "x: y (since"),
        (-1, "x: y (since"),
    ],
)
def test_how_long_a_failure_lasts_is_said_in_hours_else_minutes(minutes: int, said: str) -> None:
    failure = Failure("x", "y", MADE_AT - timedelta(minutes=minutes), lasts=True)

    assert said in only(replace(ONE, failures=(failure,))).text


def test_a_stored_message_comes_back_whole() -> None:
    message = only(ONE)

    assert from_document(to_document(message)) == message


def test_a_stored_message_that_was_cut_is_refused() -> None:
    with pytest.raises(ReportError, match=r"a stored message cannot be read: .*thread"):
        from_document({"id": "<x@y>"})


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("watch@example.org", "example.org"),
        ("Watch <watch@Example.ORG>", "example.org"),
        ("watch@exa\r\nmple.org", "diplowatch.invalid"),
        ("watch", "watch"),
        ("", "diplowatch.invalid"),
        ("a@b..c", "diplowatch.invalid"),
    ],
)
def test_domain_of(address: str, domain: str) -> None:
    assert domain_of(address) == domain
