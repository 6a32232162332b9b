"""Who of those who wait is seated now: one run over a line of parties, under one of three policies.

The rules, their guarantees and what they cost are in `docs/waiting-list.md`.
"""

from filrouge.engines.waiting.run import Run
from filrouge.engines.waiting.terms import Party, Policy, Verdict, Why

__all__ = ["Party", "Policy", "Run", "Verdict", "Why"]
