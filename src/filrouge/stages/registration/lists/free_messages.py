"""What the organiser writes to registered people, and whom each message means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import WRITTEN_TO, PartState
from filrouge.stages.registration.facts import FreeMessageFacts
from filrouge.stages.registration.lists.writing import ahead
from filrouge.stages.registration.models import FreeMessage, PartRegistration

Whom = tuple[str, PartState]
_WITH_ADDRESS = ~Q(registration__email="") | ~Q(registration__registrant_email="")


def free_messages(facts: GatheringFacts) -> Sequence[FreeMessageFacts]:
    """All of a gathering, drafts and sent ones, newest first; one query."""
    return [free_message_facts(row) for row in FreeMessage.objects.filter(gathering_id=facts.id).order_by("-pk")]


def free_message(gathering_id: int, message_id: int) -> FreeMessageFacts | None:
    """One of a gathering, None if there is none."""
    row = FreeMessage.objects.filter(gathering_id=gathering_id, pk=message_id).first()
    return free_message_facts(row) if row else None


def free_message_facts(row: FreeMessage) -> FreeMessageFacts:
    """The facts of a row."""
    return FreeMessageFacts(
        part=row.part,
        state=PartState(row.state),
        subject=row.subject,
        body=row.body,
        is_about_programme=row.is_about_programme,
        id=row.pk,
        changed_at=row.changed_at,
        sent_at=row.sent_at,
        sent_by=row.sent_by,
        people=row.people,
    )


def meant(facts: GatheringFacts, part: str, state: PartState, *, now: datetime) -> QuerySet[PartRegistration]:
    """The places in this state, of a part by key or of all, that are still to come; none when nobody is written to."""
    parts = [one.id for one in ahead(facts, now=now) if part in ("", one.key)]
    rows = PartRegistration.objects.filter(part_id__in=parts, state=state.value)
    return rows.select_related("registration").order_by("registration_id", "part_id")


@dataclass(frozen=True)
class Counted:
    """How many people a message means, and how many of them have no address."""

    people: int = 0
    without_address: int = 0


def counted(facts: GatheringFacts, part: str, state: PartState, *, now: datetime) -> Counted:
    """How many people would receive a message now; one query."""
    rows = meant(facts, part, state, now=now).order_by()
    people = Count("registration_id", distinct=True)
    found = rows.aggregate(all=people, reached=Count("registration_id", distinct=True, filter=_WITH_ADDRESS))
    return Counted(found["reached"], found["all"] - found["reached"])


def people_by_whom(facts: GatheringFacts, *, now: datetime) -> Mapping[Whom, int]:
    """How many people with an address each choice means, all parts first; one query for the parts, one for all."""
    parts = {one.id: one.key for one in ahead(facts, now=now)}
    rows = PartRegistration.objects.filter(
        _WITH_ADDRESS, part_id__in=parts, state__in=[one.value for one in WRITTEN_TO]
    )
    people = Count("registration_id", distinct=True)
    found = {("", PartState(state)): n for state, n in rows.order_by().values_list("state").annotate(n=people)}
    by_part = rows.order_by().values_list("part_id", "state").annotate(n=people)
    found |= {(parts[pk], PartState(state)): n for pk, state, n in by_part}
    choices = [(key, state) for key in ("", *parts.values()) for state in WRITTEN_TO]
    return {whom: found.get(whom, 0) for whom in choices}


def somebody_meant(facts: GatheringFacts, message: FreeMessageFacts, language: str, *, now: datetime) -> int | None:
    """The id of the newest registration that a message means, of whoever reads the language if there is one."""
    rows = meant(facts, message.part, message.state, now=now).order_by("-registration_id")
    ids = rows.values_list("registration_id", flat=True)
    found: int | None = ids.filter(registration__language=language).first() or ids.first()
    return found


def is_still_meant(message_id: int, registration_id: int) -> bool:
    """Whether somebody to whom a message is about to leave still has such a place."""
    row = FreeMessage.objects.filter(pk=message_id).first()
    if row is None:
        return False
    of_part = {"part__key": row.part} if row.part else {}
    return PartRegistration.objects.filter(registration_id=registration_id, state=row.state, **of_part).exists()
