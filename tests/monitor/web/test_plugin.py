"""The explorer that comes with the pages: SQL, JSON and CSV over the same database."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

pytest.importorskip("datasette", reason='needs Datasette, the extra "web"')

from httpx import ASGITransport, AsyncClient, Response

from monitor.web.serving import application, names_for
from monitor.web.sight import Site
from storage.history import History
from tests.monitor.web.world import MONGOLIA, fill, title


def ask(path, *urls, names=None):
    """Ask a fresh application over a database for some addresses, one after the other."""

    async def asked(app) -> list[Response]:
        transport = ASGITransport(app=app)
        async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return [await client.get(url) for url in urls]

    with closing(Site(path)) as site, application(site, names) as app:
        return asyncio.run(asked(app))


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "of #1 100%41.sqlite"
    fill(made, {title("Mongolia"): MONGOLIA})
    return made


def test_what_articles_say_is_listed_before_what_serves_the_watch(path):
    (data,) = ask(path, "/data.json")
    tables = [one["name"] for one in data.json()["tables"] if not one["hidden"]]

    assert tables == ["article", "fact", "former_title", "report", "revision", "topic"]


def test_our_pages_stand_before_datasettes_own_and_lead_to_them(path):
    home, data, facts = ask(path, "/", "/data", "/data/facts.json?_shape=array")

    assert "What changed" in home.text
    assert home.headers["content-security-policy"].startswith("default-src 'none'")
    assert [response.status_code for response in (home, data, facts)] == [200] * 3
    assert {row["name"] for row in facts.json()} >= {"Chad", "France", "Peru"}


def test_compressed_texts_are_functions_of_sql(path):
    (texts,) = ask(
        path, "/data.json?_shape=arrays&sql=select+id,wikitext(article,id)+from+revision+order+by+1"
    )

    assert texts.json()["rows"] == [[number, text] for number, text in enumerate(MONGOLIA, 1)]


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("/data/as_of.json?subject=Mongolia&day=2012-01-02", id="as of a day"),
        pytest.param("/data/ever_said.json?identity=PER", id="all of one"),
        pytest.param("/data/changed_between.json?first=2012-01-01&last=2012-12-31", id="changes"),
        pytest.param("/data/undated.json", id="without a date"),
        pytest.param("/data/mentions.json?words=wikitable", id="words of texts"),
    ],
)
def test_the_questions_to_begin_with_can_be_answered(path, url):
    (response,) = ask(path, url)

    assert (response.status_code, response.json().get("error")) == (200, None)
    assert response.json()["rows"] or "undated" in url


def test_every_table_has_its_page(path):
    (data,) = ask(path, "/data.json")
    tables = [one["name"] for one in data.json()["tables"]]
    pages = ask(path, *(f"/data/{name}" for name in tables))

    assert {
        name: page.status_code for name, page in zip(tables, pages, strict=True)
    } == dict.fromkeys(tables, 200)


def test_what_leads_to_an_article_is_counted_on_its_row(path):
    (row,) = ask(path, "/data/article/1.json?_extras=foreign_key_tables")

    counts = {one["other_table"]: one["count"] for one in row.json()["foreign_key_tables"]}
    assert counts["revision"] == len(MONGOLIA)


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        pytest.param("/data/nothing", 404, "Table not found", id="no table"),
        pytest.param("/data/article/99", 404, "Record not found", id="no row"),
        pytest.param("/data/article?_sort=nothing", 400, "Cannot sort table by", id="no column"),
        pytest.param("/data/revision/1", 400, "There is no answer", id="a part of a key"),
        pytest.param("/data/article?_through=zz", 400, "There is no answer", id="no filter"),
        pytest.param("/-/nothing", 404, "Database not found", id="no page of Datasette's"),
    ],
)
def test_what_the_explorer_cannot_answer_is_said_in_a_page_of_ours(path, url, status, said, capfd):
    (response,) = ask(path, url)

    assert (response.status_code, said in response.text) == (status, True)
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert capfd.readouterr() == ("", "")


def test_a_mistake_in_a_question_is_told_to_who_asks_and_logged_nowhere(path, capfd):
    (response,) = ask(path, "/data?sql=select+*+from+nowhere")

    assert (response.status_code, "no such table: nowhere" in response.text) == (400, True)
    assert capfd.readouterr() == ("", "")


def test_programs_are_told_so_as_datasette_does(path):
    (response,) = ask(path, "/data/nothing.json")

    assert response.json()["ok"] is False
    assert (response.status_code, response.json()["status"]) == (404, 404)


def test_a_mistake_of_the_program_is_logged_and_no_page_describes_it(path, monkeypatch, caplog):
    def broken(*_):
        raise ValueError("a secret")

    monkeypatch.setattr("monitor.web.plugin.answer", broken)
    (response,) = ask(path, "/articles")

    assert (response.status_code, "a secret" in response.text) == (500, False)
    assert "a secret" in caplog.text


def test_nothing_can_be_written(path):
    before = path.read_bytes()
    (response,) = ask(path, "/data?sql=delete+from+fact")

    assert response.status_code == 400
    assert path.read_bytes() == before


def test_pages_show_what_is_written_meanwhile(path):
    async def asked(app) -> list[str]:
        transport = ASGITransport(app=app)
        async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            first = await client.get("/articles.json")
            fill(path, {title("Chad"): MONGOLIA[:1]})
            second = await client.get("/articles.json")
        return [
            [row["article"]["subject"] for row in one.json()["rows"]] for one in (first, second)
        ]

    with closing(Site(path)) as site, application(site) as app:
        assert asyncio.run(asked(app)) == [["Mongolia"], ["Chad", "Mongolia"]]


def test_a_writer_is_not_held_up_by_who_looks(path):
    with closing(Site(path)) as site, application(site) as app:
        transport = ASGITransport(app=app)

        async def asked() -> None:
            async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                await client.get("/")

        asyncio.run(asked())
        with History(path, patience=0) as history, history.transaction():
            assert history.articles()
        with sqlite3.connect(path, timeout=0) as other:
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        other.close()


@pytest.mark.parametrize(
    ("host", "names", "answered"),
    [
        pytest.param("127.0.0.1", (), 200, id="the loopback by its own name"),
        pytest.param("evil.example", (), 421, id="the loopback by a stranger's"),
        pytest.param("watch.example:443", ("watch.example",), 200, id="a name that is allowed"),
        pytest.param("[::1]:8001", (), 200, id="the loopback of IPv6"),
    ],
)
def test_the_loopback_answers_to_its_own_names_alone(path, host, names, answered):
    async def asked(app) -> int:
        async with AsyncClient(transport=ASGITransport(app=app), base_url="http://x") as client:
            return (await client.get("/articles", headers={"host": host})).status_code

    with closing(Site(path)) as site, application(site, names_for("127.0.0.1", names)) as app:
        assert asyncio.run(asked(app)) == answered


def test_elsewhere_any_name_will_do_unless_some_are_given():
    assert names_for("0.0.0.0", ()) is None  # noqa: S104 - no server
    assert names_for("0.0.0.0", ["watch.example"]) == {"watch.example"}  # noqa: S104
