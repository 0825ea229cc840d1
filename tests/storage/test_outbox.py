from dataclasses import replace

import pytest

from storage.failures import Failures
from storage.outbox import DeliveryDone, NewDelivery, Outbox, StoredReport, UnknownReport
from storage.told import Told
from tests.storage.builders import MONGOLIA, add, at, page, revision

REPORT = StoredReport("2012-01-01 all", "all", at(0), {"news": ["Chad"]})
ANN = NewDelivery("mail", "ann@example.org", "<1@diplowatch>", {"subject": "Chad", "text": "…"})
BEN = NewDelivery("mail", "ben@example.org", "<2@diplowatch>", {"subject": "Chad", "text": "…"})


@pytest.fixture
def outbox(history):
    return Outbox(history)


@pytest.fixture
def owed(outbox):
    outbox.put(REPORT, [ANN, BEN])
    return outbox


def states(outbox):
    return [(d.recipient, d.state, d.attempts, d.error) for d in outbox.deliveries()]


def test_a_report_comes_back_as_it_was(outbox):
    number = outbox.put(REPORT, [])

    assert outbox.report(number) == outbox.reports()[0] == replace(REPORT, id=number)


def test_reports_of_one_subscription_can_be_listed(owed):
    owed.put(replace(REPORT, key="other", subscription="asia"), [])

    assert [report.key for report in owed.reports("asia")] == ["other"]


def test_what_is_owed_is_due_at_once_the_oldest_first(owed):
    assert [(d.recipient, d.message) for d in owed.due(at(0))] == [
        ("ann@example.org", ANN.message),
        ("ben@example.org", BEN.message),
    ]


def test_a_report_is_put_once_however_often_it_is_tried(owed):
    again = owed.put(replace(REPORT, document={"news": ["other"]}), [ANN, BEN])

    assert owed.report(again).document == REPORT.document
    assert len(owed.deliveries()) == 2


def test_a_delivery_that_was_sent_is_owed_no_more_and_its_message_not_kept(owed):
    first, _ = owed.due(at(0))
    owed.sent(first, at(1))

    assert [d.recipient for d in owed.due(at(9))] == ["ben@example.org"]
    done = owed.delivery(first.id)
    assert (done.state, done.message, done.done_at, done.attempts) == ("sent", {}, at(1), 1)


def test_a_delivery_that_failed_for_now_waits_and_holds_up_no_other(owed):
    first, _ = owed.due(at(0))
    owed.retry(first, "450 try again later", at(5))

    assert [d.recipient for d in owed.due(at(4))] == ["ben@example.org"]
    assert [d.recipient for d in owed.due(at(5))] == ["ann@example.org", "ben@example.org"]
    assert states(owed)[0] == ("ann@example.org", "pending", 1, "450 try again later")


def test_the_message_id_stays_the_same_at_every_attempt(owed):
    for minute in range(3):
        owed.retry(owed.due(at(minute))[0], "450", at(minute))

    assert [d.message_id for d in owed.due(at(9))] == ["<1@diplowatch>", "<2@diplowatch>"]


def test_a_delivery_that_was_refused_for_good_can_be_made_due_again(owed):
    first, _ = owed.due(at(0))
    owed.failed(first, "550 no such user", at(1))
    refused = owed.deliveries("failed")
    owed.again(refused[0], at(2))

    assert [(d.error, d.done_at) for d in refused] == [("550 no such user", at(1))]
    assert states(owed)[0] == ("ann@example.org", "pending", 0, "550 no such user")


def test_a_delivery_that_was_dropped_is_owed_no_more(owed):
    owed.drop(owed.due(at(0))[0], at(1))

    assert [d.recipient for d in owed.due(at(9))] == ["ben@example.org"]
    assert owed.deliveries("dropped")[0].message == {}


def test_what_was_sent_is_not_sent_again(owed):
    first, _ = owed.due(at(0))
    owed.sent(first, at(1))
    for undo in (owed.again, owed.drop):
        with pytest.raises(
            DeliveryDone, match=r'^delivery "1" was sent already: "diplowatch report 1"'
        ):
            undo(owed.delivery(first.id), at(2))


@pytest.mark.parametrize("ask", ["report", "delivery"])
def test_a_number_that_nothing_has_is_one_line(outbox, ask):
    with pytest.raises(
        UnknownReport, match=rf'^no {ask} "7": "diplowatch outbox --all" lists them$'
    ):
        getattr(outbox, ask)(7)


def test_report_delivery_and_told_state_are_stored_together_or_not_at_all(history, outbox):
    add(history, revision(1, page("Cuba 1960")))
    told = Told(history)
    with pytest.raises(KeyError):
        _tell_and_break(history, outbox, told)

    assert (outbox.reports(), outbox.deliveries(), told.told("all", MONGOLIA)) == ([], [], None)


def _tell_and_break(history, outbox, told):
    with history.transaction():
        number = outbox.put(REPORT, [ANN])
        told.tell("all", MONGOLIA, history.facts(MONGOLIA), number)
        raise KeyError


def test_a_subscription_remembers_what_it_was_told(history, outbox):
    add(history, revision(1, page("Cuba 1960 with-a-note", "UN member")))
    told = Told(history)
    told.tell("all", MONGOLIA, history.facts(MONGOLIA), outbox.put(REPORT, []))

    assert told.told("all", MONGOLIA) == history.facts(MONGOLIA)
    assert told.told("asia", MONGOLIA) is None


def test_a_subscription_that_forgets_begins_with_a_baseline(history):
    add(history, revision(1, page("Cuba 1960")))
    told = Told(history)
    told.tell("all", MONGOLIA, (), None)
    before = told.told("all", MONGOLIA)
    told.forget("all", MONGOLIA)

    assert (before, told.told("all", MONGOLIA)) == ((), None)


def test_a_failure_is_new_when_it_begins_and_over_when_it_ends(history):
    failures = Failures(history)
    began = [failures.failing("en.wikipedia.org", "503", at(minute)) for minute in (0, 5, 9)]
    ended = [failures.recovered("en.wikipedia.org") for _ in range(2)]

    assert began == [True, False, False]
    assert [(f.began_at, f.last_at, f.times) for f in ended if f] == [(at(0), at(9), 3)]
    assert failures.all() == []


@pytest.mark.parametrize(
    ("pages", "new"),
    [
        pytest.param(["? a table"], [1], id="the first time"),
        pytest.param(["? a table", "? a table"], [1, 0], id="the second time no more"),
        pytest.param(["? a table", "", "? a table"], [1, 0, 1], id="when it comes back"),
        pytest.param(["? a table", "? a table\n? a list"], [1, 1], id="another beside it"),
    ],
)
def test_what_cannot_be_read_is_new(history, pages, new):
    failures, found = Failures(history), []
    for number, text in enumerate(pages, start=1):
        add(history, revision(number, page("Cuba 1960") + text))
        problems = history.snapshot_problems(MONGOLIA)
        found.append(len(failures.blind(MONGOLIA, problems, at(number))))

    assert found == new
