"""The health of the watch in Prometheus' text format, for a node exporter's textfile.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from monitor.health import ArticleHealth, Health

_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})
Sample = tuple[Mapping[str, str], float]


def exposition(health: Health, version: str) -> str:
    """Write every figure as a gauge; what never was has no sample."""
    lines = [
        *_gauge("build_info", "The version of diplowatch.", [({"version": version}, 1)]),
        *_gauge("well", "1 where nobody has to look after the watch.", [({}, health.is_well)]),
        *_gauge(
            "last_round_timestamp_seconds",
            "When a round could last look at an article.",
            _moments([({}, health.looked_at)]),
        ),
        *_gauge("failing", "What fails now, 1 each.", _failing(health)),
        *_gauge(
            "deliveries",
            "Reports that have not arrived, by what became of them.",
            [
                ({"state": "pending"}, len(health.owed) - len(health.overdue)),
                ({"state": "overdue"}, len(health.overdue)),
                ({"state": "refused"}, len(health.refused)),
            ],
        ),
        *_of_articles(health.articles),
    ]
    return "".join(f"{line}\n" for line in lines)


def _failing(health: Health) -> list[Sample]:
    return [({"key": one.key}, 1) for one in health.failing]


def _of_articles(articles: Iterable[ArticleHealth]) -> Iterator[str]:
    named = [({"wiki": one.article.wiki, "title": one.article.title}, one) for one in articles]
    yield from _gauge(
        "article_last_look_timestamp_seconds",
        "When a round could last look at the article.",
        _moments((labels, one.looked_at) for labels, one in named),
    )
    yield from _gauge(
        "article_last_change_timestamp_seconds",
        "When the article was last edited so that a fact changed.",
        _moments((labels, one.changed_at) for labels, one in named),
    )
    yield from _gauge(
        "article_pending_changes",
        "Changes that are told once they have stood for long enough.",
        [(labels, one.pending) for labels, one in named],
    )
    yield from _gauge(
        "article_blind_spots",
        "Parts of the article that cannot be read.",
        [(labels, one.blind) for labels, one in named],
    )
    yield from _gauge(
        "article_failing",
        "1 where the article cannot be looked at.",
        [(labels, one.failing is not None) for labels, one in named],
    )
    yield from _gauge(
        "article_late",
        "1 where the article is not looked at as often as the settings say.",
        [(labels, one.late) for labels, one in named],
    )


def _moments(samples: Iterable[tuple[Mapping[str, str], datetime | None]]) -> list[Sample]:
    return [(labels, moment.timestamp()) for labels, moment in samples if moment]


def _gauge(name: str, says: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP diplowatch_{name} {says}"
    yield f"# TYPE diplowatch_{name} gauge"
    for labels, value in samples:
        pairs = ",".join(f'{key}="{text.translate(_ESCAPES)}"' for key, text in labels.items())
        yield f"diplowatch_{name}{f'{{{pairs}}}' if pairs else ''} {float(value)!r}"
