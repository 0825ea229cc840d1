"""The clock of the machine, which people and time servers set."""

import time
from collections.abc import Callable
from datetime import timedelta

_MUCH = 60.0


class Clock:
    """Tells when the time of day was set back: who waits for a time would wait that much longer.

    Both clocks count seconds; ``steady`` (monotonic) is never set.
    """

    def __init__(
        self,
        of_day: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._of_day = of_day
        self.steady = steady
        self._apart = of_day() - steady()

    def set_back(self) -> timedelta | None:
        """Give by how much it was set back since the last question, None for less than a minute."""
        apart, self._apart = self._apart, self._of_day() - self.steady()
        back = apart - self._apart
        return timedelta(seconds=round(back)) if back > _MUCH else None
