"""Wikis to read from: one in memory, and a real MediaWiki where it is installed; a stream."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.fake_time import FakeTime
from tests.loopback_stream import LoopbackStream
from tests.loopback_wiki import LoopbackWiki
from tests.real_mediawiki import MediaWiki, NoMediaWiki, served, template

# A busy machine is no reason to fail.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def loopback_wiki(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackWiki]:
    """Serve a wiki in memory over real HTTP."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with LoopbackWiki() as wiki:
        yield wiki


@pytest.fixture
def stream(monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackStream]:
    """Serve a stream of events over real HTTP."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with LoopbackStream() as stream:
        yield stream


@pytest.fixture
def time() -> FakeTime:
    """Give a clock that goes on only while somebody sleeps."""
    return FakeTime()


@pytest.fixture(scope="session")
def mediawiki_template() -> Iterator[Path]:
    """Make a real MediaWiki without pages; tests skip where it cannot be had."""
    try:
        with template() as directory:
            yield directory
    except NoMediaWiki as error:
        pytest.skip(f"needs the real MediaWiki: {error}")


@pytest.fixture
def mediawiki(mediawiki_template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MediaWiki]:
    """Serve a real MediaWiki of the test's own."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with served(mediawiki_template) as wiki:
        yield wiki
