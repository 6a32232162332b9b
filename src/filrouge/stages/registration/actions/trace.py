"""Audit lines and mails of this stage, gathered during a transaction and written in one statement each."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from filrouge.ground.audit.actions import entry, record_all
from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import Registration
from filrouge.stages.registration.rules import PartAnswer


class Trace:
    """What one act leaves behind besides its rows."""

    def __init__(self, facts: GatheringFacts, *, actor: Actor, now: datetime) -> None:
        self.facts, self.actor, self.now = facts, actor, now
        self._entries: list[AuditEntry] = []
        self._mails: list[OutgoingMail] = []

    def note(
        self,
        verb: str,
        registration: Registration,
        *,
        data: Mapping[str, Any],
        motive: str = "",
        actor: Actor | None = None,
    ) -> None:
        """One audit line on a registration; `data` never holds more about a person than their registration does."""
        self._entries.append(
            entry(
                verb=verb,
                actor=actor or self.actor,
                now=self.now,
                organiser_id=self.facts.organiser_id,
                gathering_id=self.facts.id,
                subject=("registration", str(registration.pk)),
                motive=motive,
                data=data,
            )
        )

    def mail(self, kind: str, registration: Registration, *, parts: Iterable[PartAnswer] = (), **more: Any) -> None:
        """One mail to the attendee and, when somebody else registered them, one to the registrant."""
        context = {
            "registration": registration.pk,
            "parts": snapshots(parts),
            **more,
        }
        for role, address in (("attendee", registration.email), ("registrant", registration.registrant_email)):
            if address and (role == "attendee" or address != registration.email):
                self.letter(kind, address, registration.language, {**context, "to": role})

    def letter(self, kind: str, to: str, language: str, context: Mapping[str, Any]) -> None:
        """One mail to an address, whoever reads it."""
        self._mails.append(
            letter_for_outbox(
                kind=kind,
                to=to,
                language=language,
                context=context,
                now=self.now,
                organiser_id=self.facts.organiser_id,
                gathering_id=self.facts.id,
            )
        )

    def write(self) -> None:
        """Write lines and mails."""
        if self._entries:
            record_all(self._entries)
        if self._mails:
            enqueue(self._mails)


def snapshots(answers: Iterable[PartAnswer]) -> list[dict[str, Any]]:
    """What the mail says of parts: frozen at the moment of the act, whatever happens before the worker sends it."""
    return [
        {
            "part": answer.part.key,
            "state": answer.state.value,
            "position": answer.position,
            "reasons": [reason.to_json() for reason in answer.reasons],
            "held_until": answer.held_until.isoformat() if answer.held_until else None,
        }
        for answer in answers
    ]


def states(answers: Iterable[PartAnswer]) -> dict[str, Any]:
    """Part by part what was decided, for an audit line."""
    return {
        "parts": {
            answer.part.key: {"state": answer.state.value}
            | ({"position": answer.position} if answer.state is PartState.WAITING else {})
            for answer in answers
        }
    }
