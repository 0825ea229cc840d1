"""The same questions to a real MediaWiki, and what its own export says of the same pages."""

import io
from datetime import UTC, datetime
from hashlib import sha1

import pytest

from scraper.dump import read
from scraper.manners import Patience
from scraper.wiki import (
    ArticleMissing,
    Head,
    TitleInvalid,
    Wiki,
    WikiBusy,
    WikiRefused,
    WikiUnreachable,
)
from tests.fake_time import FakeTime
from tests.real_mediawiki import served

pytestmark = pytest.mark.mediawiki

_TITLE = "Foreign relations of Mongolia"


def reading(mediawiki, time):
    patience = Patience(tries=2, jitter=lambda: 0.0)
    return Wiki(mediawiki.host, api=mediawiki.api, sleep=time.sleep, patience=patience)


@pytest.fixture(scope="module")
def mediawiki(mediawiki_template):
    """Serve one wiki for all of these tests, each of which has a title of its own."""
    with served(mediawiki_template) as wiki:
        yield wiki


@pytest.fixture
def reader(mediawiki):
    with reading(mediawiki, FakeTime()) as wiki:
        yield wiki


@pytest.fixture
def title(request):
    return request.node.name.removeprefix("test_").replace("_", " ").capitalize()


def redirect(target):
    return f"#REDIRECT [[{target}]]"


def test_fetch_edit_and_fetch_again(mediawiki, reader, title):
    mediawiki.edit(title, "one", "--user", "Alice", "--timestamp", "2024-01-01T00:00:00Z")
    mediawiki.edit(title, "two", "--user", "192.0.2.1", "--timestamp", "2024-01-01T00:00:00Z")
    first = list(reader.revisions(title))
    mediawiki.edit(title, "three", "--minor", "--summary", "again")

    head = reader.heads([title])[title]
    new = list(reader.revisions(title, since=first[-1].saved_at))
    assert [(one.text, one.user, one.standing, one.minor, one.comment) for one in new] == [
        ("one", "Alice", "registered", False, ""),
        ("two", "192.0.2.1", "anonymous", False, ""),
        ("three", "Admin", "registered", True, "again"),
    ]
    assert (new[:2], head.revision.id, reader.fetch([head.revision.id])[new[2].id]) == (
        first, new[2].id, new[2],
    )  # fmt: skip


def test_what_stood_at_a_time(mediawiki, reader, title):
    for day in ("01", "03"):
        mediawiki.edit(title, f"of day {day}", "--timestamp", f"2024-01-{day}T00:00:00Z")
    stood = [reader.as_of(title, datetime(2024, 1, day, tzinfo=UTC)) for day in (2, 3, 4)]

    assert [one.text for one in stood] == ["of day 01", "of day 03", "of day 03"]
    assert reader.as_of(title, datetime(2023, 1, 1, tzinfo=UTC)) is None


def test_titles_lead_to_pages_or_to_reasons(mediawiki, reader):
    mediawiki.edit(_TITLE, "one")
    mediawiki.edit("Outer", redirect(_TITLE))
    mediawiki.edit("Farther", redirect("Outer"))
    mediawiki.edit("Loop", redirect("Loop"))
    mediawiki.edit("Half", redirect("Nowhere"))
    mediawiki.edit("São Tomé", "one")
    mediawiki.edit("Gone", "one")
    mediawiki.delete("Gone")

    heads = reader.heads(
        ["foreign_relations_of Mongolia", "Farther", "Sa\u0303o Tome\u0301", "Loop", "Half", "Gone",
         "Foreign relations of Mongola", "Special:Version", "A%20B", "Talk:", "A|B"]
    )  # fmt: skip
    told = {
        title: (head.article.title, head.redirected_from) if isinstance(head, Head) else type(head)
        for title, head in heads.items()
    }
    assert told == {
        "foreign_relations_of Mongolia": (_TITLE, ()),
        "Farther": (_TITLE, ("Farther", "Outer")),
        "Sa\u0303o Tome\u0301": ("São Tomé", ()),
        "Loop": ArticleMissing,
        "Half": ArticleMissing,
        "Gone": ArticleMissing,
        "Foreign relations of Mongola": ArticleMissing,
        "Special:Version": TitleInvalid,
        "A%20B": TitleInvalid,
        "Talk:": TitleInvalid,
        "A|B": TitleInvalid,
    }
    assert f'did you mean "{_TITLE}"?' in str(heads["Foreign relations of Mongola"])


def test_moves_deletions_and_undeletions_keep_the_history(mediawiki, reader, title):
    mediawiki.edit(title, "one")
    before = reader.heads([title])[title]
    mediawiki.move(title, f"{title} again")
    moved = reader.heads([title])[title]
    moved_to = reader.title_of(before.revision)
    mediawiki.delete(f"{title} again")
    deleted = reader.heads([title])[title]
    deleted_from = reader.title_of(before.revision)
    mediawiki.ask(action="undelete", title=f"{title} again")
    restored = reader.heads([title])[title]

    assert (
        (moved.article.title, moved.redirected_from, moved.page_id),
        (moved.revision.parent_id, moved.revision.sha1),
        isinstance(deleted, ArticleMissing),
        restored,
        (moved_to, deleted_from),
    ) == (
        (f"{title} again", (title,), before.page_id),
        (before.revision.id, before.revision.sha1),
        True,
        moved,
        (f"{title} again", None),
    )


def test_a_text_is_the_stored_one(mediawiki, reader, title):
    mediawiki.edit(title, "Cafe\u0301", "--timestamp", "2003-01-01T00:00:00Z")
    (given,) = reader.revisions(title)

    assert given.text == "Cafe\u0301"
    assert given.sha1 == sha1(given.text.encode(), usedforsecurity=False).hexdigest()


def test_what_is_hidden_is_none_in_answers_and_exports(mediawiki, reader, title):
    for text in ("one", "two", "three"):
        mediawiki.edit(title, text, "--user", "Alice", "--summary", "why")
    ids = [revision.id for revision in reader.revisions(title)]
    hide = "content|comment|user"
    mediawiki.ask(action="revisiondelete", type="revision", ids=ids[1], hide=hide)

    read_again = [
        (one.id, one.text, one.user, one.comment, one.standing, bool(one.sha1))
        for one in reader.revisions(title)
    ]
    assert read_again == [
        (ids[0], "one", "Alice", "why", "registered", True),
        (ids[1], None, None, None, "", False),
        (ids[2], "three", "Alice", "why", "registered", True),
    ]


def test_an_export_says_the_same_as_the_api(mediawiki, reader, title):
    texts = [
        "''a'' <ref>&amp;</ref>\n\n* b",
        "",
        "{{flag|Côte d'Ivoire}} – \U0001f1f2\U0001f1f3\t|",
    ]
    for number, text in enumerate(texts):
        moment = f"2024-01-0{number + 1}T00:00:00Z"
        mediawiki.edit(title, text, "--user", "Alice", "--timestamp", moment, "--summary", "<&>")
    mediawiki.edit(title, "four", "--minor")
    asked = list(reader.revisions(title))
    mediawiki.ask(
        action="revisiondelete", type="revision", ids=asked[1].id, hide="content|comment|user"
    )

    asked = list(reader.revisions(title))
    exported = read(io.BytesIO(mediawiki.export(title)))
    assert [(article.title, list(revisions)) for article, revisions in exported] == [(title, asked)]


def test_a_long_history_and_many_titles_are_read_in_few_requests(mediawiki, reader, tmp_path):
    page = "<page><title>Page {0}</title><id>{0}</id>{1}</page>"
    one = (
        "<revision><id>{0}</id><timestamp>2024-01-01T00:{1:02}:{2:02}Z</timestamp>"
        "<contributor><username>Alice</username><id>9</id></contributor>"
        "<model>wikitext</model><format>text/x-wiki</format><text>text {0}</text></revision>"
    )
    history = "".join(one.format(number, *divmod(number, 60)) for number in range(120))
    pages = [page.format(number, one.format(number, 0, 0)) for number in range(1, 60)]
    export = tmp_path / "pages.xml"
    export.write_text(
        f"<mediawiki version='0.11'>{''.join(pages)}{page.format(60, history)}</mediawiki>"
    )
    mediawiki.load(export)
    before = len(mediawiki.requests(0))

    heads = reader.heads([f"Page {number}" for number in range(1, 61)])
    texts = [revision.text for revision in reader.revisions("Page 60")]
    requests = mediawiki.requests(before + 2 + 3)[before:]
    assert (
        all(isinstance(head, Head) for head in heads.values()),
        texts,
        [request["user_agent"].partition("/")[0] for request in requests],
    ) == (True, [f"text {number}" for number in range(120)], ["diplowatch"] * (2 + 3))


def test_batches_and_histories_that_are_cut_off_are_completed(mediawiki, reader, title):
    for title in ("A", "B", "C"):
        mediawiki.edit(title, "x" * 3000)
        mediawiki.edit(title, "y" * 3000)
    with mediawiki.configured("$wgAPIMaxResultSize = 8192;"):
        newest = [head.revision.id for head in reader.heads(["A", "B", "C"]).values()]
        fetched = reader.fetch(newest)
        history = list(reader.revisions("B"))

    assert (
        {number: len(revision.text) for number, revision in fetched.items()},
        [revision.text[0] for revision in history],
    ) == (dict.fromkeys(newest, 3000), ["x", "y"])


@pytest.mark.parametrize(
    ("settings", "slept", "kind"),
    [
        pytest.param(
            "$wgHooks['ApiMaxLagInfo'][] = static function ( &$i ) {"
            " $i = [ 'host' => 'db1', 'lag' => 7.5, 'type' => 'db' ]; };",
            [5.0], WikiBusy, id="lagged databases",
        ),
        pytest.param("syntax error", [1.0], WikiUnreachable, id="a fatal error of PHP"),
        pytest.param(
            "$wgHooks['APIAfterExecute'][] = static function ( $module ) {"
            " throw new RuntimeException( 'boom' ); };",
            [1.0], WikiUnreachable, id="an exception",
        ),
        pytest.param(
            "$wgGroupPermissions['*']['read'] = false;", [], WikiRefused, id="a private wiki"
        ),
    ],
)  # fmt: skip
def test_a_wiki_in_trouble_is_asked_again_and_then_told(mediawiki, settings, slept, kind):
    time = FakeTime()

    with (
        mediawiki.configured(settings),
        reading(mediawiki, time) as reader,
        pytest.raises(kind) as caught,
    ):
        reader.heads([_TITLE])
    assert (time.slept, len(str(caught.value).splitlines())) == (slept, 1)
