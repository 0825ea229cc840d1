import pytest

from scraper.dump import DumpError
from scraper.fingerprint import fingerprint

_MIB = 1 << 20


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "dump.xml"
    path.write_bytes(b"a" * _MIB + b"b" * _MIB)
    return path


def test_a_file_is_known_again_wherever_it_lies(dump, tmp_path):
    before = fingerprint(dump)

    assert fingerprint(dump.rename(tmp_path / "moved.xml")) == before


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(b"a" * _MIB + b"b" * (_MIB - 1), id="cut off"),
        pytest.param(b"x" + b"a" * (_MIB - 1) + b"b" * _MIB, id="begins otherwise"),
        pytest.param(b"a" * _MIB + b"b" * (_MIB - 1) + b"x", id="ends otherwise"),
        pytest.param(b"", id="empty"),
    ],
)
def test_another_file_is_another(dump, other):
    before = fingerprint(dump)
    dump.write_bytes(other)

    assert fingerprint(dump) != before


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DumpError, match="no such file or directory: check the path"):
        fingerprint(tmp_path / "missing.xml")
