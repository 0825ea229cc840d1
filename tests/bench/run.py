"""Measure, each figure beside a peer's in one run: ``make bench`` prints the table.

The articles are those beside the checkout where they are there, else the sample's last
text. A figure is the median of its runs.
"""

import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import mwparserfromhell

from scraper.parse import Parser
from tests.sample.story import TITLE, texts

SHARED = Path(__file__).parents[3] / "shared" / "data" / "articles"
RUNS = 7


def main() -> None:
    """Print every figure with the peer's and their ratio."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {RUNS} runs each")
    for measure in (parsing, rereading, starting):
        for line in measure():
            print(line)


def parsing() -> Iterator[str]:
    """Parse whole articles from nothing, beside mwparserfromhell's tree of the same."""
    articles = _articles()
    size = sum(len(text.encode()) for text in articles.values()) / 1e6
    few = dict(list(articles.items())[:12])
    share = sum(len(text.encode()) for text in few.values()) / 1e6
    ours = size / _median(lambda: [Parser().parse(*each) for each in articles.items()])
    peer = share / _median(lambda: _trees(few.values()), runs=3)
    yield f"parse, {len(articles)} articles, {size:.1f} MB"
    yield f"  diplowatch                  {ours:8.2f} MB/s"
    yield (
        f"  mwparserfromhell {version('mwparserfromhell'):10} {peer:8.2f} MB/s  "
        f"(its tree alone, {len(few)} of them); ratio {ours / peer:.1f}"
    )


def rereading() -> Iterator[str]:
    """Parse a new revision of a known article with one row changed."""
    before, after = texts()[-2:]
    times = []
    for _ in range(RUNS):
        parser = Parser()
        parser.parse(TITLE, before)
        times.append(_seconds(lambda parser=parser: parser.parse(TITLE, after)))
    whole = _median(lambda: Parser().parse(TITLE, after))
    again = statistics.median(times)
    yield f"one row changed, {len(after.encode()) / 1e3:.0f} KB"
    yield f"  known article               {again * 1e3:8.2f} ms"
    yield f"  from nothing                {whole * 1e3:8.2f} ms    ratio {whole / again:.1f}"


def starting() -> Iterator[str]:
    """Start the command for its help, beside a bare interpreter."""
    diplowatch = str(Path(sys.executable).with_name("diplowatch"))
    bare = statistics.median(_cpu([sys.executable, "-c", ""]) for _ in range(RUNS))
    ours = statistics.median(_cpu([diplowatch, "--help"]) for _ in range(RUNS))
    yield "start, CPU"
    yield f"  diplowatch --help           {ours * 1e3:8.0f} ms    {(ours - bare) * 1e3:.0f} ms over"
    yield f"  python -c ''                {bare * 1e3:8.0f} ms"


def _articles() -> dict[str, str]:
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("*.wiki"))}
    return found or {TITLE: texts()[-1]}


def _trees(wikitexts: Iterable[str]) -> None:
    mwparserfromhell.parser.use_c = True  # as it comes; the program sets it otherwise
    for text in wikitexts:
        mwparserfromhell.parse(text, skip_style_tags=True)


def _median(work: Callable[[], object], runs: int = RUNS) -> float:
    return statistics.median(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _cpu(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
