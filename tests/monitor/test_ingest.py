"""Parts of dumps read side by side: the same as one after another, whatever befalls them."""

import bz2
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace

import pytest

from monitor.crew import Crew
from monitor.ingest import Ingest
from monitor.part import Part, read_part
from monitor.processes import processes
from monitor.stop import Stop, Stopped
from scraper.title import Choice
from tests.monitor.exports import export
from tests.monitor.ingested import (
    LIKE,
    content,
    dies,
    dies_once,
    filled,
    ingested,
    one_by_one,
    parts,
    texts,
)  # fmt: skip

FIJI = "Foreign relations of Fiji"


@pytest.fixture
def filling():
    with filled() as opened:
        yield opened


@pytest.fixture
def crew():
    with ThreadPoolExecutor(2) as executor:
        yield Crew(executor, lambda: 2, (BrokenProcessPool,), 3)


def test_it_is_as_if_one_process_had_read_them(tmp_path, filling):
    paths = parts(tmp_path, 3)
    with processes(2) as crew:
        lines = ingested(paths, crew, filling)

    assert lines == [f"dump-{part}.xml.bz2: 12 added, 0 known" for part in range(3)]
    assert content(filling.history) == one_by_one(paths)
    assert len(filling.history.articles()) == 6


def test_what_is_in_several_parts_is_stored_once(tmp_path, crew, filling):
    whole = export({FIJI: texts("Fiji", 9)})
    paths = [tmp_path / name for name in ("later.xml", "again.xml.bz2", "whole.xml")]
    paths[0].write_bytes(export({FIJI: texts("Fiji", 9)}, first=4))
    paths[1].write_bytes(bz2.compress(whole))
    paths[2].write_bytes(whole)
    ingested(paths, crew, filling)

    assert content(filling.history) == one_by_one([paths[2]])


def test_a_page_under_two_titles_is_one_article(tmp_path, crew, filling):
    paths = [tmp_path / name for name in ("old.xml", "new.xml")]
    paths[0].write_bytes(export({FIJI: texts("Fiji", 6)}))
    paths[1].write_bytes(export({"Foreign relations of Viti": texts("Fiji", 9)}))
    for path in paths:
        ingested([path], crew, filling)

    assert content(filling.history) == one_by_one(paths)
    assert filling.history.find("Viti") == filling.history.find("Fiji")


def test_what_was_read_to_its_end_is_not_read_again(tmp_path, crew, filling):
    paths = parts(tmp_path, 2)
    ingested(paths[:1], crew, filling)
    moved = paths[0].rename(tmp_path / "moved.xml.bz2")

    assert ingested([moved, paths[1], paths[1]], crew, filling) == [
        "dump-1.xml.bz2: 12 added, 0 known",
        f'dump-1.xml.bz2: the same as "{paths[1]}"',
        "moved.xml.bz2: read before, 2026-01-01 00:00 UTC",
    ]


def test_other_titles_are_another_reading(tmp_path, crew, filling):
    paths = parts(tmp_path, 1)
    ingested(paths, crew, filling)

    assert ingested(paths, crew, filling, Part(Choice(patterns=("Horse",)))) == [
        "dump-0.xml.bz2: 1 added, 0 known"
    ]


def test_a_part_comes_in_pieces_where_memory_has_enough(tmp_path, crew, filling):
    paths = parts(tmp_path, 1)
    lines = ingested(paths, crew, filling, replace(LIKE, largest=1))

    assert lines == ["dump-0.xml.bz2: 0 added, 0 known"] + ["dump-0.xml.bz2: 6 added, 0 known"] * 2
    assert content(filling.history) == one_by_one(paths)


def test_stopped_it_goes_on_where_it_was(tmp_path, crew, filling):
    paths = parts(tmp_path, 2)
    with suppress(Stopped):
        for _ in Ingest(crew, filling).run(paths, replace(LIKE, largest=1)):
            filling.stop.ask()
    again = replace(filling, stop=Stop())

    known = len(filling.history.articles())
    added = ingested(paths, crew, again)
    assert sum(line.count("0 known") for line in added) == 2
    assert 0 < known < 4
    assert content(filling.history) == one_by_one(paths)


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        pytest.param(lambda packed: packed[: len(packed) // 2], "cut off", id="cut off"),
        pytest.param(lambda packed: b"BZh9" + packed[:3] * 99, "damaged", id="garbage"),
        pytest.param(
            lambda packed: bz2.compress(bz2.decompress(packed)[:-400]), "in the middle", id="no end"
        ),
        pytest.param(lambda _: b"", "empty", id="empty"),
        pytest.param(lambda _: b"<html>Not found</html>", "MediaWiki's XML", id="no dump"),
    ],
)
def test_a_part_that_is_damaged_is_named_and_harms_no_other(
    tmp_path, crew, filling, damage, reason
):
    paths = parts(tmp_path, 3)
    good = paths[1].read_bytes()
    paths[1].write_bytes(damage(good))
    lines = ingested(paths, crew, filling)
    once_more = ingested(paths, crew, filling)
    paths[1].write_bytes(good)
    ingested(paths, crew, filling)

    for told in (lines, once_more):
        assert [line for line in told if reason in line and str(paths[1]) in line]
    assert "dump-2.xml.bz2: 12 added, 0 known" in lines
    assert "dump-2.xml.bz2: read before, 2026-01-01 00:00 UTC" in once_more
    assert content(filling.history) == one_by_one(paths)


def test_a_page_whose_text_is_not_its_own_is_named_and_the_next_is_read(tmp_path, crew, filling):
    path = tmp_path / "dump.xml"
    sha1 = "<sha1>frkhg3ewxov0h1g2eh87fri7z1g12ns</sha1></revision>"
    written = export({FIJI: texts("Fiji", 1), "Foreign relations of Peru": texts("Peru", 1)})
    path.write_bytes(written.replace(b"</revision>", sha1.encode(), 1))
    lines = ingested([path], crew, filling)

    again = ingested([path], crew, filling)

    assert lines[0].startswith(f'"en.wikipedia.org:{FIJI}": text of revision "1" is damaged')
    assert again[0] == lines[0]
    assert (lines[1], again[1]) == ("dump.xml: 1 added, 0 known", "dump.xml: 0 added, 1 known")


def test_a_file_that_is_not_there_is_named(tmp_path, crew, filling):
    missing = tmp_path / "missing.xml"
    lines = ingested([missing, *parts(tmp_path, 1)], crew, filling)

    assert f'cannot read "{missing}": no such file or directory: check the path' in lines
    assert "dump-0.xml.bz2: 12 added, 0 known" in lines


def test_a_part_whose_worker_dies_is_given_to_another(tmp_path, filling):
    paths = parts(tmp_path, 3)
    with processes(2) as crew:
        lines = ingested(paths, crew, filling, read=dies_once)

    assert lines == [f"dump-{part}.xml.bz2: 12 added, 0 known" for part in range(3)]
    assert content(filling.history) == one_by_one(paths)


def test_a_part_of_which_workers_die_is_named_and_harms_no_other(tmp_path, filling):
    paths = parts(tmp_path, 3)
    with processes(2) as crew:
        lines = ingested(paths, crew, filling, read=dies)

    assert [line for line in lines if f'"{paths[1]}": its worker died each of 3 times' in line]
    assert content(filling.history) == one_by_one([paths[0], paths[2]])


def test_a_piece_that_another_version_has_read_is_refused(tmp_path, crew, filling):
    paths = parts(tmp_path, 1)
    lines = ingested(paths, crew, filling, read=lambda part: replace(read_part(part), parser="0"))

    assert lines[0].startswith(f'"{paths[0]}" was read by another version')
    assert filling.history.articles() == []


def test_a_bug_is_told_when_the_others_are_read(tmp_path, crew, filling):
    def fails(part):
        return 1 // 0 if "dump-0" in part.path else read_part(part)

    with pytest.raises(ZeroDivisionError):
        ingested(parts(tmp_path, 3), crew, filling, read=fails)
    assert len(filling.history.articles()) == 4
