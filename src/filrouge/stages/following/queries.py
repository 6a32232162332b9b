"""Reading followers: by their link, by a proven address, and counted. An address is never shown to staff."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from filrouge.stages.following.facts import Following
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.facts import GatheringFacts, SessionChange
from filrouge.stages.gatherings.queries import programme_changes


def is_asked(public_id: UUID, gathering_id: int) -> bool:
    """Whether an address waits for being confirmed or was, so that its link still opens something."""
    return Follower.objects.filter(public_id=public_id, gathering_id=gathering_id).exists()


def is_following(public_id: UUID, gathering_id: int) -> bool:
    """Whether a follower was confirmed and did not leave."""
    found = Follower.objects.filter(public_id=public_id, gathering_id=gathering_id)
    return found.exclude(confirmed_at=None).exists()


def following_of(gathering_id: int) -> Following:
    """How many follow a gathering, by kind of body; one query."""
    rows = Follower.objects.filter(gathering_id=gathering_id).order_by("category").values("category")
    counted = list(rows.annotate(all=Count("pk"), confirmed=Count("confirmed_at")))
    return Following(
        by_kind={row["category"]: row["confirmed"] for row in counted if row["confirmed"]},
        unconfirmed=sum(row["all"] - row["confirmed"] for row in counted),
    )


PROGRAMME_TOLD = "follower:programme_told"


def programme_news(facts: GatheringFacts) -> tuple[Sequence[SessionChange], int]:
    """What changed in the programme since followers were told of a change, and how many followers know it otherwise."""
    return programme_changes(facts, told=PROGRAMME_TOLD), who_know_the_programme(facts).count()


def who_know_the_programme(facts: GatheringFacts) -> QuerySet[Follower]:
    """The confirmed followers who were told that the programme is there, or came since; who was not, will be."""
    return Follower.objects.filter(gathering_id=facts.id, knows_programme=True).exclude(confirmed_at=None)


def followed_by(*, organiser_id: int, address: str) -> Sequence[Mapping[str, Any]]:
    """What an address follows of an organiser, as plain values for its reader; one query."""
    rows = Follower.objects.filter(gathering__organiser_id=organiser_id, email__iexact=address).order_by("pk")
    names = ("gathering__key", "gathering__title", "category", "language", "asked_at", "confirmed_at")
    return [
        {
            "gathering": key,
            "title": title,
            "category": category,
            "language": language,
            "asked_at": asked_at.isoformat(),
            "confirmed_at": confirmed_at.isoformat() if confirmed_at else None,
        }
        for key, title, category, language, asked_at, confirmed_at in rows.values_list(*names)
    ]
