"""What watching so many articles costs: docs/scale.toml -> the tables of docs/scale.md.

Nothing is measured here: ``scale.toml`` has what one article, revision and request cost, and
how much of them there is.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path

_HOURS_A_YEAR = 365 * 24


@dataclass(frozen=True)
class Costs:
    """What single things cost: ``[measured]`` and ``[limits]`` of scale.toml."""

    titles_a_request: int
    texts_a_request: int
    ids_a_request: int
    requests_a_minute: int
    hours_between_rounds: int
    start_cpu: float
    unchanged_cpu: float
    changed_cpu: float
    filled_cpu: float
    stored_bytes: float
    head_bytes: float
    packed_share: float
    copied_bytes_a_second: float
    verified_cpu: float


@dataclass(frozen=True)
class Watched:
    """Articles of one kind: on how many ``wikis``, ``articles`` on each, what is usual of one."""

    name: str
    wikis: int
    articles: int
    revisions: int
    edits_a_year: float
    text_bytes: int

    @property
    def all_articles(self) -> int:
        """How many there are in all."""
        return self.wikis * self.articles

    @property
    def all_revisions(self) -> int:
        """How many revisions they have in all."""
        return self.all_articles * self.revisions


@dataclass(frozen=True)
class Scale:
    """What watching costs: a round, a day, and filling up what was before."""

    requests: int
    changed: float
    round_minutes: float
    day_cpu: float
    day_bytes: float
    fill_requests: int
    fill_days: float
    fill_cpu: float
    fill_bytes: float
    stored: float
    year_stored: float


def scale(watched: Watched, costs: Costs) -> Scale:
    """Work out what watching these articles costs."""
    rounds = 24 / costs.hours_between_rounds
    edits = watched.all_articles * watched.edits_a_year
    in_round = edits * costs.hours_between_rounds / _HOURS_A_YEAR
    # Several edits between two rounds are fetched by one request.
    changed = min(in_round, watched.all_articles)
    requests = watched.wikis * ceil(watched.articles / costs.titles_a_request) + ceil(changed)
    cpu = costs.start_cpu + watched.all_articles * costs.unchanged_cpu + changed * costs.changed_cpu
    text = watched.text_bytes * costs.packed_share
    asked = ceil(watched.revisions / costs.ids_a_request)
    asked += ceil(watched.revisions / costs.texts_a_request)
    return Scale(
        requests=requests,
        changed=changed,
        round_minutes=requests / costs.requests_a_minute,
        day_cpu=cpu * rounds,
        day_bytes=(watched.all_articles * costs.head_bytes + changed * text) * rounds,
        fill_requests=watched.all_articles * asked,
        fill_days=watched.all_articles * asked / costs.requests_a_minute / 60 / 24,
        # The first text of each is read and stored whole, the others by what differs.
        fill_cpu=watched.all_articles * costs.changed_cpu
        + watched.all_revisions * costs.filled_cpu,
        fill_bytes=watched.all_revisions * text,
        stored=watched.all_articles * text + watched.all_revisions * costs.stored_bytes,
        year_stored=edits * costs.stored_bytes,
    )


def known() -> tuple[Costs, list[Watched]]:
    """Read scale.toml."""
    kept = tomllib.loads(Path(__file__).with_name("scale.toml").read_text(encoding="utf-8"))
    costs = Costs(**kept["limits"], **{name: one["is"] for name, one in kept["measured"].items()})
    return costs, [Watched(name, **one) for name, one in kept["watched"].items()]


def constants() -> None:
    """Print what was measured, and how."""
    kept = tomllib.loads(Path(__file__).with_name("scale.toml").read_text(encoding="utf-8"))
    print("\n| what | is | measured by |\n|---|---|---|")
    for one in kept["measured"].values():
        shown = f"{one['is']:,}" if isinstance(one["is"], int) else f"{one['is']:g}"
        print(f"| {one['what']} | {shown} {one['unit']} | {one['by']} |")
    print()


def assumptions() -> None:
    """Print how much of everything there is taken to be."""
    print("\n| what is watched | wikis | articles of each | revisions of one | edits of one a year"
          " | KB of one |\n|---|---|---|---|---|---|")  # fmt: skip
    for one in known()[1]:
        print(
            f"| {one.name} | {one.wikis:,} | {one.articles:,} | {one.revisions:,}"
            f" | {one.edits_a_year:g} | {one.text_bytes / 1000:g} |"
        )
    print()


def costs_of_watching() -> None:
    """Print what rounds cost."""
    _print(
        {
            "articles": lambda watched, _: f"{watched.all_articles:,}",
            "requests of a round": lambda _, its: f"{its.requests:,}",
            "of them for changes": lambda _, its: _short(its.changed),
            "at the limit of requests": lambda _, its: _time(its.round_minutes * 60),
            "CPU a day": lambda _, its: _time(its.day_cpu),
            "received a day": lambda _, its: _size(its.day_bytes),
            "stored more a year": lambda _, its: _size(its.year_stored),
        }
    )


def costs_of_filling() -> None:
    """Print what filling up the past costs."""
    _print(
        {
            "revisions": lambda watched, _: f"{watched.all_revisions:,}",
            "requests": lambda _, its: f"{its.fill_requests:,}",
            "at the limit of requests": lambda _, its: _time(its.fill_days * 86_400),
            "CPU of one core": lambda _, its: _time(its.fill_cpu),
            "received": lambda _, its: _size(its.fill_bytes),
            "database": lambda _, its: _size(its.stored),
        }
    )


def costs_of_care() -> None:
    """Print how long a database takes to be copied and checked."""
    costs, _ = known()
    _print(
        {
            "database": lambda _, its: _size(its.stored),
            "`backup`": lambda _, its: _time(its.stored / costs.copied_bytes_a_second),
            "`verify`": lambda watched, _: _time(watched.all_revisions * costs.verified_cpu),
        }
    )


def _print(columns: dict[str, Callable[[Watched, Scale], str]]) -> None:
    costs, every = known()
    print(f"\n| what is watched | {' | '.join(columns)} |")
    print("|---" * (len(columns) + 1) + "|")
    for watched in every:
        its = scale(watched, costs)
        cells = " | ".join(column(watched, its) for column in columns.values())
        print(f"| {watched.name} | {cells} |")
    print()


def _time(seconds: float) -> str:
    for unit, name in ((86_400 * 365, "years"), (86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= 1.5 * unit:
            return f"{_short(seconds / unit)} {name}"
    return f"{_short(seconds)} s"


def _size(size: float) -> str:
    for unit, name in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB")):
        if size >= unit:
            return f"{_short(size / unit)} {name}"
    return f"{_short(size / 1e3)} KB"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"
