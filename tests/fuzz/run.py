"""Fuzz the parser, guided by what of it runs, and keep the texts that reach new parts of it.

``make fuzz [SECONDS=300]`` starts from the fragments and from the kept corpus, looks for texts
that raise, hang or are read in two ways, and leaves in ``tests/fuzz/corpus`` those that reach
what no fragment does, the shortest first. The default tests read them all again. A text that
fails is named, and stays in ``tests/fuzz/failures``: make it a test.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.growth import PIECES
from tests.scraper.test_fragments import FRAGMENTS, parts

CORPUS = Path(__file__).with_name("corpus")
FAILURES = Path(__file__).with_name("failures")
SECONDS = 300
_LONGEST = 4_096  # bytes of a text
_MOST_KEPT = 250_000  # bytes of the corpus
_HANGS = 30  # seconds after which a text of that length is one that hangs
_MEMORY = 2_048  # MB


def main() -> int:
    """Fuzz, keep what is worth it, and tell how it ended."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    FAILURES.mkdir(exist_ok=True)
    CORPUS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        seeds, found, kept = (place / each for each in ("seeds", "found", "kept"))
        for directory in (seeds, found, kept):
            directory.mkdir()
        for fragment in FRAGMENTS:
            (seeds / fragment.stem).write_text(parts(fragment)[0], encoding="utf-8")
        words = place / "words"
        words.write_text("".join(f'"{_escaped(piece)}"\n' for piece in PIECES), encoding="ascii")
        again = place / "again"
        again.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tests.fuzz.target "$0" "$@"\n')
        again.chmod(0o700)
        fuzzed = _target(
            again,
            f"-max_total_time={seconds}", f"-dict={words}", f"-max_len={_LONGEST}",
            str(found), str(CORPUS), str(seeds),
        )  # fmt: skip
        shutil.copytree(seeds, kept, dirs_exist_ok=True)
        _target(again, "-merge=1", str(kept), str(CORPUS), str(found))
        _keep(sorted(set(kept.iterdir()) - {kept / seed.name for seed in seeds.iterdir()}))
    failed = sorted(path.name for path in FAILURES.iterdir())
    if not failed:
        FAILURES.rmdir()
    size = sum(path.stat().st_size for path in CORPUS.iterdir())
    print(
        f"corpus: {len(list(CORPUS.iterdir()))} texts, {size:,} bytes; failures: {failed or 'none'}"
    )
    return int(bool(failed) or fuzzed != 0)


def _target(again: Path, *arguments: str) -> int:
    options = (f"-timeout={_HANGS}", f"-rss_limit_mb={_MEMORY}", f"-artifact_prefix={FAILURES}/")
    return subprocess.run([again, *options, *arguments], check=False).returncode


def _escaped(piece: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece.encode())


def _keep(texts: list[Path]) -> None:
    """Put texts in the corpus in place of those that are there, the shortest first."""
    chosen: dict[str, bytes] = {}
    size = 0
    for text in sorted(texts, key=lambda path: (path.stat().st_size, path.name)):
        page = text.read_bytes()
        if size + len(page) > _MOST_KEPT:
            break
        size += len(page)
        chosen[hashlib.sha256(page).hexdigest()[:16]] = page
    for path in CORPUS.iterdir():
        path.unlink()
    for name, page in chosen.items():
        (CORPUS / name).write_bytes(page)


if __name__ == "__main__":
    sys.exit(main())
