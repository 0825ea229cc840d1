"""Several edits in one: true ones together, and one among many that change nothing."""

from random import Random

from tests.metamorphic.page import Page
from tests.metamorphic.pair import Edit, Expected, Pair


def several(edits: tuple[Edit, ...]) -> Edit:
    """Make several true edits of different states and organisations in one."""

    def edit(random: Random, page: Page) -> Pair | None:
        expected: dict[tuple[str, str], Expected] = {}
        now = page
        for _ in range(random.randint(2, 6)):
            pair = random.choice(edits)(random, now)
            if pair is None or pair.before != now.text:
                continue
            if all((each.kind, each.identity) not in expected for each in pair.expected):
                expected |= {(each.kind, each.identity): each for each in pair.expected}
                now = Page(page.title, pair.after)
        if len(expected) < 2:
            return None
        return Pair(page.title, page.text, now.text, tuple(expected.values()))

    return edit


def in_a_storm(edits: tuple[Edit, ...], cosmetics: tuple[Edit, ...]) -> Edit:
    """Hide one true edit, or none, among many that change nothing."""

    def edit(random: Random, page: Page) -> Pair | None:
        pair = random.choice(edits)(random, page) or Pair(page.title, page.text, page.text)
        now = Page(page.title, pair.after)
        for cosmetic in random.sample(cosmetics, min(6, len(cosmetics))):
            if changed := cosmetic(random, now):
                now = Page(page.title, changed.after)
        if now.text == page.text:
            return None
        return Pair(page.title, pair.before, now.text, pair.expected)

    return edit
