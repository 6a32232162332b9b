"""What an act on a delegation leaves behind: a line of the trail, a mail to the referent."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.stages.delegations.models import Delegation
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.rules import PartAnswer


def about(row: Delegation, facts: GatheringFacts) -> dict[str, Any]:
    """What every line of the trail on a delegation names: when, where, on what."""
    return {
        "organiser_id": facts.organiser_id,
        "gathering_id": facts.id,
        "subject": ("delegation", str(row.pk)),
    }


def tell_referent(kind: str, row: Delegation, facts: GatheringFacts, *, now: datetime, **more: Any) -> bool:
    """One mail to the referent; False when no address is known any more."""
    if not row.referent_email:
        return False
    enqueue(
        [
            letter_for_outbox(
                kind=kind,
                to=row.referent_email,
                language=row.language,
                context={"delegation": row.pk, **more},
                now=now,
                organiser_id=facts.organiser_id,
                gathering_id=facts.id,
            )
        ]
    )
    return True


def states_of(people: Mapping[int, Iterable[PartAnswer]]) -> list[dict[str, Any]]:
    """What a mail says of people, by registration: frozen at the moment of the act."""
    return [
        {
            "registration": registration_id,
            "parts": [
                {"part": answer.part.key, "state": answer.state.value, "position": answer.position}
                for answer in answers
            ],
        }
        for registration_id, answers in people.items()
    ]
