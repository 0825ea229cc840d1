"""A Dask cluster that others keep: its scheduling, retries and dashboard are Dask's."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from monitor.crew import GONE, Crew, NoCrew
from monitor.settings import SettingsError
from scraper.parse import versions

if TYPE_CHECKING:
    from distributed import Client

_TRIES = 2  # each as often as Dask allows
_LEAST_ROOM = 8  # tasks, so that a cluster which grows with its work begins to


@contextmanager
def cluster(address: str, *, patience: float = 10) -> Iterator[Crew]:
    """Use the cluster of a scheduler; leaving cancels what is left to do.

    It has ``patience`` seconds to answer. Raises SettingsError, NoCrew.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise SettingsError(
            '--cluster needs Dask: install diplowatch with its extra, "diplowatch[cluster]"'
        ) from error
    # What it would log is said here in one line.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=patience)
    except ValueError as error:
        raise SettingsError(
            f'"{address}" is no address of a cluster: {error}: '
            'give its scheduler\'s, such as "tcp://host:8786"'
        ) from error
    except OSError as error:
        raise NoCrew(
            f'no cluster answers at "{address}": look whether its scheduler runs ({error})'
        ) from error
    with client:
        _check_versions(client, address)
        executor = client.get_executor(pure=False)
        try:
            yield Crew(executor, lambda: _room(client), (KilledWorker,), _TRIES)
        finally:
            executor.shutdown(wait=False)


def _room(client: "Client") -> int:
    """Give twice the threads of now, so that none waits for the next task; raise NoCrew."""
    try:
        # A client that is not connected would keep a task for ever.
        threads: dict[str, int] = client.nthreads() if client.status == "running" else {}
    except OSError:
        threads = {}
    if client.status != "running":
        raise NoCrew(GONE)
    return max(_LEAST_ROOM, 2 * sum(threads.values()))


def _check_versions(client: "Client", address: str) -> None:
    """Workers that read otherwise than this process would make another result than it."""
    try:
        theirs = client.run(versions)
    except ImportError as error:
        raise NoCrew(
            f'a worker of the cluster "{address}" has no diplowatch ({error}): '
            "install the same version everywhere"
        ) from error
    for worker, its in theirs.items():
        if its != versions():
            raise NoCrew(
                f'the worker "{worker}" of the cluster "{address}" has another version of '
                "diplowatch: install the same version everywhere"
            )
