import pytest

from monitor.round import go_round, rehearse, send_owed
from monitor.settings import FileChannel
from monitor.stop import Stopped
from scraper.fetch import WikiUnreachable
from storage.upkeep import Upkeep
from tests.monitor.world import FIJI, MONGOLIA, PaperWiki, article, said

CHAD, PERU, CUBA = "Chad 5 May 2011", "Peru 30 May 1997", "Cuba 7 December 1960"
BLIND = (
    article(CHAD, PERU, "Togo 1970", "Fiji 1971", "Mali 1972")
    .replace("Country", "A")
    .replace("Formal", "B")
)
STATES = (
    *("Albania", "Algeria", "Angola", "Austria", "Bahrain", "Belgium", "Benin", "Bhutan"),
    *("Bolivia", "Brazil", "Bulgaria", "Burundi", "Cambodia", "Cameroon", "Canada", "Chad"),
    *("Chile", "Colombia", "Croatia", "Cuba", "Cyprus", "Denmark", "Djibouti", "Ecuador"),
    *("Egypt", "Estonia", "Fiji", "Finland", "France", "Gabon"),
)
DOUBTFUL = article(CHAD, "Peru 31 June 1997")


def begin(world, *relations):
    """Watch an article that has listed some relations for two days."""
    world.edit(article(*relations))
    world.wait(days=2)
    world.round()


def test_first_sight_is_a_baseline_that_is_told_once(world):
    world.edit(article(CHAD, PERU))

    assert [world.told(), world.told()] == [["begins: Mongolia, 2 relations"], []]


def test_only_the_newest_revision_is_fetched_at_first_sight(world):
    world.edit(article(CHAD))
    newest = world.edit(article(CHAD, PERU))
    world.wait(days=2)
    world.round()

    assert world.history.known(MONGOLIA) == {newest.id}
    assert world.wiki.asked[:2] == ["heads of 1", f"revisions of {MONGOLIA.title}"]


def test_at_first_sight_young_edits_are_fetched_and_what_stood_before_them(world):
    world.edit(article(CHAD))
    stood = world.edit(article(CHAD, PERU))
    world.wait(days=2)
    young = [world.edit(article(CHAD)), world.edit(article(PERU))]
    world.round()

    assert world.history.known(MONGOLIA) == {stood.id, *(one.id for one in young)}


def test_the_watch_begins_with_what_has_stood_and_vandalism_that_is_undone_is_never_told(world):
    world.edit(article(CHAD, PERU))
    world.wait(days=2)
    world.edit(article(CHAD))
    begun = world.told()
    world.edit(article(CHAD, PERU))
    world.wait(days=2)

    assert [begun, world.told()] == [["begins: Mongolia, 2 relations"], []]


def test_what_stood_at_the_beginning_and_is_undone_is_told_by_the_edit_that_undid_it(world):
    first = world.edit(article(CHAD, PERU))
    world.wait(days=9)
    world.edit(article(CHAD, "Peru 1999"))
    world.wait(days=9)
    world.round()
    world.history.add(MONGOLIA, first, world.parser.read(MONGOLIA, first.text))
    undoing = world.edit(article(CHAD, PERU))
    (change,) = world.round().reports[0].news[0].changes

    assert (change.name, change.revision.id) == ("Peru", undoing.id)


def test_an_edit_that_waited_while_another_was_told_is_named_itself(world):
    world.edit(article(CHAD))
    world.round()
    world.edit(article(CHAD, PERU))
    world.wait(hours=3)
    edit = world.edit(article(CHAD, PERU, CUBA))
    world.wait(hours=4)
    world.round()
    for relations in ((), (CHAD, PERU, CUBA)):
        world.edit(article(*relations))
    world.wait(hours=7)
    (change,) = world.round().reports[0].news[0].changes

    assert (change.name, change.revision.id) == ("Cuba", edit.id)


def test_the_baseline_names_the_revision_that_it_counts(world):
    stood = world.edit(article(CHAD, PERU))
    world.wait(days=2)
    world.edit(article(CHAD))
    (news,) = world.round().reports[0].news

    assert (news.baseline.relations, news.revision.id) == (2, stood.id)
    assert [(one.change.what, one.change.name) for one in news.pending] == [("withdrawn", "Peru")]


def test_a_doubt_of_a_young_edit_is_told_once_it_has_stood(world):
    world.edit(article(CHAD, PERU))
    world.wait(days=2)
    world.edit(DOUBTFUL)
    (begun,) = world.round().reports[0].news
    world.wait(hours=6)
    (later,) = world.round().reports[0].news

    assert (begun.problems, [one.what for one in later.problems]) == (
        (), ['Peru: impossible date "31 June 1997"'],
    )  # fmt: skip


def test_a_young_edit_before_the_watch_began_is_told_once_it_has_settled(world):
    world.edit(article(CHAD))
    world.wait(days=2)
    world.edit(article(CHAD, PERU))
    begun, pending = world.told(), world.round().pending
    world.wait(hours=6)

    assert [begun, pending, world.told()] == [
        ["begins: Mongolia, 1 relations"], 1, ["established: Peru"],
    ]  # fmt: skip


def test_a_change_is_told_once_it_has_stood_for_the_settle_time(world):
    world.edit(article(CHAD))
    world.round()
    world.edit(article(CHAD, PERU))
    early = world.told()
    world.wait(hours=6)

    assert [early, world.told(), world.told()] == [[], ["established: Peru"], []]


def test_a_newest_edit_that_the_wiki_has_deleted_does_not_stand(world):
    begin(world, CHAD)
    world.edit(article(CHAD, PERU))
    world.round()
    del world.wiki.pages[MONGOLIA.title][-1]
    world.wait(hours=8)

    assert world.told() == []
    assert [one.fact.name for one in world.history.standing(MONGOLIA).values()] == ["Chad"]


def test_an_edit_that_was_told_is_taken_back_when_the_wiki_deletes_it(world):
    begin(world, CHAD)
    world.edit(article(CHAD, PERU))
    world.wait(hours=6)
    told = world.told()
    del world.wiki.pages[MONGOLIA.title][-1]
    world.wait(hours=1)
    (report,) = world.round().reports
    (news,) = report.news

    assert told == ["established: Peru"]
    assert [(change.what, change.revision) for change in news.changes] == [("withdrawn", None)]
    assert [remark.retracts for remark in news.remarks] == [2]
    assert [fact.name for fact in world.history.facts(MONGOLIA)] == ["Chad"]
    assert world.told() == []


def test_what_a_deleted_edit_had_undone_stands_again(world):
    begin(world, CHAD)
    world.edit(article(CHAD, PERU))
    world.wait(hours=1)
    world.edit(article(CHAD))
    world.wait(hours=8)
    undone = world.told()
    del world.wiki.pages[MONGOLIA.title][-1]
    world.wait(hours=1)

    assert [undone, world.told()] == [[], ["established: Peru"]]


@pytest.mark.parametrize("digest", ["", "monday 07:00"], ids=["at once", "as a digest"])
def test_a_deleted_edit_is_taken_back_though_another_came_after_it(world, digest):
    world.asks = {"digest": digest, "timezone": "UTC"} if digest else {}
    begin(world, CHAD)
    deleted = world.edit(article(CHAD, PERU))
    world.wait(days=8)
    told = world.told()
    world.wiki.pages[MONGOLIA.title].remove(deleted)
    world.wait(hours=2)
    world.edit(article(CHAD, CUBA))
    world.wait(days=8)
    (report,) = world.round().reports
    named = {change.name: change.revision for change in report.news[0].changes}

    assert told == ["established: Peru"]
    assert (named.keys(), named["Peru"]) == ({"Cuba", "Peru"}, None)


@pytest.mark.parametrize("rows", [9, 30], ids=["a few", "many"])
def test_what_a_deleted_edit_took_away_together_is_back_by_no_edit(world, rows):
    listed = [f"{name} 1990" for name in STATES[:rows]]
    begin(world, *listed)
    deleted = world.edit(article(*listed[: rows // 3]))
    world.wait(hours=30)
    world.round()
    world.wiki.pages[MONGOLIA.title].remove(deleted)
    world.wait(hours=2)
    (report,) = world.round().reports
    (back,) = report.news[0].upheavals

    assert (back.what, len(back.facts), back.retracts) == ("gained", rows - rows // 3, 2)
    assert back.revision is None


def test_while_the_newest_edit_is_deleted_nothing_more_is_asked(world):
    world.edit(article(CHAD))
    world.wait(days=2)
    deleted = world.edit(article(CHAD, PERU))
    world.wait(hours=8)
    world.round()
    world.wiki.pages[MONGOLIA.title].remove(deleted)
    world.wait(days=5)
    world.round()
    world.wiki.asked.clear()
    world.round()

    assert world.wiki.asked == ["heads of 1"]


def test_a_round_that_is_killed_before_it_knows_what_was_deleted_finds_it_again(world, monkeypatch):
    world.edit(article(CHAD))
    world.wait(days=2)
    deleted = world.edit(article(CHAD, PERU))
    world.wait(hours=2)
    world.round()
    world.wiki.pages[MONGOLIA.title].remove(deleted)
    world.wait(hours=2)
    world.edit(article(CHAD, CUBA))
    with monkeypatch.context() as patched:
        patched.setattr(Upkeep, "note_deleted", interrupt)
        with pytest.raises(KeyboardInterrupt):
            world.round()
    world.round()

    assert world.history.is_deleted(MONGOLIA, deleted.id)


def interrupt(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "hours", [0, 3], ids=["an answer that lags behind", "an edit that is deleted, and undeleted"]
)
def test_an_edit_that_is_missing_for_a_while_is_told_like_any_other(world, hours):
    begin(world, CHAD)
    newest = world.edit(article(CHAD, PERU))
    world.wait(hours=hours)
    world.round()
    page = world.wiki.pages[MONGOLIA.title]
    page.remove(newest)
    world.round()
    page.append(newest)
    world.wait(hours=6)

    assert world.told() == ["established: Peru"]


def test_a_change_waits_in_sight(world):
    world.edit(article(CHAD))
    world.round()
    world.edit(article(CHAD, PERU))

    assert world.round().pending == 1


def test_what_was_undone_before_is_never_told(world):
    world.edit(article(CHAD, PERU))
    world.round()
    world.edit("blanked")
    seen = world.told()
    world.edit(article(CHAD, PERU))
    world.wait(days=2)

    assert [seen, world.told()] == [[], []]


def test_without_a_settle_time_a_change_is_told_at_once(world):
    world.settle_hours = 0
    world.edit(article(CHAD))
    world.round()
    world.edit(article(CHAD, PERU))

    assert world.told() == ["established: Peru"]


def test_an_outage_of_months_tells_the_net_difference(world):
    world.edit(article(CHAD))
    world.round()
    for text in (article(PERU), article(CHAD, PERU), article(CHAD, "Peru 1 June 1997")):
        world.wait(days=30)
        world.edit(text)
    world.wait(days=30)

    assert (world.told(), world.history.known(MONGOLIA)) == (["established: Peru"], {1, 2, 3, 4})


def test_an_article_without_news_costs_no_request_of_its_own(world):
    world.edit(article(CHAD))
    world.round()
    world.wiki.asked.clear()
    world.round()

    assert world.wiki.asked == ["heads of 1"]


def test_a_withheld_revision_says_nothing_new(world):
    world.settle_hours = 0
    world.edit(article(CHAD))
    world.round()
    world.edit(None)

    assert (world.told(), world.history.known(MONGOLIA)) == ([], {1, 2})


def test_a_missing_article_harms_no_other_and_is_told_as_it_begins_and_ends(world):
    world.titles = (MONGOLIA.title, FIJI.title)
    world.edit(article(CHAD))
    began, stays = world.told(), world.told()
    world.edit(article(PERU), FIJI.title)

    assert [began, stays, world.told()] == [
        ["begins: Mongolia, 1 relations", f"fails: {FIJI.title}"],
        [],
        ["begins: Fiji, 1 relations", f"works again: {FIJI}"],
    ]


def test_a_wiki_that_is_down_is_one_trouble_for_all_of_its_articles(world):
    world.titles = (MONGOLIA.title, FIJI.title)
    world.edit(article(CHAD))
    world.edit(article(PERU), FIJI.title)
    world.round()
    world.wiki.down = "en.wikipedia.org cannot be reached"
    began = world.round()
    world.wiki.down = ""

    assert (said(began), [t.why for t in began.troubles], world.told()) == (
        ["fails: en.wikipedia.org"],
        ["en.wikipedia.org cannot be reached"],
        ["works again: en.wikipedia.org"],
    )


@pytest.mark.parametrize(
    ("failures", "reports"),
    [
        pytest.param(False, [0, 0], id="readers do not hear of it"),
        pytest.param(True, [1, 1], id="who asks for failures does"),
    ],
)
def test_what_fails_is_reported_to_those_who_asked_for_it(world, failures, reports):
    world.failures = failures
    world.edit(article(CHAD))
    world.round()
    world.wiki.down = "en.wikipedia.org cannot be reached"
    began = world.round()
    world.wiki.down = ""
    ended = world.round()

    assert [len(began.reports), len(ended.reports)] == reports


def test_what_could_not_be_fetched_is_not_judged_by_what_is_known(world):
    world.edit(article(CHAD))
    world.round()
    world.edit(article(CHAD, PERU))
    world.round()
    world.edit(article(CHAD))
    world.wait(hours=6)
    world.wiki.broken[MONGOLIA.title] = WikiUnreachable("cut off")
    began = world.told()
    world.wiki.broken.clear()

    assert [began, world.told()] == [
        [f"fails: {MONGOLIA.title}"],
        [f"works again: {MONGOLIA}"],
    ]


def test_a_new_blind_spot_is_told_once_and_again_when_it_comes_back(world):
    world.edit(article(CHAD))
    world.round()
    blind = []
    for text in (BLIND, article(CHAD), BLIND):
        world.edit(text)
        blind.append([len(world.round().blind), len(world.round().blind)])

    assert blind == [[1, 0], [0, 0], [1, 0]]


def problems(outcome):
    news = [news for report in outcome.reports for news in report.news]
    return [problem.grade for one in news for problem in one.problems]


def test_readers_hear_of_a_blind_spot_once_it_has_lasted_through_other_edits(world):
    world.edit(article(CHAD, PERU))
    world.round()
    heard = []
    for hours in range(8):
        world.edit(BLIND + "." * hours)
        heard.append(problems(world.round()))
        world.wait(hours=1)

    assert heard == [[], [], [], [], [], [], ["blind"], []]


def test_readers_hear_of_no_blind_spot_that_was_undone_before(world):
    world.edit(article(CHAD, PERU))
    world.round()
    world.edit(BLIND)
    seen = problems(world.round())
    world.edit(article(CHAD, PERU))
    world.wait(hours=7)

    assert [seen, problems(world.round())] == [[], []]


def test_a_doubt_is_told_once_its_text_has_stood(world):
    world.edit(article(CHAD))
    world.round()
    world.edit(DOUBTFUL)
    early = world.told()
    world.wait(hours=6)

    assert [early, world.told(), world.told()] == [
        [],
        ["established: Peru", 'doubt: Peru: impossible date "31 June 1997"'],
        [],
    ]


def test_a_doubt_that_was_undone_before_is_never_told(world):
    world.edit(article(CHAD))
    world.round()
    world.edit(DOUBTFUL)
    world.round()
    world.edit(article(CHAD))
    world.wait(hours=6)

    assert world.told() == []


def test_a_new_subscription_begins_with_what_has_settled(world):
    world.edit(article(CHAD))
    world.wait(hours=7)
    world.round()
    world.edit(article(CHAD, PERU))
    world.subscription = "newcomers"
    begun = world.told()
    world.wait(hours=6)

    assert [begun, world.told()] == [["begins: Mongolia, 1 relations"], ["established: Peru"]]


def test_a_round_that_is_stopped_is_completed_by_the_next(world):
    world.titles = (MONGOLIA.title, FIJI.title)
    world.edit(article(CHAD))
    world.edit(article(PERU), FIJI.title)
    world.stop.ask()
    with pytest.raises(Stopped):
        world.round()
    world.stop = type(world.stop)()

    assert world.told() == ["begins: Mongolia, 1 relations", "begins: Fiji, 1 relations"]


def test_a_round_that_is_to_stop_finishes_the_article_that_it_is_about(world):
    class Stopping(PaperWiki):
        def revisions(self, title, since=None):
            world.stop.ask()
            return super().revisions(title, since)

    world.wiki = Stopping()
    world.titles = (MONGOLIA.title, FIJI.title)
    world.edit(article(CHAD))
    world.edit(article(PERU), FIJI.title)
    with pytest.raises(Stopped):
        world.round()

    assert world.history.articles() == [MONGOLIA]


def test_a_rehearsal_tells_and_leaves_no_trace(world):
    world.edit(article(CHAD))
    rehearsed = said(rehearse(world.watch(), world.now))

    assert (rehearsed, world.history.articles(), world.told()) == (
        ["begins: Mongolia, 1 relations"],
        [],
        ["begins: Mongolia, 1 relations"],
    )


def test_each_channel_gets_the_report(world, tmp_path, capsys):
    world.channels = (
        *world.channels,
        FileChannel(str(tmp_path / "a"), "html"),
        FileChannel(str(tmp_path / "b"), "json"),
    )
    world.edit(article(CHAD))
    world.round()

    files = sorted(path.suffix for folder in ("a", "b") for path in (tmp_path / folder).iterdir())
    assert (files, "Watching begins" in capsys.readouterr().out) == ([".html", ".json"], True)


def test_a_channel_that_fails_holds_up_no_other_and_is_tried_again(world, tmp_path):
    world.channels = (FileChannel(str(tmp_path / "a")), FileChannel(str(tmp_path / "b")))
    (tmp_path / "a").write_text("in the way")
    world.edit(article(CHAD))
    began, stays = world.round(), world.round()
    (tmp_path / "a").unlink()
    world.wait(minutes=5)
    ended = world.round()

    assert [
        (said(outcome), outcome.has_failed, (tmp_path / "b").exists())
        for outcome in (began, stays, ended)
    ] == [
        (["begins: Mongolia, 1 relations", f"fails: reports into {tmp_path / 'a'}"], True, True),
        ([], True, True),
        ([f"works again: reports into {tmp_path / 'a'}"], False, True),
    ]


def test_the_retried_report_is_the_one_that_was_owed(world, tmp_path):
    world.channels = (FileChannel(str(tmp_path / "a")),)
    (tmp_path / "a").write_text("in the way")
    world.edit(article(CHAD))
    world.round()
    (tmp_path / "a").unlink()
    world.wait(days=1)
    world.round()

    assert [path.name[:15] for path in (tmp_path / "a").iterdir()] == ["2026-01-01-0001"]


def test_what_is_owed_is_sent_between_rounds_without_asking_the_wiki(world, tmp_path):
    world.channels = (FileChannel(str(tmp_path / "a")),)
    (tmp_path / "a").write_text("in the way")
    world.edit(article(CHAD))
    world.round()
    (tmp_path / "a").unlink()
    world.wiki.asked.clear()
    posted = send_owed(world.watch(), world.now)

    assert (len(posted.ended), len(list((tmp_path / "a").iterdir())), world.wiki.asked) == (
        1,
        1,
        [],
    )


@pytest.fixture
def both(world):
    """Watch Mongolia and Fiji, of which Peru is new."""
    world.titles = (MONGOLIA.title, FIJI.title)
    for title in world.titles:
        world.edit(article(CHAD), title)
    world.round()
    for title in world.titles:
        world.edit(article(CHAD, PERU), title)
    world.wait(hours=25)
    return world


def test_what_is_not_due_is_not_asked_for_and_keeps_its_news(both):
    both.wiki.asked.clear()
    due = go_round(both.watch(), both.now, [FIJI])

    assert ([news.article for report in due.reports for news in report.news], both.wiki.asked) == (
        [FIJI],
        ["heads of 1", f"revisions of {FIJI.title}"],
    )
    assert both.told() == ["established: Peru"]


def test_a_digest_that_is_due_tells_of_everything_however_little_else_is(both):
    both.asks = {"digest": "daily 07:00", "timezone": "UTC"}
    due = go_round(both.watch(), both.now, [FIJI])

    assert said(due) == ["established: Peru", "established: Peru"]


def test_who_asks_for_few_changes_hears_that_one_is_taken_back(world):
    world.asks = {"changes": ("severed", "established")}
    begin(world, CHAD)
    world.edit(article(CHAD, PERU))
    world.wait(hours=7)
    told = world.told()
    world.edit(article(CHAD))
    world.wait(hours=7)

    assert [told, world.told()] == [["established: Peru"], ["withdrawn: Peru"]]
