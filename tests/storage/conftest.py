import pytest

from storage.history import History
from tests.storage.builders import read


@pytest.fixture
def history():
    with History(":memory:", read=read) as opened:
        yield opened


@pytest.fixture
def path(tmp_path):
    return tmp_path / "diplowatch.sqlite"
