"""Rules of attendance: when a signature can be recorded."""

from datetime import datetime

from filrouge.stages.gatherings.facts import PartFacts


def may_record(part: PartFacts, *, now: datetime) -> bool:
    """Whether somebody can have signed for the part: it has begun."""
    return part.begins is not None and now >= part.begins
