"""A small simulation of waiting lists: the same people under each policy, and what becomes of them.

`python -m filrouge.engines.waiting.simulation` prints the comparison that `docs/waiting-list.md` speaks of.
"""
