"""Time that passes only while someone sleeps."""

from dataclasses import dataclass, field


@dataclass
class FakeTime:
    """A monotonic clock and a sleep that belong together; ``slept`` tells each sleep in seconds."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """Tell the time in seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds
