"""Make seeded pairs of every kind, ask for their changes, and count what is not exact."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path
from random import Random

from tests.metamorphic.articles import SHARED, own, real
from tests.metamorphic.judge import Verdict, judge
from tests.metamorphic.kinds import KINDS
from tests.metamorphic.page import Page
from tests.metamorphic.pair import Edit, Pair

_TRIES = 30  # pages that are looked at for one that has what a kind of edit needs


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of the kinds; 1 where a pair is not exact."""
    options = _options(arguments)
    pages = real(options.articles) if options.articles.is_dir() else ()
    kinds = {kind: edit for kind, edit in KINDS.items() if options.kind in ("", kind)}
    verdicts = run(
        options.seed, options.pairs, [*pages, *own()] if options.own else pages or own(), kinds
    )
    table = [(kind, [one for at, one in verdicts if at == kind]) for kind in kinds]
    print(f"{'edit':32}{'pairs':>8}{'exact':>8}{'not exact':>11}")
    for kind, judged in table:
        wrong = sum(bool(one.wrong) for one in judged)
        print(f"{kind:32}{len(judged):8}{len(judged) - wrong:8}{wrong:11}")
    failed = [(kind, one) for kind, one in verdicts if one.wrong]
    print(f"{'all':32}{len(verdicts):8}{len(verdicts) - len(failed):8}{len(failed):11}")
    for kind, one in failed:
        if options.show == kind or options.show == "all":
            print("\n".join(told(kind, one)))
            if options.show == kind and not options.every:
                break
    return 1 if failed else 0


def run(
    seed: int, count: int, pages: Sequence[Page], kinds: Mapping[str, Edit] = KINDS
) -> list[tuple[str, Verdict]]:
    """Judge ``count`` pairs, the kinds in turn; the same seed makes the same pairs."""
    verdicts = []
    names = list(kinds)
    for number in range(count):
        kind = names[number % len(names)]
        if pair := make(Random(f"{seed} {number}"), pages, kinds[kind]):  # noqa: S311 - no secret
            verdicts.append((kind, judge(pair)))
    return verdicts


def told(kind: str, verdict: Verdict) -> Iterator[str]:
    """Say what was not exact, and how the two texts differ."""
    pair = verdict.pair
    yield f"\n{kind}: {pair.title}"
    yield from verdict.wrong[:12]
    sides = (text.splitlines() for text in (pair.before, pair.after))
    lines = list(unified_diff(next(sides), next(sides), "before", "after", lineterm="", n=1))
    yield from (line[:300] for line in lines[:40])


def make(random: Random, pages: Sequence[Page], edit: Edit) -> Pair | None:
    """Make a pair of one of the pages, None where none of those tried can be so edited."""
    for _ in range(_TRIES):
        if pair := edit(random, random.choice(pages)):
            return pair
    return None


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=500)
    parser.add_argument("--articles", type=Path, default=SHARED, help="a folder of TITLE.wiki")
    parser.add_argument("--own", action="store_true", help="the project's own texts too")
    parser.add_argument("--kind", default="", help="pairs of this kind alone")
    parser.add_argument(
        "--show", default="", metavar="KIND", help="the first that is not exact; or all"
    )
    parser.add_argument("--every", action="store_true", help="show all that are not exact")
    return parser.parse_args(arguments)
