"""Numbers with their nouns, and the one-line summaries that mails and headings begin with."""

from collections.abc import Sequence
from dataclasses import replace

from reports.clean import clean
from reports.report import ArticleNews, Report
from reports.wording import name_of

TITLE_LIMIT = 120
_SUBJECT_LIMIT = 160


def count(number: int, noun: str) -> str:
    """Say a number with its noun: "1 change", "3 changes", "2 recoveries"."""
    if number == 1:
        return f"1 {noun}"
    is_ies = noun.endswith("y") and not noun.endswith("ay")
    return f"{number} {noun[:-1]}ies" if is_ies else f"{number} {noun}s"


def subject(report: Report) -> str:
    """Say in one line what a report holds: "Foreign relations of Mongolia: 3 changes"."""
    told = report.told
    about = clean(told[0].article.title, TITLE_LIMIT) if len(told) == 1 else "diplowatch"
    parts = [*_news_counts(told), *_operation_counts(report)]
    return clean(f"{about}: {', '.join(parts) or 'no changes'}", _SUBJECT_LIMIT)


def summary(news: ArticleNews) -> str:
    """Count what is new in one article, and what waits: "3 changes, 1 pending".

    It is empty where watching begins, which the baseline's own line says.
    """
    parts = _news_counts([replace(news, baseline=None)])
    waiting = len(news.pending) + len(news.held)
    parts += [f"{waiting} pending"] if waiting else []
    return ", ".join(parts) or ("" if news.baseline else "no changes")


def _news_counts(all_news: Sequence[ArticleNews]) -> list[str]:
    parts = []
    if changes := sum(len(news.changes) + len(news.upheavals) for news in all_news):
        parts.append(count(changes, "change") + _where(all_news))
    if notices := sum(len(news.notices) for news in all_news):
        parts.append(count(notices, "notice"))
    if begun := sum(news.baseline is not None for news in all_news):
        parts.append(
            "watching begins" + (f" for {count(begun, 'article')}" if len(all_news) > 1 else "")
        )
    if problems := sum(len(news.problems) for news in all_news):
        parts.append(count(problems, "new problem"))
    if claims := sum(len(news.claims) for news in all_news):
        parts.append(count(claims, "contradiction"))
    return parts


def _where(all_news: Sequence[ArticleNews]) -> str:
    if len(all_news) > 1:
        changed = sum(bool(news.changes or news.upheavals) for news in all_news)
        return f" in {count(changed, 'article')}"
    changes, upheavals = all_news[0].changes, all_news[0].upheavals
    if len(changes) == 1 and not upheavals:
        fact = changes[0].after or changes[0].before
        return f" ({name_of(fact)})" if fact else ""
    return ""


def _operation_counts(report: Report) -> list[str]:
    parts = [count(len(report.failures), "failure")] if report.failures else []
    return parts + ([count(len(report.recoveries), "recovery")] if report.recoveries else [])
