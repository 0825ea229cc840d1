"""The three questions to a wiki, against pages in memory."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scraper.article import Article, Revision
from scraper.manners import Patience
from scraper.wiki import (
    ArticleMissing,
    ContactMissing,
    Head,
    TitleInvalid,
    Wiki,
    WikiAnswerUnreadable,
    WikiError,
    WikiRefused,
)
from tests import loopback_faults as faults
from tests.fake_time import FakeTime

_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_SHA1_OF_A = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"


@pytest.fixture
def reader(loopback_wiki):
    time = FakeTime()
    with Wiki(
        "en.example",
        api=loopback_wiki.api,
        contact="operator@example.org",
        sleep=time.sleep,
        clock=time.clock,
        patience=Patience(tries=2, jitter=lambda: 0.0),
    ) as wiki:
        yield wiki


def found(head):
    """Shorten a head to its title, page, revision and redirects; an error to its kind and line."""
    if isinstance(head, WikiError):
        return type(head), str(head)
    return head.article.title, head.page_id, head.revision.id, head.redirected_from


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        pytest.param("Mongolia", ("Mongolia", 1, 2, ()), id="a title"),
        pytest.param("  mongolia_", ("Mongolia", 1, 2, ()), id="a title written otherwise"),
        pytest.param("Outer Mongolia", ("Mongolia", 1, 2, ("Outer Mongolia",)), id="a redirect"),
        pytest.param("MPR", ("Mongolia", 1, 2, ("MPR", "Outer Mongolia")), id="a chain of them"),
        pytest.param("Sa\u0303o Tome\u0301", ("São Tomé", 4, 5, ()), id="not in NFC"),
        pytest.param(
            "Mongola",
            (ArticleMissing,
             'no article "Mongola" on en.example: did you mean "Mongolia"? '
             "check its title"),
            id="a misspelling",
        ),
        pytest.param(
            "Atlantis",
            (ArticleMissing,
             'no article "Atlantis" on en.example: check its title'),
            id="nothing like it",
        ),
        pytest.param(
            "Loop",
            (ArticleMissing,
             'no article "Loop" on en.example, whose redirects go in a circle: '
             "check its title"),
            id="a redirect to itself",
        ),
        pytest.param(
            "Half",
            (ArticleMissing,
             'no article "Half" on en.example, which redirects to "Nowhere" where nothing is: '
             "check its title"),
            id="a redirect to nothing",
        ),
        pytest.param(
            "Special:Version",
            (TitleInvalid,
             '"Special:Version" can be no article on en.example: it is a special page: '
             "mend it in the settings"),
            id="a special page",
        ),
        pytest.param(
            "Mongolia%20",
            (TitleInvalid,
             '"Mongolia%20" can be no article on en.example: The requested page title contains '
             "invalid characters: mend it in the settings"),
            id="a title that the wiki refuses",
        ),
        pytest.param(
            "Mongolia|China",
            (TitleInvalid,
             '"Mongolia|China" can be no article on en.example: no title may have \'|\': '
             "mend it in the settings"),
            id="a title that would be two",
        ),
    ],
)  # fmt: skip
def test_a_title_leads_to_its_newest_revision_or_to_a_reason(loopback_wiki, reader, asked, answer):
    loopback_wiki.edit("Mongolia", "one")
    loopback_wiki.edit("Mongolia", "two")
    loopback_wiki.redirect("Outer Mongolia", "Mongolia")
    loopback_wiki.redirect("MPR", "Outer Mongolia")
    loopback_wiki.edit("São Tomé", "one")
    loopback_wiki.redirect("Loop", "Loop")
    loopback_wiki.redirect("Half", "Nowhere")

    heads = reader.heads(["China", asked])
    assert (list(heads), found(heads[asked])) == (["China", asked], answer)


def test_a_head_is_whole_but_for_its_text(loopback_wiki, reader):
    loopback_wiki.edit("Mongolia", "b", saved_at=_NOON - timedelta(days=1))
    loopback_wiki.edit("Mongolia", "a", saved_at=_NOON, user="Bob", comment="c")

    assert reader.heads(["Mongolia"]) == {
        "Mongolia": Head(
            article=Article("en.example", "Mongolia"),
            asked="Mongolia",
            page_id=1,
            revision=Revision(2, 1, _NOON, None, None, None, sha1=_SHA1_OF_A),
        )
    }


def test_two_hundred_articles_are_four_requests_one_after_another(loopback_wiki, reader):
    titles = [f"Foreign relations of Nowhere {number}" for number in range(200)]
    for title in titles:
        loopback_wiki.edit(title, "text")

    heads = reader.heads(titles)
    assert (
        [head.article.title for head in heads.values()],
        len(loopback_wiki.asked),
        loopback_wiki.most_at_once,
    ) == (titles, 4, 1)


def test_a_title_that_is_asked_for_twice_is_asked_once(loopback_wiki, reader):
    loopback_wiki.edit("Mongolia", "one")
    loopback_wiki.edit("China", "one")

    reader.heads(["Mongolia", "China", "Mongolia_", "A#B", ""])
    assert [asked.parameters["titles"] for asked in loopback_wiki.asked] == ["China|Mongolia"]


def test_no_titles_are_no_request(loopback_wiki, reader):
    assert (reader.heads([]), reader.fetch([]), loopback_wiki.asked) == ({}, {}, [])


def test_long_titles_are_split_before_the_address_is_too_long(loopback_wiki, reader):
    titles = [f"{'Я' * 100}{number}" for number in range(40)]
    for title in titles:
        loopback_wiki.edit(title, "text")

    heads = reader.heads(titles)
    assert (
        all(isinstance(head, Head) for head in heads.values()),
        {len(asked.parameters["titles"].split("|")) for asked in loopback_wiki.asked},
    ) == (True, {9, 4})


def test_a_batch_that_was_cut_off_is_completed(loopback_wiki, reader):
    titles = [f"Page {number}" for number in range(20)]
    for title in titles:
        loopback_wiki.edit(title, "text")
    loopback_wiki.most_bytes = 500

    heads = reader.heads(titles)
    assert ([head.revision.id for head in heads.values()], len(loopback_wiki.asked) > 3) == (
        list(range(1, 21)), True,
    )  # fmt: skip


def test_a_page_without_revisions_is_not_taken_for_unchanged(loopback_wiki, reader):
    page = b'{"batchcomplete": true, "query": {"pages": [{"pageid": 1, "title": "Mongolia"}]}}'
    loopback_wiki.fail(faults.body(page))

    assert found(reader.heads(["Mongolia"])["Mongolia"]) == (
        WikiAnswerUnreadable,
        'en.example gives no revision of "Mongolia", though it exists: look at its history there',
    )


def test_an_answer_that_does_not_say_that_it_is_complete_is_not_believed(loopback_wiki, reader):
    loopback_wiki.fail(faults.body(b"{}"))

    with pytest.raises(WikiAnswerUnreadable, match="neither completes its answer nor goes on"):
        reader.heads(["Mongolia"])


def test_hints_are_sought_for_a_few_missing_articles_only(loopback_wiki, reader):
    loopback_wiki.edit("Mongolia", "one")

    reader.heads([f"Mongolia {number}" for number in range(9)])
    assert len(loopback_wiki.asked) == 1 + 3


def test_a_wiki_that_cannot_search_costs_no_more_than_the_hint(loopback_wiki, reader):
    loopback_wiki.fail(None, faults.status(500))

    head = reader.heads(["Mongola"])["Mongola"]
    assert (found(head)[0], len(loopback_wiki.asked)) == (ArticleMissing, 2)


def test_a_history_comes_oldest_first_and_whole(loopback_wiki, reader):
    loopback_wiki.edit("Mongolia", "a", saved_at=_NOON, comment="new", tags=("mobile edit",))
    loopback_wiki.edit("Mongolia", "", saved_at=_NOON + timedelta(hours=1), minor=True)

    assert list(reader.revisions("Mongolia")) == [
        Revision(
            1, 0, _NOON, "Alice", "new", "a", _SHA1_OF_A, ("mobile edit",), False, "registered",
        ),
        Revision(
            2, 1, _NOON + timedelta(hours=1), "Alice", "", "",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709", (), True, "registered",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("saved", "read"),
    [
        pytest.param({}, ("Alice", "registered", "", "a", _SHA1_OF_A), id="nothing"),
        pytest.param(
            {"hidden": {"text", "sha1"}}, ("Alice", "registered", "", None, ""), id="text and sha1"
        ),
        pytest.param(
            {"hidden": {"text"}}, ("Alice", "registered", "", None, _SHA1_OF_A), id="text alone"
        ),
        pytest.param({"hidden": {"user"}}, (None, "", "", "a", _SHA1_OF_A), id="user"),
        pytest.param(
            {"hidden": {"comment"}}, ("Alice", "registered", None, "a", _SHA1_OF_A), id="comment"
        ),
        pytest.param(
            {"hidden": {"lost"}}, ("Alice", "registered", "", None, _SHA1_OF_A), id="a lost text"
        ),
        pytest.param(
            {"user": "192.0.2.1", "standing": "anonymous"},
            ("192.0.2.1", "anonymous", "", "a", _SHA1_OF_A),
            id="no account",
        ),
        pytest.param(
            {"user": "~2026-12345-67", "standing": "temporary"},
            ("~2026-12345-67", "temporary", "", "a", _SHA1_OF_A),
            id="a temporary account",
        ),
    ],
)
def test_what_the_wiki_withholds_is_none(loopback_wiki, reader, saved, read):
    loopback_wiki.edit("Mongolia", "a", **saved)

    (revision,) = reader.revisions("Mongolia")
    assert (
        revision.user, revision.standing, revision.comment, revision.text, revision.sha1,
    ) == read  # fmt: skip


def test_a_long_history_goes_on_from_answer_to_answer(loopback_wiki, reader):
    for number in range(120):
        loopback_wiki.edit("Mongolia", f"text {number}")

    texts = [revision.text for revision in reader.revisions("Mongolia")]
    assert (texts, len(loopback_wiki.asked)) == ([f"text {number}" for number in range(120)], 3)


def test_a_history_that_is_cut_off_by_its_size_is_whole_all_the_same(loopback_wiki, reader):
    for _ in range(30):
        loopback_wiki.edit("Mongolia", "x" * 1000)
    loopback_wiki.most_bytes = 4000

    assert len(list(reader.revisions("Mongolia"))) == 30


def test_a_revision_larger_than_any_answer_is_said_and_not_asked_for_ever(loopback_wiki, reader):
    loopback_wiki.edit("Mongolia", "x" * 1000)
    loopback_wiki.edit("Mongolia", "x" * 9000)
    loopback_wiki.most_bytes = 4000

    with pytest.raises(WikiAnswerUnreadable, match="one revision may be larger than it can answer"):
        list(reader.revisions("Mongolia"))


def test_a_history_begins_with_the_moment_given(loopback_wiki, reader):
    for hour in (1, 2, 2, 3):
        loopback_wiki.edit("Mongolia", "text", saved_at=_NOON + timedelta(hours=hour))

    later = reader.revisions("Mongolia", since=_NOON + timedelta(hours=2))
    assert [revision.id for revision in later] == [2, 3, 4]


def test_what_stood_at_a_time_is_one_revision_or_none(loopback_wiki, reader):
    for hour in (1, 2, 3):
        loopback_wiki.edit("Mongolia", f"text {hour}", saved_at=_NOON + timedelta(hours=hour))
    stood = [reader.as_of("Mongolia", _NOON + timedelta(hours=hour)) for hour in (0, 2, 2.5, 9)]

    assert [one and (one.id, one.text) for one in stood] == [
        None, (2, "text 2"), (2, "text 2"), (3, "text 3"),
    ]  # fmt: skip
    with pytest.raises(ArticleMissing):
        reader.as_of("Atlantis", _NOON)


def test_imported_revisions_have_later_ids_and_stand_at_their_time(loopback_wiki, reader):
    loopback_wiki.edit("Mongolia", "now", saved_at=_NOON)
    loopback_wiki.edit("Mongolia", "imported", saved_at=_NOON - timedelta(days=9), parent_id=0)

    assert [revision.id for revision in reader.revisions("Mongolia")] == [2, 1]


def test_a_move_keeps_the_history_and_leaves_a_redirect(loopback_wiki, reader):
    loopback_wiki.edit("Swaziland", "text")
    loopback_wiki.move("Swaziland", "Eswatini")

    head = reader.heads(["Swaziland"])["Swaziland"]
    read = list(reader.revisions("Swaziland"))
    assert (found(head), [(one.id, one.text) for one in read], read[0].sha1 == read[1].sha1) == (
        ("Eswatini", 1, 2, ("Swaziland",)), [(1, "text"), (2, "text")], True,
    )  # fmt: skip


def test_a_missing_history_is_said_with_a_hint(loopback_wiki, reader):
    loopback_wiki.edit("Mongolia", "text")

    with pytest.raises(ArticleMissing, match=r'"Mongola" .* did you mean "Mongolia"'):
        list(reader.revisions("Mongola"))


def test_a_legacy_answer_without_slots_is_not_taken_for_withheld(loopback_wiki, reader):
    revision = '{"revid": 7, "timestamp": "2026-01-01T12:00:00Z", "content": "text"}'
    page = f'{{"pageid": 1, "title": "Mongolia", "revisions": [{revision}]}}'
    answer = f'{{"batchcomplete": true, "query": {{"pages": [{page}]}}}}'
    loopback_wiki.fail(faults.body(answer.encode()))

    with pytest.raises(WikiAnswerUnreadable, match='no text of revision "7" of "Mongolia"'):
        list(reader.revisions("Mongolia"))


def test_new_revisions_of_many_articles_are_fetched_together(loopback_wiki, reader):
    ids = [loopback_wiki.edit(f"Page {number}", f"text {number}") for number in range(60)]

    fetched = reader.fetch([*ids, 999])
    assert (
        {number: revision.text for number, revision in fetched.items()},
        len(loopback_wiki.asked),
    ) == ({number: f"text {number - 1}" for number in ids}, 2)


def test_a_revision_is_that_of_the_page_which_has_it(loopback_wiki, reader):
    loopback_wiki.edit("Mongolia", "text")
    head = reader.heads(["Mongolia"])["Mongolia"].revision
    loopback_wiki.move("Mongolia", "The Mongols")
    gone = replace(head, id=999)
    of_another_wiki = replace(head, saved_at=head.saved_at + timedelta(seconds=1))
    found = [reader.title_of(one) for one in (head, gone, of_another_wiki)]

    assert found == ["The Mongols", None, None]


DECOMPOSED = "Cafe\u0301"


def test_a_text_is_the_stored_one_though_the_api_writes_it_in_nfc(loopback_wiki, reader):
    number = loopback_wiki.edit("Mongolia", DECOMPOSED)
    loopback_wiki.edit("Mongolia", "Caf\u00e9")
    given = list(reader.revisions("Mongolia"))

    assert [one.text for one in given[-2:]] == [DECOMPOSED, "Caf\u00e9"]
    assert reader.fetch([number])[number].text == DECOMPOSED
    assert [one.path for one in loopback_wiki.asked if one.path.endswith("index.php")] == [
        "/w/index.php"
    ] * 2


def test_a_text_that_the_wiki_cannot_give_as_it_is_stored_is_what_the_api_has(
    loopback_wiki, reader
):
    loopback_wiki.edit("Mongolia", DECOMPOSED)
    loopback_wiki.fail(None, faults.body(b"Caf\xff", "text/x-wiki"))
    (*_, given) = reader.revisions("Mongolia")

    assert given.text == "Caf\u00e9"


def test_fetched_revisions_that_were_cut_off_are_completed(loopback_wiki, reader):
    ids = [loopback_wiki.edit(f"Page {number}", "x" * 1000) for number in range(10)]
    loopback_wiki.most_bytes = 4000

    assert sorted(reader.fetch(ids)) == ids


def test_troubles_at_random_change_nothing_of_what_is_read(loopback_wiki, reader):
    titles = [f"Page {number}" for number in range(120)]
    for title in titles:
        loopback_wiki.edit(title, "text")
        loopback_wiki.edit("Mongolia", title)
    undisturbed = reader.heads(titles), list(reader.revisions("Mongolia"))
    troubles = [
        faults.status(429), faults.status(503, "7"), faults.status(502), faults.lagged(),
        faults.error("ratelimited"), faults.error("internal_api_error_DBQueryError"),
        faults.cut_json, faults.cut_connection, faults.broken_gzip, faults.reset, faults.hang_up,
    ]  # fmt: skip
    chance = random.Random(6)  # noqa: S311 # the same troubles in every run
    loopback_wiki.trouble = lambda _: chance.choice(troubles) if chance.random() < 0.4 else None

    with Wiki(
        "en.example",
        api=loopback_wiki.api,
        sleep=lambda _: None,
        patience=Patience(tries=30),
    ) as disturbed:
        assert (disturbed.heads(titles), list(disturbed.revisions("Mongolia"))) == undisturbed


def test_revisions_that_were_undone_are_told_by_their_tag(loopback_wiki, reader):
    loopback_wiki.edit("Mongolia", "one")
    undone = loopback_wiki.edit("Mongolia", "blanked", tags=("mw-blank", "mw-reverted"))

    assert reader.reverted([1, undone, 999]) == {undone}


@pytest.mark.parametrize(
    ("host", "settings", "kind", "message"),
    [
        pytest.param(
            "en.wikipedia.org", {}, ContactMissing,
            'cannot ask en.wikipedia.org with the contact "": none is given: set contact in '
            "diplowatch.toml to your e-mail address, as Wikimedia's User-Agent policy asks",
            id="no contact on a wiki of Wikimedia's",
        ),
        pytest.param(
            "wiki", {"api": "https://de.wikipedia.org/w/api.php"}, ContactMissing,
            'cannot ask wiki with the contact "": none is given: set contact in '
            "diplowatch.toml to your e-mail address, as Wikimedia's User-Agent policy asks",
            id="nor behind another name",
        ),
        pytest.param(
            "wiki", {"api": "ftp://wiki/w/api.php"}, WikiRefused,
            'cannot ask wiki at "ftp://wiki/w/api.php": only http://HOST/…/api.php and https:// '
            "without a user's name are asked: mend wiki or api in the settings",
            id="neither http nor https",
        ),
        pytest.param(
            "wiki", {"api": "file:///etc/passwd"}, WikiRefused,
            'cannot ask wiki at "file:///etc/passwd": only http://HOST/…/api.php and https:// '
            "without a user's name are asked: mend wiki or api in the settings",
            id="a file",
        ),
    ],
)  # fmt: skip
def test_a_wiki_that_must_not_be_asked_is_refused_at_once(host, settings, kind, message):
    with pytest.raises(WikiError) as caught:
        Wiki(host, **settings)
    assert (type(caught.value), str(caught.value)) == (kind, message)


def test_a_password_in_an_address_is_not_repeated():
    with pytest.raises(WikiRefused) as caught:
        Wiki("wiki", api="http://me:secret@wiki/w/api.php")
    assert "secret" not in str(caught.value)
