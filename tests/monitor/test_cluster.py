"""Parts of dumps read by a real Dask cluster of separate processes, some of which are killed."""

import json
import subprocess
import sys
import time

import pytest

from monitor.cluster import cluster
from monitor.crew import NoCrew
from monitor.settings import SettingsError
from tests.monitor.ingested import content, dies, dies_once, filled, ingested, one_by_one, parts

distributed = pytest.importorskip("distributed", reason="the extra diplowatch[cluster] is absent")


@pytest.fixture(scope="module")
def local():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as opened:
        yield opened


@pytest.fixture
def filling():
    with filled() as opened:
        yield opened


def test_a_worker_that_is_killed_changes_nothing(tmp_path, local, filling):
    paths = parts(tmp_path, 4)
    with cluster(local.scheduler_address) as crew:
        lines = ingested(paths, crew, filling, read=dies_once)

    assert lines == [f"dump-{part}.xml.bz2: 12 added, 0 known" for part in range(4)]
    assert (tmp_path / "dump-1.xml.bz2.died").exists()
    assert content(filling.history) == one_by_one(paths)


def test_a_part_that_kills_its_workers_is_named_and_harms_no_other(tmp_path, local, filling):
    paths = parts(tmp_path, 3)
    local.scheduler.allowed_failures = 0  # it takes seconds to start each of its workers again
    with cluster(local.scheduler_address) as crew:
        lines = ingested(paths, crew, filling, read=dies)

    assert [
        line
        for line in lines
        if f'cannot read "{paths[1]}": its worker died each of 2 times' in line
    ]
    assert content(filling.history) == one_by_one([paths[0], paths[2]])


@pytest.fixture
def scheduler(tmp_path):
    """Start a scheduler without workers, in a process of its own."""
    found = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0"]
    started = subprocess.Popen(
        [*command, "--dashboard-address", ":0", "--scheduler-file", found],
        stderr=subprocess.DEVNULL,
    )
    while not found.exists() or not found.read_text():
        assert started.poll() is None
        time.sleep(0.02)
    yield started, json.loads(found.read_text())["address"]
    started.kill()
    started.wait()


def test_a_cluster_that_goes_ends_the_work_and_says_so(tmp_path, filling, scheduler):
    process, address = scheduler
    with cluster(address) as crew:
        process.kill()
        with pytest.raises(NoCrew, match="gone"):
            ingested(parts(tmp_path, 2), crew, filling)


@pytest.mark.parametrize(
    ("address", "error", "told"),
    [
        pytest.param("tcp://127.0.0.1:9", NoCrew, "no cluster answers", id="nobody there"),
        pytest.param("nonsense", SettingsError, "no address of a cluster", id="no address"),
    ],
)
def test_a_cluster_that_does_not_answer_is_named(address, error, told):
    with pytest.raises(error, match=told), cluster(address, patience=0.5):
        pass
