"""Reading facts out of the store, as the tests of the founding facts do."""

from datetime import date
from typing import Any

from filrouge.core.text import Translated, search_form
from filrouge.stages.gatherings.enums import (
    BodyRole,
    TextName,
)
from filrouge.stages.gatherings.facts import BodyFacts, GatheringFacts, PartFacts, PhaseFacts, ProcessFacts, Texts

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def english(text: Translated) -> str:
    """The English of a stored text, which must be there."""
    return text["en"]


def folded(text: str) -> str:
    """A text without case and punctuation: the store writes sentences, a scenario writes notes."""
    return search_form(text)


def one(texts: Texts, name: TextName) -> str:
    """The one stored text of this name, in English."""
    (said,) = texts[name]
    return english(said)


def several(texts: Texts, name: TextName) -> list[str]:
    """The stored texts of this name, in English and in order."""
    return [english(said) for said in texts[name]]


def part(facts: GatheringFacts, key: str) -> PartFacts:
    """A stored part."""
    found = facts.part(key)
    assert found is not None, f"the part {key} is not stored"
    return found


def body(facts: GatheringFacts, role: BodyRole, key: str = "") -> BodyFacts:
    """The one stored body of a role."""
    (found,) = facts.bodies_as(role, key)
    return found


def process(facts: GatheringFacts) -> ProcessFacts:
    """The stored process."""
    assert facts.process is not None
    return facts.process


def phase(facts: GatheringFacts, number: int) -> PhaseFacts:
    """The stored phase with this number, counted from one."""
    return process(facts).phases[number - 1]


def letter(facts: GatheringFacts) -> dict[str, Any]:
    """What is stored for the letter."""
    return dict(facts.briefs["invitation_letter"])


def programme(facts: GatheringFacts) -> dict[str, Any]:
    """What is stored for the programme."""
    return dict(facts.briefs["programme"])


def speaker(facts: GatheringFacts, number: int) -> dict[str, Any]:
    """A stored speaker, counted from one."""
    return dict(programme(facts)["speakers"][number - 1])


def plenaries(facts: GatheringFacts) -> list[dict[str, Any]]:
    """The stored plenaries, in order."""
    return [session for session in programme(facts)["sessions"] if session["kind"] == "plenary"]


def weekday(day: date | None) -> str:
    """The weekday of a day that must be known."""
    assert day is not None
    return WEEKDAYS[day.weekday()]
