"""The queries of the schema's page, asked of the sample."""

import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.installed import DIPLOWATCH

PAGE = (Path(__file__).parents[2] / "docs" / "schema.md").read_text(encoding="utf-8")
ASKING, _, _ = PAGE.partition("## Tables and views")
QUERIES = re.findall(r"```sql\n(.*?);\n```", ASKING, re.DOTALL)


@pytest.fixture
def database(demo):
    return demo / "demo.db"


def asked(database, query):
    connection = sqlite3.connect(database)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("query", QUERIES, ids=[query.split("\n")[0] for query in QUERIES])
def test_a_query_is_answered(database, query):
    connection = sqlite3.connect(database)
    columns = connection.execute(query).description
    connection.close()

    assert columns


def test_relations_at_are_what_the_program_says(database):
    asking = ["show", "Mongolia", "--as-of", "2015-12-31", "--format", "csv"]
    shown = subprocess.run(
        [DIPLOWATCH, *asking, "--db", database],
        capture_output=True,
        text=True,
        check=True,
    )
    relations = [line for line in shown.stdout.splitlines() if line.startswith("relation,")]

    assert len(asked(database, QUERIES[0])) == len(relations) > 100


def test_the_command_line_of_sqlite_opens_it(database):
    if not (sqlite := shutil.which("sqlite3")):
        pytest.skip("needs the command sqlite3")
    done = subprocess.run(
        [sqlite, "-readonly", database, QUERIES[0]], capture_output=True, text=True, check=True
    )

    assert len(done.stdout.splitlines()) == len(asked(database, QUERIES[0]))
