"""Facts are read anew in each test: ids come back, and with them what another test's gathering was."""

from tests.support.gatherings import fresh_facts

__all__ = ["fresh_facts"]
