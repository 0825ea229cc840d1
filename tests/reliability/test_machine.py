from hypothesis import settings

from tests.reliability.machine import AnythingHappens

TestAnythingHappens = AnythingHappens.TestCase
TestAnythingHappens.settings = settings(
    max_examples=6, stateful_step_count=20, deadline=None, derandomize=True
)
