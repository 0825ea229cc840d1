"""What is told to whom, when: one table row a rule."""

from dataclasses import replace

import pytest

from monitor.round import go_round
from scraper.fetch import WikiAnswerUnreadable
from tests.monitor.world import FIJI, MONGOLIA, article, said

CHAD, PERU, CUBA = "Chad 5 May 2011", "Peru 5 April 1965", "Cuba 7 December 1960"
LATER, ATLANTIS = "Peru 6 April 1965", "Atlantis 1999"
GONE = "The article is no longer there: it was deleted, or moved without a redirect."


def remarks(outcome):
    return [
        (change.name, remark.retracts, remark.contested)
        for report in outcome.reports
        for news in report.news
        for change, remark in news.graded
    ]


def edits(outcome):
    return [
        change.revision.id
        for report in outcome.reports
        for news in report.news
        for change in news.changes
    ]


def edit_and_wait(world, *relations, hours=7, title=MONGOLIA.title):
    world.edit(article(*relations), title)
    world.wait(hours=hours)
    return world.round()


def test_a_change_that_is_undone_after_it_was_told_is_taken_back_by_its_report(world):
    for relations in ((CHAD, PERU), (CHAD, LATER)):
        edit_and_wait(world, *relations)

    assert remarks(edit_and_wait(world, CHAD, PERU)) == [("Peru", 2, False)]


def test_what_was_added_told_and_reverted_is_taken_back_at_once(world):
    edit_and_wait(world, CHAD)
    edit_and_wait(world, CHAD, PERU)
    outcome = edit_and_wait(world, CHAD, hours=0)

    assert (remarks(outcome), edits(outcome)) == ([("Peru", 2, False)], [3])


def test_the_edit_that_undid_it_is_named_not_the_one_that_once_wrote_it(world):
    for relations in ((CHAD, PERU), (CHAD, LATER)):
        edit_and_wait(world, *relations)

    assert edits(edit_and_wait(world, CHAD, PERU)) == [3]


def test_the_edit_that_undid_it_is_named_not_one_that_undid_another_thing(world):
    for relations in ((CHAD, PERU), (CHAD, LATER)):
        edit_and_wait(world, *relations)
    for relations in ((CHAD, PERU), (CUBA,)):
        world.edit(article(*relations))

    assert edits(edit_and_wait(world, CHAD, PERU)) == [3]


def test_what_is_told_undone_and_told_again_is_contested(world):
    for relations in ((CHAD, PERU), (CHAD, LATER), (CHAD, PERU)):
        edit_and_wait(world, *relations)

    assert remarks(edit_and_wait(world, CHAD, LATER)) == [("Peru", 3, True)]


def test_an_edit_that_the_wiki_tags_as_reverted_later_is_never_told(world):
    edit_and_wait(world, CHAD, PERU)
    bad = world.edit(article(CHAD, LATER))
    world.wait(hours=1)
    world.round()
    world.edit(article(CHAD, PERU, CUBA))
    world.wiki.undone = {bad.id}
    world.wait(hours=7)

    assert [line for line in world.told() if "Peru" in line] == []


def test_tags_are_asked_for_only_while_edits_are_young(world):
    edit_and_wait(world, CHAD)
    edit_and_wait(world, CHAD, PERU)
    world.wait(days=3)
    world.wiki.asked.clear()
    world.round()

    assert world.wiki.asked == ["heads of 1"]


def test_what_reviewers_found_in_order_is_told_at_once(world):
    edit_and_wait(world, CHAD)
    world.flagged = True
    reviewed = world.edit(article(CHAD, PERU))
    world.wiki.reviewed = {MONGOLIA.title: reviewed.id}

    assert [line for line in world.told() if "Peru" in line] != []


def test_an_article_that_is_gone_for_good_is_one_line_and_so_is_its_return(world):
    edit_and_wait(world, CHAD, PERU)
    page = world.wiki.pages.pop(MONGOLIA.title)
    told = [said(world.round())]
    world.wait(hours=7)
    told += [said(world.round()), said(world.round())]
    world.wiki.pages[MONGOLIA.title] = page
    told.append(said(world.round()))

    assert told == [
        [f"fails: {MONGOLIA.title}"],
        [GONE],
        [],
        ["The article is there again.", f"works again: {MONGOLIA}"],
    ]


def test_a_redirect_that_lasts_is_one_line(world):
    edit_and_wait(world, CHAD, PERU)
    world.edit(article(CUBA), FIJI.title)
    world.wiki.redirects[MONGOLIA.title] = FIJI.title
    told = [said(world.round())]
    world.wait(hours=7)
    told += [said(world.round()), said(world.round())]

    assert told == [
        [f"fails: {MONGOLIA.title}"],
        [f'The article is now a redirect to another page, "{FIJI.title}".'],
        [],
    ]


def test_an_article_that_is_deleted_after_it_was_made_a_redirect_is_told_twice(world):
    edit_and_wait(world, CHAD, PERU)
    world.edit(article(CUBA), FIJI.title)
    world.wiki.redirects[MONGOLIA.title] = FIJI.title
    world.round()
    world.wait(hours=7)
    told = [said(world.round())]
    world.wiki.redirects.clear()
    del world.wiki.pages[MONGOLIA.title]
    told.append(said(world.round()))
    world.wait(hours=7)

    assert [*told, said(world.round())] == [
        [f'The article is now a redirect to another page, "{FIJI.title}".'],
        [],
        [GONE],
    ]


def test_of_an_article_that_is_no_longer_watched_nothing_is_told(world):
    world.titles = (MONGOLIA.title, FIJI.title)
    world.edit(article(CUBA), FIJI.title)
    edit_and_wait(world, CHAD)
    del world.wiki.pages[FIJI.title]
    world.round()
    world.titles = (MONGOLIA.title,)
    world.wait(hours=7)

    assert said(world.round()) == []


def test_what_failed_before_an_article_was_gone_does_not_hasten_the_news_of_it(world):
    edit_and_wait(world, CHAD)
    world.edit(article(CHAD, PERU))
    world.wiki.broken[MONGOLIA.title] = WikiAnswerUnreadable("no answer")
    world.round()
    world.wait(hours=8)
    world.round()
    del world.wiki.pages[MONGOLIA.title]
    told = [said(world.round())]
    world.wait(hours=7)

    assert [*told, said(world.round())] == [[], [GONE]]


def test_each_subscription_hears_that_an_article_is_gone_by_its_own_settle_time(world):
    def lines():
        both = []
        for hours in (2, 12):
            world.subscription, world.settle_hours = f"{hours}", hours
            both.append(world.subscribed())
        outcome = go_round(replace(world.watch(), subscriptions=tuple(both)), world.now)
        return {
            one.subscription: line
            for one in outcome.reports
            for news in one.news
            for line in news.notices
        }

    world.edit(article(CHAD))
    world.wait(days=1)
    lines()
    page = world.wiki.pages.pop(MONGOLIA.title)
    told = [lines()]
    for hours in (3, 3):
        world.wait(hours=hours)
        told.append(lines())
    world.wiki.pages[MONGOLIA.title] = page

    again = "The article is there again."
    assert [*told, lines()] == [{}, {"2": GONE}, {}, {"2": again}]


def test_an_article_that_is_gone_for_a_moment_is_no_news_of_it(world):
    edit_and_wait(world, CHAD)
    page = world.wiki.pages.pop(MONGOLIA.title)
    world.round()
    world.wiki.pages[MONGOLIA.title] = page
    world.wait(hours=7)

    assert world.told() == [f"works again: {MONGOLIA}"]


@pytest.mark.parametrize(
    ("asks", "expected"),
    [
        pytest.param({}, {"Peru", "Cuba", "Atlantis"}, id="who asks for nothing hears all"),
        pytest.param({"names": ("Peru",)}, {"Peru"}, id="a counterpart by its name"),
        pytest.param({"names": ("CUB",)}, {"Cuba"}, id="a counterpart by its identity"),
        pytest.param({"names": ("?Atlantis",)}, {"Atlantis"}, id="a name that no table knows"),
        pytest.param({"changes": ("redated",)}, {"Peru"}, id="a kind of change"),
        pytest.param({"kinds": ("membership",)}, set(), id="memberships only"),
        pytest.param({"articles": ("Fiji",)}, set(), id="another article"),
        pytest.param({"articles": ("mongolia",)}, {"Peru", "Cuba", "Atlantis"}, id="this article"),
        pytest.param(
            {"grades": ("registered",)}, {"Peru", "Cuba", "Atlantis"}, id="registered editors"
        ),
        pytest.param({"grades": ("referenced",)}, set(), id="with a new reference"),
    ],
)
def test_a_subscription_hears_what_it_asks_for(world, asks, expected):
    world.asks = asks
    edit_and_wait(world, CHAD, PERU)

    assert {
        name for name, *_ in remarks(edit_and_wait(world, CHAD, LATER, CUBA, ATLANTIS))
    } == expected


@pytest.mark.parametrize(
    ("asks", "told"),
    [
        pytest.param({}, {"established", "doubt"}, id="who asks for all hears of it"),
        pytest.param({"names": ("Peru",)}, {"established"}, id="who asks for others does not"),
    ],
)
def test_a_name_in_doubt_is_for_those_who_may_ask_for_it(world, asks, told):
    world.asks = asks
    edit_and_wait(world, CHAD)
    lines = said(edit_and_wait(world, CHAD, PERU, ATLANTIS))

    assert {line.partition(":")[0] for line in lines} == told


def test_what_was_not_asked_for_is_not_told_later_either(world):
    world.asks = {"names": ("Peru",)}
    edit_and_wait(world, CHAD, PERU)
    edit_and_wait(world, CHAD, PERU, CUBA)
    world.asks = {}

    assert remarks(world.round()) == []


@pytest.mark.parametrize(
    "narrow",
    [
        pytest.param({"articles": ("Fiji",)}, id="about other articles"),
        pytest.param({"news": False}, id="about no article"),
    ],
)
def test_what_changed_while_an_article_was_not_asked_for_is_not_told_later(world, narrow):
    edit_and_wait(world, CHAD)
    world.asks = narrow
    edit_and_wait(world, CHAD, PERU)
    world.asks = {}

    assert said(edit_and_wait(world, CHAD, PERU, CUBA)) == ["established: Cuba"]


def test_an_article_that_is_asked_for_anew_begins(world):
    world.asks = {"articles": ("Fiji",)}
    edit_and_wait(world, CHAD)
    world.asks = {}

    assert said(edit_and_wait(world, CHAD, PERU)) == ["begins: Mongolia, 2 relations"]


def test_a_digest_tells_at_its_hour_what_differs_since_the_last_one(world):
    world.asks = {"digest": "daily 07:00", "timezone": "UTC"}
    edit_and_wait(world, CHAD, PERU)
    told = [
        remarks(edit_and_wait(world, *relations, hours=6))
        for relations in ((CHAD, LATER), (CHAD, LATER, CUBA))
    ]
    world.wait(hours=24)
    told.append(remarks(world.round()))

    assert sorted(name for each in told for name, *_ in each) == ["Cuba", "Peru"]


def test_a_digest_whose_hour_comes_while_the_wiki_is_down_is_told_a_round_later(world):
    world.asks = {"digest": "daily 07:00", "timezone": "UTC"}
    edit_and_wait(world, CHAD)
    world.edit(article(CHAD, PERU))
    world.wait(days=1)
    world.wiki.down = "no answer"
    world.round()
    world.wait(hours=1)
    world.wiki.down = ""

    assert "established: Peru" in world.told()


def test_what_is_doubtful_in_a_section_is_known_under_its_next_heading(world):
    text = article(CHAD, "Atlantis 1 May 2013")
    world.edit(text)
    world.wait(hours=30)
    (first,) = world.round().reports
    world.edit(text.replace("Diplomatic relations", "Diplomatic relations of Mongolia"))
    world.wait(hours=7)

    assert [one.what for one in first.news[0].problems] == ['unknown name "Atlantis"']
    assert said(world.round()) == []


def test_what_only_waited_for_longer_is_told_with_the_edit_that_said_so(world):
    world.settle_hours = 72
    edit_and_wait(world, CHAD)
    world.wait(days=5)
    world.round()
    world.edit(article(CHAD, PERU))
    world.wait(hours=43)
    redated = world.edit(article("Chad 6 May 2011", PERU))
    world.wait(hours=30)
    first = world.told()
    world.edit("A vandal's text.")
    world.edit(article("Chad 6 May 2011", PERU))
    world.wait(hours=1)
    world.settle_hours = 6
    (report,) = world.round().reports
    (change,) = report.news[0].changes

    assert (first, change.what, change.revision.id) == (
        ["established: Peru"],
        "redated",
        redated.id,
    )


def test_what_is_taken_back_with_another_note_is_one_line(world):
    edit_and_wait(world, CHAD)
    told = []
    for row in ("6 May 2011", "5 May 2011<ref>https://mfa.example/chad</ref>"):
        world.edit(article(f"Chad {row}"))
        world.wait(hours=7)
        (report,) = world.round().reports
        told += [(change.what, remark.retracts) for change, remark in report.news[0].graded]

    assert told == [("redated", 0), ("redated", 2)]


STATED_TWICE = """\
==Bilateral relations==
{| class="wikitable"
! Country !! Formal relations began !! Notes
|-
| {{flag|Albania}} || 1958-02-03 || Embassy.
|-
| {{flag|Algeria}} || || Trade.
|}
"""


def test_who_is_stated_twice_is_no_news_when_a_table_goes_and_comes_back_while_that_is_held(world):
    whole = article(*ROWS) + STATED_TWICE
    world.edit(whole)
    world.wait(hours=30)
    told = [*world.told()]
    for text in (STATED_TWICE, whole):
        world.edit(text)
        world.wait(hours=10)
        told += world.told()

    assert told == ["begins: Mongolia, 8 relations"]


def test_what_an_article_contradicts_only_by_a_loss_that_is_held_is_not_told(world):
    world.settle_hours = 0
    rows = (*ROWS, CHAD, PERU)
    lead = f"Mongolia has established diplomatic relations with {len(rows)} countries.\n"
    world.edit(lead + article(*rows))
    world.wait(hours=30)
    world.round()
    world.edit(lead + article(*rows[:2]))
    held = said(world.round())
    world.wait(hours=25)

    assert held == []
    assert len(world.round().reports[0].news[0].claims) == 1


AGAIN = """\
==Bilateral relations==
{| class="wikitable"
! Country !! Formal relations began !! Notes
|-
| {{flag|Chad}} || 5 May 2011 || Embassy.
|}
"""


def test_what_was_told_is_taken_back_though_another_statement_said_it_all_along(world):
    world.edit(article(CHAD) + AGAIN)
    world.wait(hours=30)
    world.round()
    told = []
    for date in ("6 June 1999", "5 May 2011"):
        world.edit(article(f"Chad {date}") + AGAIN)
        world.wait(hours=7)
        (report,) = world.round().reports
        told += [(change.after.since, remark.retracts) for change, remark in report.news[0].graded]

    assert told == [("1999-06-06", 0), ("2011-05-05", 2)]


def test_a_section_that_cannot_be_read_is_told_though_another_was_mended_with_the_same_words(world):
    good = "==Asia==\n" + article(*ROWS[:4]).partition("\n")[2]
    other = "==Africa==\n" + article(*ROWS[4:]).partition("\n")[2]
    bad, other_bad = (
        text.replace("Country", "A").replace("Formal Relations Began", "B")
        for text in (good, other)
    )
    told = []
    for text in (bad + other, good + other_bad):
        world.edit(text)
        for _ in range(2):
            world.wait(hours=7)
            told += [line for line in world.told() if line.startswith("blind")]

    assert told == ["blind: a table of states whose columns are not named"] * 2


SEVERED = """\
==Diplomatic relations==
{| class="wikitable"
! Country !! Formal Relations Began !! Status
|-
| {{flag|Chad}} || 5 May 2011 ||
|-
| {{flag|Cuba}} || 1 May 1970 || Severed
|}
"""


def test_severed_relations_that_were_told_are_taken_back_when_they_are_gone(world):
    edit_and_wait(world, CHAD)
    told = []
    for text in (SEVERED, article(CHAD), SEVERED):
        world.edit(text)
        world.wait(hours=7)
        (report,) = world.round().reports
        ((change, remark),) = report.news[0].graded
        told.append((change.what, remark.retracts, remark.contested))

    assert told == [("severed", 0, False), ("unlisted", 2, False), ("severed", 3, True)]


def test_the_other_sides_article_is_heard_too(world):
    world.titles = (MONGOLIA.title, FIJI.title)
    world.edit(article("Mongolia 19 March 2010"), FIJI.title)
    edit_and_wait(world, CHAD)
    outcome = edit_and_wait(world, CHAD, "Fiji 20 March 2010")

    assert [
        (remark.other_side, remark.other_since)
        for report in outcome.reports
        for news in report.news
        for _, remark in news.graded
    ] == [("differs", "2010-03-19")]


def test_the_other_sides_article_is_not_heard_once_it_is_no_longer_watched(world):
    world.titles = (MONGOLIA.title, FIJI.title)
    world.edit(article("Mongolia 1 May 2012"), FIJI.title)
    edit_and_wait(world, CHAD)
    world.titles = (MONGOLIA.title,)
    world.edit(article(CHAD, "Fiji 3 May 2014"))
    world.wait(hours=7)
    (report,) = world.round().reports

    assert report.news[0].remarks[0].other_side == "unknown"


ROWS = tuple(f"{name} 19{60 + number}" for number, name in enumerate(
    ("Albania", "Algeria", "Angola", "Austria", "Bahrain", "Belgium", "Benin", "Bhutan")
))  # fmt: skip


def together(outcome):
    return [
        (one.kind, one.what, len(one.facts), one.of, one.retracts)
        for report in outcome.reports
        for news in report.news
        for one in news.upheavals
    ]


def changes(outcome):
    return [
        change.name for report in outcome.reports for news in report.news for change in news.changes
    ]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        pytest.param("", 8, id="the page is blanked"),
        pytest.param("hi mum!!!\n" * 40, 8, id="the page is replaced"),
        pytest.param("==Diplomatic relations==\nNone.\n", 8, id="the table is gone"),
        pytest.param(article(*ROWS[:5]), 3, id="more than 30 % of the rows are gone"),
        pytest.param(article(*ROWS).replace("{| ", "{ "), 8, id="nothing can be parsed"),
    ],
)
def test_a_loss_of_much_is_held_for_a_day_and_told_as_one_line(world, text, lost):
    edit_and_wait(world, *ROWS)
    world.edit(text)
    early = []
    for _ in range(3):
        world.wait(hours=7)
        early.append(world.round())
    world.wait(hours=7)
    late = world.round()

    assert ([together(one) for one in early], [changes(one) for one in early]) == (
        [[], [], []],
        [[], [], []],
    )
    assert (together(late), changes(late)) == ([("relation", "lost", lost, 8, 0)], [])


def test_a_loss_that_is_undone_before_is_never_told(world):
    edit_and_wait(world, *ROWS)
    world.edit("")
    world.wait(hours=20)
    seen = world.round()
    told = edit_and_wait(world, *ROWS, hours=48)

    assert (seen.pending, [together(seen), changes(seen), together(told), changes(told)]) == (
        8,
        [[], [], [], []],
    )


def test_what_is_told_as_lost_comes_back_as_one_line_that_names_the_report(world):
    edit_and_wait(world, *ROWS)
    world.edit("gone", MONGOLIA.title)
    world.wait(hours=25)
    lost = world.round()
    back = edit_and_wait(world, *ROWS[:-1], "Bhutan 1999", CHAD)

    assert (together(lost), together(back), sorted(changes(back))) == (
        [("relation", "lost", 8, 8, 0)],
        [("relation", "gained", 7, 0, 2)],
        ["Bhutan", "Chad"],
    )


def test_rows_that_were_added_together_and_are_removed_again_name_the_report(world):
    many = tuple(f"{name} 1970" for name in (
        "Albania", "Algeria", "Angola", "Austria", "Bahrain", "Belgium", "Benin", "Bhutan",
        "Brazil", "Burundi", "Canada", "Chile", "Cuba", "Egypt", "Fiji", "Gabon", "Ghana",
        "Haiti", "India", "Iran", "Iraq", "Italy",
    ))  # fmt: skip
    edit_and_wait(world, CHAD)
    told = edit_and_wait(world, CHAD, *many)
    taken = edit_and_wait(world, CHAD, hours=25)

    assert [together(told), together(taken)] == [
        [("relation", "gained", 22, 1, 0)],
        [("relation", "lost", 22, 23, 2)],
    ]
