"""``diplowatch audit``: where articles contradict each other, or themselves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.audit_names import audit_names
from monitor.commands.listing import write
from monitor.commands.options import Host, Place, format_option, place_options
from monitor.commands.outcome import Exit
from monitor.commands.unread import unread

if TYPE_CHECKING:
    from monitor.audited import Read
    from scraper.article import Article
    from scraper.parse import Parser
    from storage.finding import Audited, Finding

_KINDS = ("dates", "status", "twice", "wikis", "claim", "one-sided", "unknown", "precision")
_A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=_A_FILE)
@click.option("--kind", "kinds", type=click.Choice(_KINDS), multiple=True, help="Of this kind.")
@click.option(
    "--article",
    "about",
    metavar="TITLE|SUBJECT",
    multiple=True,
    help="In which this article has a part.",
)
@click.option("--summary", is_flag=True, help="Only their numbers.")
@click.option("--names", is_flag=True, help="Of our tables of names, as the wiki knows them.")
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to a file.",
)
@click.option(
    "--wiki",
    type=Host(),
    default="en.wikipedia.org",
    show_default=True,
    help="Whose wikitext the files are.",
)
@click.option("--exit-code", is_flag=True, help="End with status 1 where something is found.")
@format_option("table", "json", "csv", "html")
@place_options
def audit(
    place: Place,
    files: tuple[Path, ...],
    kinds: tuple[str, ...],
    about: tuple[str, ...],
    summary: bool,
    names: bool,
    output: Path | None,
    wiki: str,
    exit_code: bool,
    form: str,
) -> int:
    """List where articles contradict each other or themselves, the worst first.

    The articles are those of the database; or of FILES, which are wikitext (.wiki,
    .wikitext, .txt, named by title) or MediaWiki's XML.

    \b
    dates      two articles date the same relations differently
    status     relations stand in one article and not in the other
    twice      one article says two things of one counterpart or organisation
    wikis      the articles of two wikis on one state say different things
    claim      a number in an article does not fit its list
    one-sided  one article lists relations that the other does not
    unknown    a name is in no table
    precision  one article gives a date more exactly than the other

    With --names: where the wiki's redirects and Wikidata's items disagree with the
    tables of names, or know more. That asks the wiki, as the settings say.
    """  # noqa: D301 - Click keeps the lines of a paragraph that begins with \b
    if ((names or summary) and form == "html") or (names and (kinds or about or summary)):
        raise click.UsageError(
            "HTML is for findings alone, and --names goes with no other choice of what to list."
        )
    from monitor.audited import audited

    parser = place.parser()
    read = _read(place, files, wiki, parser)
    with _writing(output):
        found = (
            audit_names(place, read, form)
            if names
            else _audit(audited(read, parser), kinds, about, summary, form)
        )
    if _tell_blind(read):
        return Exit.FAILED
    return Exit.CHANGES if found and exit_code else Exit.FINE


def _read(place: Place, files: Sequence[Path], wiki: str, parser: "Parser") -> "list[Read]":
    from monitor.audited import Reader, read_files
    from monitor.commands.progress import followed

    if files:
        read = read_files(files, wiki, parser)
        return list(followed(read, "audit", "articles", len(files)))
    with place.history() as history:
        read = Reader(parser).read(history)
        return list(followed(read, "audit", "articles", len(history.articles())))


@contextmanager
def _writing(output: Path | None) -> Iterator[None]:
    """Let what is written to standard output go to a file, wholly or not at all."""
    if output is None:
        yield
        return
    with redirect_stdout(StringIO()) as written:
        yield
    try:
        output.write_text(written.getvalue(), encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(output), hint=error.strerror) from error


def _audit(
    every: "Sequence[Audited]", kinds: Sequence[str], about: Sequence[str], summary: bool, form: str
) -> bool:
    from storage.audit import find

    meant = [_article(name, every) for name in about]
    findings = [
        finding
        for finding in find(every)
        if (not kinds or finding.kind in kinds)
        and (not meant or any(side.article in meant for side in finding.sides))
    ]
    if summary:
        _summarise(findings, every, form)
    else:
        _list(findings, every, form)
    return bool(findings)


def _article(name: str, every: "Sequence[Audited]") -> "Article":
    from scraper.names.about import about

    for one in every:
        article = one.article
        if name.casefold() in (article.title.casefold(), article.subject.casefold(), str(article)):
            return article
    if state := about(name):
        for one in every:
            if one.identity == state:
                return one.article
    raise click.BadParameter(f'no article "{name}" is among the {len(every)} that are read')


def _summarise(findings: "Sequence[Finding]", every: "Sequence[Audited]", form: str) -> None:
    from reports.audit import group
    from storage.audit import two_sided

    rows: list[dict[str, object]] = [
        {"severity": one.severity, "kind": one.kind, "number": len(one.findings)}
        for one in group(findings)
    ]
    rows.append({"severity": "", "kind": "all findings", "number": len(findings)})
    rows.append({"severity": "", "kind": "pairs stated on both sides", "number": two_sided(every)})
    rows.append({"severity": "", "kind": "articles", "number": len(every)})
    write(("severity", "kind", "number"), rows, form)


def _list(findings: "Sequence[Finding]", every: "Sequence[Audited]", form: str) -> None:
    from reports.render import audit_html, audit_rows
    from storage.audit import two_sided

    if form == "json":
        click.echo(audit_rows.document(findings, len(every), two_sided(every)), nl=False)
    elif form == "html":
        now = datetime.now(UTC)
        click.echo(audit_html.render(findings, len(every), two_sided(every), now), nl=False)
    elif form == "csv":
        write(audit_rows.COLUMNS, [audit_rows.flat(finding) for finding in findings], form)
    else:
        write(audit_rows.ON_A_TERMINAL, [audit_rows.short(one) for one in findings], form)


def _tell_blind(read: "Sequence[Read]") -> bool:
    """Say what could not be read, where contradictions may be missed."""
    blind = [
        unread(article, problem, "contradictions")
        for article, _, snapshot in read
        for problem in snapshot.problems
        if problem.grade == "blind"
    ]
    for line in blind:
        click.echo(f"diplowatch: {line}", err=True)
    return bool(blind)
