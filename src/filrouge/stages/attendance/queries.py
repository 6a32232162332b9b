"""Reading who signed, part by part."""

from collections.abc import Mapping

from django.db.models import Count, QuerySet

from filrouge.stages.attendance.models import Signature
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts


def signatures() -> QuerySet[Signature]:
    """Who signed for which part; nothing is read yet."""
    return Signature.objects.order_by("pk")


def signed_at(part: PartFacts) -> frozenset[int]:
    """The registrations whose signature for the part is recorded; one query."""
    return frozenset(Signature.objects.filter(part_id=part.id).order_by("pk").values_list("registration_id", flat=True))


def signed_counts(facts: GatheringFacts) -> Mapping[str, int]:
    """How many signed, by part key; parts of which nothing is recorded yet are left out. One query."""
    keys = {part.id: part.key for part in facts.parts}
    rows = Signature.objects.filter(part_id__in=keys).values("part_id").annotate(number=Count("pk"))
    return {keys[row["part_id"]]: row["number"] for row in rows.order_by("part_id")}
