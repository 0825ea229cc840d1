"""With which edit a change is told."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from reports.remark import Remark
from reports.settle import Upheaval
from scraper.article import Article, Revision
from storage.change import Change, StorageError
from storage.history import History
from storage.standing import Standing
from storage.tellings import value_of

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Edits:
    """The edit that undid what was told is named, not the old one that first said what stands.

    ``told_at`` is when the last report was made, None if none was. What has stood for longer
    than ``waits``, as long as anything has to, did not stand then: it was undone since.
    """

    article: Article
    history: History
    told_at: datetime | None
    waits: timedelta

    def of_change(self, change: Change, stands: Standing | None, remark: Remark) -> Change:
        """Give a change with its edit; with none where what was told was deleted."""
        told_at = remark.retracts_of or self.told_at
        begun = stands.revision if stands else None
        if told_at is None or self._is_new(begun, told_at, is_back=bool(remark.retracts)):
            return change
        if not remark.retracts and self._said_before(told_at, change):
            return change  # by earlier settings it had to wait for longer
        return replace(change, revision=self._undoing(told_at, begun, change.revision))

    def of_upheaval(self, upheaval: Upheaval) -> Upheaval:
        """Give what went or came together with its edit, in the same way."""
        told_at, newest = upheaval.retracts_of or self.told_at, upheaval.revision
        if told_at is None or self._is_new(newest, told_at, is_back=bool(upheaval.retracts)):
            return upheaval
        return replace(upheaval, revision=self._undoing(told_at, newest, newest))

    def _is_new(self, begun: Revision | None, told_at: datetime, *, is_back: bool) -> bool:
        since = told_at if is_back else told_at - self.waits
        return begun is not None and begun.saved_at > since

    def _undoing(
        self, told_at: datetime, begun: Revision | None, known: Revision | None
    ) -> Revision | None:
        undoing = self.history.undoing_after(self.article, told_at)
        if undoing or self.history.has_deleted(self.article, begun):
            return undoing
        return known

    def _said_before(self, at: datetime, change: Change) -> bool:
        """Tell whether the article said so just before; not where its text is no longer kept."""
        try:
            said = self.history.facts(self.article, at=at - _SECOND)
        except StorageError:
            return False
        about = (one for one in said if (one.kind, one.identity) == (change.kind, change.identity))
        return value_of(next(about, None)) == value_of(change.after)
