"""What every list reads of a person, and the places in the waiting lists."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from filrouge.core.text import Translated
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartRegistration

COLUMNS = (
    "pk",
    "given_name",
    "family_name",
    "email",
    "organisation_text",
    "organisation__name",
    "function",
    "function_text",
    "channel",
    "received_at",
    "late_by",
    "pictures",
)


def body_of(row: Mapping[str, Any], facts: GatheringFacts, language: str) -> str:
    """The name of the body, from the directory or as typed."""
    if row["organisation__name"]:
        return Translated.of(row["organisation__name"], facts.language).best(language, facts.languages).text
    return str(row["organisation_text"])


def function_of(row: Mapping[str, Any], facts: GatheringFacts, language: str) -> str:
    """The function, from the gathering's list or as typed."""
    known = facts.vocabulary.function(row["function"])
    return known.label.best(language, facts.languages).text if known else str(row["function_text"] or row["function"])


def positions_of(registrations: Collection[int], facts: GatheringFacts) -> Mapping[int, int]:
    """The places of the waiting entries of these registrations, by entry; one query, for a page of them."""
    waiting = PartRegistration.objects.filter(
        part_id__in=[part.id for part in facts.parts], state=PartState.WAITING.value
    )
    until = waiting.filter(part_id=OuterRef("part_id"), queue_number__lte=OuterRef("queue_number"))
    place = Subquery(until.order_by().values("part_id").annotate(number=Count("pk")).values("number"))
    asked = waiting.filter(registration_id__in=registrations).annotate(place=place)
    return dict(asked.order_by("pk").values_list("pk", "place"))


def positions_in(facts: GatheringFacts) -> Mapping[int, int]:
    """The place of every waiting entry of the gathering, counted from 1 in each part; one query."""
    waiting = PartRegistration.objects.filter(
        part_id__in=[part.id for part in facts.parts], state=PartState.WAITING.value
    )
    counted: dict[int, int] = defaultdict(int)
    positions = {}
    for pk, part_id in waiting.order_by("part_id", "queue_number").values_list("pk", "part_id"):
        counted[part_id] += 1
        positions[pk] = counted[part_id]
    return positions
