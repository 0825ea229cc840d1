"""Edits of enumerated memberships: their form, which changes nothing; and true ones."""

from collections import Counter
from collections.abc import Sequence
from random import Random

from storage.change import What
from tests.metamorphic.membership_lists import Entry, Listed, listed
from tests.metamorphic.names import Called, organisation_of, organisations
from tests.metamorphic.page import Page
from tests.metamorphic.pair import Expected, Pair, Value, cosmetic
from tests.metamorphic.table import splice

_STATUSES = ("observer", "associate", "applicant", "suspended", "dialogue partner", "signatory")


def memberships_in_another_form(random: Random, page: Page) -> Pair | None:
    """Turn a paragraph into bullets, columns or an ``{{hlist}}``, and the reverse, in any order."""
    found = list(listed(page))
    if not found:
        return None
    chosen = random.choice(found)
    entries = [entry.text for entry in chosen.entries]
    order = random.choice(("kept", "sorted", "mixed"))
    if order == "mixed":
        random.shuffle(entries)
    elif order == "sorted":
        entries.sort(key=str.casefold)
    forms: tuple[tuple[str, str, str], ...] = _FORMS if chosen.plain else _BULLETED
    if page.masked[chosen.start] == "\x01":
        forms = _BULLETED[:5]  # it is arranged already
    before, between, behind = random.choice(forms)
    new = before + between.join(entries) + behind
    if between == ", " and random.random() < 0.3:
        new = ", ".join(entries[:-1]) + " and " + entries[-1]
    if before and page.text[chosen.start - 1] != "\n":
        new = "\n" + new
    return cosmetic(page, splice(page.text, [(chosen.start, chosen.end, new)]))


# What stands before the entries, between two of them, and behind them.
_BULLETED = (
    ("* ", "\n* ", ""),
    ("*", "\n*", ""),
    ("# ", "\n# ", ""),
    ("\n* ", "\n* ", "\n"),
    ("* ", "\n\n* ", ""),
    ("{{columns-list|colwidth=20em|\n* ", "\n* ", "\n}}"),
    ("{{Columns-list|\n* ", "\n* ", "}}"),
    ("{{columns-list|2|\n* ", "\n* ", "\n}}"),
    ("{{Div col}}\n* ", "\n* ", "\n{{Div col end}}"),
    ("{{div col|colwidth=20em}}\n* ", "\n* ", "\n{{div col end}}"),
    ("{{col-begin}}\n{{col-2}}\n* ", "\n* ", "\n{{col-end}}"),
    ("{{flatlist|\n* ", "\n* ", "\n}}"),
    ("{{flatlist}}\n* ", "\n* ", "\n{{endflatlist}}"),
    ("{{plainlist|\n* ", "\n* ", "\n}}"),
    ('<div style="column-count:2">\n* ', "\n* ", "\n</div>"),
    ("<ul><li>", "</li><li>", "</li></ul>"),
    ("<ul>\n<li>", "</li>\n<li>", "</li>\n</ul>"),
    ("{{Collapse top}}\n* ", "\n* ", "\n{{Collapse bottom}}"),
    ("{|\n|\n* ", "\n* ", "\n|}"),
    ("{{bulleted list|", "|", "}}"),
    ("{{hlist|", "|", "}}"),
    ("{{hlist|class=x|", "|", "}}"),
    ("{{unbulleted list|", "|", "}}"),
    ("{{ubl|", " | ", "}}"),
    ("{{plain list|\n* ", "\n* ", "\n}}"),
    ("{{collapsible list|title=x|", "|", "}}"),
)
_FORMS = (
    *_BULLETED,
    ("", ", ", ""),
    ("", ", ", "."),
    ("", ",\n", ""),
    ("", "; ", ""),
    ("", " • ", ""),
    ("", " {{·}} ", ""),
    ("", " {{•}} ", ""),
    ("", "<br>", ""),
    ("", "<br />\n", ""),
    ("", ", ", ".<ref>A.</ref>"),
)


def organisations_by_another_name(random: Random, page: Page) -> Pair | None:
    """Write links with short or full names, targets under other titles, abbreviations behind."""
    found = list(listed(page))
    if not found:
        return None
    chosen = random.choice(found)
    texts = [
        _named_anew(random, entry) if entry.is_certain and random.random() < 0.5 else entry.text
        for entry in chosen.entries
    ]
    return cosmetic(page, splice(page.text, [(chosen.start, chosen.end, _joined(chosen, texts))]))


def _named_anew(random: Random, entry: Entry) -> str:
    called = organisations()[entry.identity]
    tail = entry.text[len(entry.link) :]
    title = random.choice(called.names)
    short = _short(called)
    forms = [
        f"[[{called.name}]]",
        f"[[{title}]]",
        f"[[{called.name}|{title}]]",
        f"[[{title}|{called.name}]]",
    ]
    if short:
        forms += [f"[[{called.name}|{short}]]", f"[[{title}|{short}]]"]
        forms += [f"[[{called.name}]] ({short})", f"[[{title}|{called.name}]] ({short})"]
        forms += [f"[[{called.name}|{called.name} ({short})]]"]
    return random.choice(forms) + tail


def headings_of_memberships(random: Random, page: Page) -> Pair | None:
    """Call the section of memberships by another of its usual names."""
    words = (
        "International organization participation",
        "Participation in international organizations",
        "Membership in international organisations",
        "International organizations",
        "Memberships of international organisations",
        "Multilateral organizations",
        "International organisations",
        "[[International organization]]s",
        "Membership of international organizations",
        "Multilateral membership",
    )
    places = {each.start for each in listed(page)}
    cuts = []
    for part in page.parts:
        if any(part.body <= place < part.end for place in places):
            marks = "=" * part.level
            cuts.append((part.start, part.body, f"{marks}{random.choice(words)}{marks}"))
    return cosmetic(page, splice(page.text, cuts[-1:]))


def joined(random: Random, page: Page) -> Pair | None:
    found = list(listed(page))
    if not found:
        return None
    chosen = random.choice(found)
    known = {identity for kind, identity in page.said if kind == "membership"}
    free = [
        each for each in organisations().values() if _is_plain(each) and each.identity not in known
    ]
    called = random.choice(free)
    status = random.choice(("member", "member", *_STATUSES))
    bracket = "" if status == "member" else f" ({status})"
    texts = [entry.text for entry in chosen.entries]
    texts.insert(
        random.randint(0, len(texts)), f"[[{called.name}|{_short(called) or called.name}]]{bracket}"
    )
    after = splice(page.text, [(chosen.start, chosen.end, _joined(chosen, texts))])
    expected = Expected("membership", "joined", called.identity, None, Value("", status))
    return Pair(page.title, page.text, after, (expected,))


def left(random: Random, page: Page) -> Pair | None:
    found = _sole(random, page)
    if found is None:
        return None
    chosen, entry = found
    texts = [each.text for each in chosen.entries if each is not entry]
    after = splice(page.text, [(chosen.start, chosen.end, _joined(chosen, texts))])
    expected = Expected("membership", "left", entry.identity, Value("", entry.status), None)
    return Pair(page.title, page.text, after, (expected,))


def another_status(random: Random, page: Page) -> Pair | None:
    found = _sole(random, page)
    if found is None:
        return None
    chosen, entry = found
    status = random.choice([each for each in (*_STATUSES, "member") if each != entry.status])
    new = entry.link + ("" if status == "member" else f" ({status})")
    texts = [new if each is entry else each.text for each in chosen.entries]
    after = splice(page.text, [(chosen.start, chosen.end, _joined(chosen, texts))])
    what: What = "status"
    values = Value("", entry.status), Value("", status)
    return Pair(
        page.title, page.text, after, (Expected("membership", what, entry.identity, *values),)
    )


def _sole(random: Random, page: Page) -> tuple[Listed, Entry] | None:
    """Pick an entry whose organisation is named nowhere else."""
    found = list(listed(page))
    count = Counter(entry.identity for each in found for entry in each.entries)
    places = [
        (each, entry)
        for each in found
        for entry in each.entries
        if entry.is_certain
        and count[entry.identity] == 1
        and page.said["membership", entry.identity] <= 1
    ]
    return random.choice(places) if places else None


def _joined(chosen: Listed, texts: Sequence[str]) -> str:
    return "\n".join(f"* {text}" for text in texts) if chosen.bullets else ", ".join(texts)


def _short(called: Called) -> str:
    return next((each for each in called.codes if organisation_of(each) == called.identity), "")


def _is_plain(called: Called) -> bool:
    return called.kind == "" and "," not in called.name and "(" not in called.name
