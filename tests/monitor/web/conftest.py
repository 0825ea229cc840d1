from collections.abc import Callable, Iterator

import pytest

from monitor.web.routes import Request, answer
from monitor.web.sight import Sight, Site
from tests.monitor.web.seen import Seen
from tests.monitor.web.world import WORLD, fill


@pytest.fixture(scope="session")
def world_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("world") / "world.sqlite"
    fill(path, WORLD)
    return path


@pytest.fixture(scope="session")
def site(world_path) -> Iterator[Site]:
    opened = Site(world_path)
    yield opened
    opened.close()


@pytest.fixture
def sight(site) -> Iterator[Sight]:
    with site.sight() as seen:
        yield seen


@pytest.fixture
def look(site) -> Callable[[str], Seen]:
    """Open a page that is there, and look at it."""

    def look(path: str) -> Seen:
        bare, _, query = path.partition("?")
        given = answer(site, Request(bare, query))
        assert given.status == 200, given.body.decode()
        return Seen(given.body.decode())

    return look
