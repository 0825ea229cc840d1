"""``diplowatch ingest``: articles out of a whole wiki's dump, its parts read side by side."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.exports import STDIN
from monitor.commands.filling import filling_into
from monitor.commands.options import Host, Place, place_options
from monitor.commands.outcome import Exit

if TYPE_CHECKING:
    from monitor.commands.progress import Progress
    from monitor.crew import Crew
    from monitor.filling import Filling
    from monitor.part import Part
    from scraper.title import Choice


@click.command()
@click.argument("dumps", metavar="DUMP...", nargs=-1, required=True)
@click.option(
    "--title",
    "patterns",
    metavar="PATTERN",
    multiple=True,
    required=True,
    help='Pages to read, such as "Foreign relations of *"; may be given several times.',
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 1024),
    help="Read with N processes, else with one for each core.",
)
@click.option(
    "--cluster",
    "address",
    metavar="ADDRESS",
    help='Read on a Dask cluster instead, whose scheduler is there: "tcp://host:8786".',
)
@click.option(
    "--wiki",
    type=Host(),
    default="",
    help="The wiki, else the one that a DUMP names.",
)
@place_options
def ingest(
    place: Place,
    dumps: tuple[str, ...],
    patterns: tuple[str, ...],
    workers: int | None,
    address: str | None,
    wiki: str,
) -> int:
    """Store every revision of the pages of a title, out of the parts of a wiki's dump.

    In a PATTERN * stands for any letters and ? for any one; pages that redirect now are
    left out. Each DUMP (MediaWiki's XML, plain, .bz2, .gz, .xz, .lzma or .zst; - is
    standard input) is read by one process at a time. It may be stopped, killed and run
    again at any time: what was read to its end is not read again. None of it is told as
    news.
    """
    from monitor.commands.exports import check_there
    from monitor.part import Part
    from monitor.stop import Stopped
    from scraper.title import Choice, title_problem

    for problem in filter(None, map(title_problem, patterns)):
        raise click.UsageError(f"No page is of such a --title: {problem}.")
    if workers and address:
        raise click.UsageError("--workers and --cluster exclude each other.")
    if not address:  # else the cluster's workers read them, where they are
        check_there(dumps)
    choice = Choice(patterns=patterns, redirects=False)
    parser = place.parser()
    filling_up = filling_into(place.database(), parser)
    with filling_up as (filling, progress), filling.stop.heeding_signals():
        try:
            if STDIN in dumps:
                _read_stdin(choice, wiki, filling, progress)
            files = [Path(dump) for dump in dumps if dump != STDIN]
            crew, cores = _crew(address, workers or os.cpu_count() or 1, len(files))
            like = Part(choice, wiki=wiki, cores=cores, languages=parser.languages)
            well = _read(files, like, crew, filling, progress)
        except Stopped:
            click.echo("diplowatch: stopped: the same command goes on where it was", err=True)
            return Exit.INTERRUPTED
    return Exit.FINE if well else Exit.FAILED


def _crew(
    address: str | None, workers: int, files: int
) -> tuple[AbstractContextManager["Crew"], int]:
    """Give who reads, and how many cores each may have to unpack one file."""
    from monitor.cluster import cluster
    from monitor.processes import processes

    if address:
        return cluster(address), 1
    return processes(min(workers, max(files, 1))), max(1, workers // max(files, 1))


def _read_stdin(choice: "Choice", wiki: str, filling: "Filling", progress: "Progress") -> None:
    from monitor.commands.exports import Export, fill

    with Export(STDIN) as export:
        fill(export, choice, wiki, filling, progress)


def _read(
    files: Sequence[Path],
    like: "Part",
    crew: AbstractContextManager["Crew"],
    filling: "Filling",
    progress: "Progress",
) -> bool:
    """Read files side by side, and tell whether all could be read to their end."""
    from monitor.commands.exports import counts
    from monitor.ingest import Ingest
    from monitor.taking import Taken

    well, was_read = True, False
    bytes_of = {file: file.stat().st_size for file in files if file.is_file()}
    taken: dict[Path, Taken] = {}
    done = revisions = 0
    progress.begin(f"{len(files)} dumps")
    with crew as ready:
        for step in Ingest(ready, filling).run(files, like):
            for trouble in step.troubles:
                well = False
                click.echo(f"diplowatch: {trouble}", err=True)
            so_far = taken[step.path] = taken.get(step.path, Taken()) + step.taken
            if step.is_last:
                done += bytes_of.get(step.path, 0)
                progress.end(f"{step.path}: {step.skipped or counts(so_far.added, so_far.known)}")
            revisions = sum(each.added + each.known for each in taken.values())
            progress.show(revisions, done, sum(bytes_of.values()))
            was_read = was_read or bool(step.skipped)
    if well and not was_read and not revisions:
        click.echo("diplowatch: no page of these dumps has such a title: check --title", err=True)
    return well
