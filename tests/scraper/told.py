"""What a snapshot says, one line each: how fragments and the pages of docs write it."""

from collections.abc import Iterator

from scraper.snapshot import Snapshot, Statement


def told(snapshot: Snapshot) -> str:
    """Write down statements, problems and claims."""
    return "\n".join(_told(snapshot))


def _told(snapshot: Snapshot) -> Iterator[str]:
    yield from map(_statement, snapshot.statements)
    for problem in snapshot.problems:
        yield _line("problem", problem.grade, str(problem.line), problem.what)
    for claim in snapshot.claims:
        yield _line("claim", claim.text, str(claim.number), str(claim.listed))


def _statement(said: Statement) -> str:
    if said.kind == "membership":
        since = [said.since] if said.since else []
        return _line(said.kind, said.section, said.name, said.identity, said.status, *since)
    dates = [" ".join(said.dates)] if said.dates else []
    return _line(said.kind, said.section, said.name, said.identity, said.since, said.status, *dates)


def _line(*fields: str) -> str:
    return " | ".join(fields)
