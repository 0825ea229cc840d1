from collections.abc import Iterator

import pytest

from scraper.parse import Parser
from storage.history import History
from tests.monitor.world import World


@pytest.fixture
def world() -> Iterator[World]:
    parser = Parser()
    with History(":memory:", read=parser.read) as history:
        yield World(history, parser)
