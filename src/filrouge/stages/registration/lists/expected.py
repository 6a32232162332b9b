"""Who is expected at one part. Only the attendee is read: lists never show who registered them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from filrouge.core.names import PersonName
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import PartState, Pictures
from filrouge.stages.registration.lists.columns import COLUMNS, body_of, function_of
from filrouge.stages.registration.models import Registration


@dataclass(frozen=True)
class ExpectedLine:
    """Somebody who comes to a part, and what they said to the photographer."""

    id: int
    name: PersonName
    function: str
    body: str
    pictures: Pictures | None = None


def expected_at(facts: GatheringFacts, part: PartFacts, language: str) -> Sequence[ExpectedLine]:
    """Everybody confirmed for the part, by family name; one query."""
    rows = Registration.objects.filter(
        gathering_id=facts.id, erased_at=None, parts__part_id=part.id, parts__state=PartState.CONFIRMED.value
    )
    return [
        ExpectedLine(
            id=row["pk"],
            name=PersonName(row["given_name"], row["family_name"]),
            function=function_of(row, facts, language),
            body=body_of(row, facts, language),
            pictures=Pictures(row["pictures"]) if row["pictures"] else None,
        )
        for row in rows.order_by("sort_name", "pk").values(*COLUMNS)
    ]


def names_of(gathering_id: int, ids: Collection[int]) -> Mapping[int, str]:
    """The names of these attendees of a gathering, by id; one query. Those that are gone are left out."""
    rows = Registration.objects.filter(gathering_id=gathering_id, pk__in=list(ids)).order_by("pk")
    return {
        pk: PersonName(given, family).full for pk, given, family in rows.values_list("pk", "given_name", "family_name")
    }
