"""The days of a gathering in the reader's language."""

from django.utils.translation import gettext

from filrouge.core.date_words import date_range_in_words, vague_date_in_words
from filrouge.stages.gatherings.facts import GatheringFacts


def dates_in_words(facts: GatheringFacts, language: str) -> str:
    """The days of a gathering: exact as a range, else as vaguely as they are known."""
    exact = sorted(part.day for part in facts.parts if part.day is not None)
    if exact and len(exact) == len(facts.parts):
        return date_range_in_words(exact[0], exact[-1], language=language)
    known = sorted((part.when for part in facts.parts if part.when.is_known), key=lambda when: when.sort_key())
    return vague_date_in_words(known[0], language=language) if known else gettext("Date not known yet")
