"""The numbers of a part, each with the address of the rows behind it."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.lists.counts import PartCounts
from filrouge.stages.registration.words import when_in_words
from filrouge.web.desk.frame import Rights


def part_row(
    facts: GatheringFacts, part: PartFacts, counts: PartCounts, rights: Rights, language: str
) -> dict[str, Any]:
    """A part in a table: what it is, and its numbers."""
    numbers = {
        PartState.CONFIRMED: counts.seats.confirmed,
        PartState.WAITING: counts.seats.waiting,
        PartState.REQUESTED: counts.requested,
        PartState.REFUSED: counts.refused,
        PartState.WITHDRAWN: counts.withdrawn,
    }
    return {
        "part": part,
        "title": part.title.best(language, facts.languages),
        "when": when_in_words(part, facts, language),
        "url": reverse("desk:part", args=[facts.key, part.key]) if rights.capacity else "",
        "seats": counts.seats,
        "has_limit": part.capacity is not None,
        "deadline": part.deadline,
        **{
            state.value: {"number": number, "url": rows_url(facts, part, state) if rights.see and number else ""}
            for state, number in numbers.items()
        },
    }


def rows_url(facts: GatheringFacts, part: PartFacts, state: PartState) -> str:
    """The registrations behind one number."""
    query = urlencode({"part": part.key, "state": state.value})
    return f"{reverse('desk:registrations', args=[facts.key])}?{query}"
