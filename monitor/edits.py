"""With which edit a change is told."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from reports.remark import Remark
from scraper.article import Article
from storage.change import Change, StorageError
from storage.history import History
from storage.standing import Standing
from storage.tellings import value_of

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Edits:
    """The edits with which changes are told; ``is_gone`` where the wiki has deleted the newest.

    ``told_at`` is when the last report was made, None if none was; nothing waits for longer
    than ``waits``.
    """

    article: Article
    history: History
    told_at: datetime | None
    waits: timedelta
    is_gone: bool

    def named(self, change: Change, stands: Standing | None, remark: Remark) -> Change:
        """Name the edit that undid what was told, not the old one that first said what stands.

        What has stood for longer than all waits and was not told did not stand at the last
        report, or waited for longer by other settings. Where the edit that said otherwise was
        deleted, none undid it.
        """
        told_at = remark.retracts_of or self.told_at
        if told_at is None:
            return change
        since = told_at if remark.retracts else told_at - self.waits
        if stands and stands.revision.saved_at > since:
            return change
        if not remark.retracts and self._said_before(told_at, change):
            return change
        undoing = self.history.undoing_after(self.article, told_at)
        return replace(change, revision=undoing) if undoing or self.is_gone else change

    def _said_before(self, at: datetime, change: Change) -> bool:
        """Tell whether the article said so just before; not where its text is no longer kept."""
        try:
            said = self.history.facts(self.article, at=at - _SECOND)
        except StorageError:
            return False
        about = (one for one in said if (one.kind, one.identity) == (change.kind, change.identity))
        return value_of(next(about, None)) == value_of(change.after)
