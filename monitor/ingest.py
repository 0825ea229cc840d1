"""Reading the parts of dumps side by side, and one process that writes what they say.

for each part: its fingerprint; one that was read to its end is left out
as long as there are parts: give them to the crew, as many as it has room for
    when a piece comes back: take its rows into the database, and note how far its part is
    if there is more in its part: give it to the crew again, to go on from there
those whose worker died are given to the crew again, alone, as often as it tries

Stopped or killed anywhere, the next run goes on with the parts that are not read yet.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.crew import GONE, Crew, NoCrew
from monitor.filling import Filling
from monitor.part import Part, Piece, read_part
from monitor.taking import Taken, take
from scraper.dump import DumpError
from scraper.fingerprint import fingerprint
from scraper.parse import versions
from storage import shard
from storage.parts import Mark, Parts

_LOOK_AGAIN = 0.2  # seconds, to see whether the end is wished for


_NOTHING = Taken()


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a part, or of a piece of it.

    ``troubles`` say what could not be read of it, ``skipped`` why it need not be read.
    """

    path: Path
    taken: Taken = _NOTHING
    is_last: bool = True
    troubles: tuple[str, ...] = ()
    skipped: str = ""


class Ingest:
    """Parts on their way into a history; ``read`` is what the crew does with one."""

    def __init__(
        self, crew: Crew, to: Filling, *, read: Callable[[Part], Piece] = read_part
    ) -> None:
        self._crew = crew
        self._to = to
        self._read = read
        self._marks = Parts(to.history.database)
        self._waiting: deque[tuple[Path, Part]] = deque()
        self._running: dict[Future[Piece], tuple[Path, Part]] = {}
        self._suspects: deque[tuple[Path, Part]] = deque()
        self._deaths: Counter[str] = Counter()
        self._failed: set[str] = set()

    def run(self, paths: Iterable[Path], like: Part) -> Iterator[Step]:
        """Read files, each with the choice of the part that it is to be ``like``.

        Raises Stopped, NoCrew, StorageError; what was taken before stays.
        """
        yield from self._look_at(paths, like)
        bugs: list[BaseException] = []
        try:
            while self._waiting or self._running or self._suspects:
                self._give()
                done, _ = wait(self._running, _LOOK_AGAIN, FIRST_COMPLETED)
                self._to.stop.check()
                for future in done:
                    path, part = self._running.pop(future)
                    error = _error(future)
                    if error is None:
                        yield self._take(path, part, future.result())
                    elif isinstance(error, self._crew.lost):
                        yield from self._lose(path, part, error)
                    elif isinstance(error, CancelledError):
                        raise NoCrew(GONE)
                    else:
                        bugs.append(error)
        finally:
            for future in self._running:
                future.cancel()
        if bugs:
            raise bugs[0]

    def _look_at(self, paths: Iterable[Path], like: Part) -> Iterator[Step]:
        """Put what is to be read into the queue, and tell of what is not."""
        seen: dict[str, Path] = {}
        for path in paths:
            try:
                mark = fingerprint(path)
            except DumpError as error:
                yield Step(path, troubles=(str(error),))
                continue
            part = replace(like, path=str(path.absolute()), fingerprint=mark)
            done = self._marks.mark(mark, part.asked)
            if mark in seen:
                yield Step(path, skipped=f'the same as "{seen[mark]}"')
            elif done.read_at:
                yield Step(path, skipped=f"read before, {done.read_at:%Y-%m-%d %H:%M} UTC")
            else:
                self._waiting.append((path, replace(part, pages=done.pages)))
            seen.setdefault(mark, path)

    def _give(self) -> None:
        room = self._crew.room()
        while self._waiting and len(self._running) < room:
            self._submit(*self._waiting.popleft())
        # What a worker died of, others that it had beside may only seem to have done.
        if self._suspects and not self._running:
            self._submit(*self._suspects.popleft())

    def _submit(self, path: Path, part: Part) -> None:
        self._running[self._crew.executor.submit(self._read, part)] = path, part

    def _take(self, path: Path, part: Part, piece: Piece) -> Step:
        if piece.parser != versions():
            trouble = f'"{path}" was read by another version of diplowatch: use one everywhere'
            return Step(path, troubles=(trouble,))
        with shard.unpack(piece.shard) as small:
            taken = take(small, self._to)
        if piece.troubles:
            self._failed.add(part.path)
        # What could not be read is read, or named, again.
        if part.path not in self._failed:
            read_at = self._to.now if piece.is_last else None
            self._marks.note(part.fingerprint, part.asked, path.name, Mark(piece.pages, read_at))
        if not piece.is_last:
            self._waiting.appendleft((path, replace(part, pages=piece.pages)))
        return Step(path, taken, piece.is_last, piece.troubles)

    def _lose(self, path: Path, part: Part, error: BaseException) -> Iterator[Step]:
        self._deaths[part.path] += 1
        deaths = self._deaths[part.path]
        if deaths < self._crew.tries:
            self._suspects.append((path, part))
        else:
            told = (
                f'cannot read "{path}": its worker died each of {deaths} times ({error}): '
                "is there enough memory?"
            )
            yield Step(path, troubles=(told,))


def _error(future: Future[Piece]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error
