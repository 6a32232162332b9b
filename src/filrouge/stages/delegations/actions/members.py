"""One person more in a delegation: with a place that was kept without a name where there is one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filrouge.core import days
from filrouge.core.names import PersonName
from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import Actor
from filrouge.stages.delegations import rules
from filrouge.stages.delegations.actions.keeping import Keeping
from filrouge.stages.delegations.actions.loading import load_delegation
from filrouge.stages.delegations.actions.orders import await_order
from filrouge.stages.delegations.actions.register import application_of
from filrouge.stages.delegations.actions.trace import about
from filrouge.stages.delegations.enums import LineProblem
from filrouge.stages.delegations.facts import Member, Referent
from filrouge.stages.delegations.models import Delegation, HeldPlaces
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.many import Outcome, lock_people, register_many
from filrouge.stages.registration.actions.register import answers_in_turn, wished_parts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.models import Registration
from filrouge.stages.registration.queries import capacity_of, form_key
from filrouge.stages.registration.rules import PartAnswer, drawn_on


class NotTaken(Exception):
    """Nobody was added: registered already, or no part could be given; `answers` say why, part by part."""

    def __init__(self, problem: LineProblem, answers: tuple[PartAnswer, ...] = ()) -> None:
        super().__init__(problem.value)
        self.problem, self.answers = problem, answers


@transaction.atomic
def add_member(
    *, delegation_id: int, member: Member, submission: UUID, actor: Actor, now: datetime
) -> tuple[Outcome, tuple[str, ...]]:
    """Register one person more; the outcome, and the keys of the parts where a kept place got their name.

    Sent again it adds nothing. Raises NotTaken, Gone, and KeyError for a part that the gathering has not.
    """
    row, facts = load_delegation(delegation_id)
    name = PersonName(row.referent_given_name, row.referent_family_name)
    referent = Referent(name, row.referent_email, row.referent_phone)
    application = application_of(member, row, referent, submission=submission, received_at=now)
    capacity = capacity_of(member.applicant, facts, on=days.local_day(now, facts.zone))
    # Before the seats: whoever registers this person at this moment has taken the name and waits for the seats.
    lock_people(facts.id, [application])
    used: tuple[str, ...] = ()
    if not _was_sent(facts, application):
        used = _give_names(row, facts, application, capacity, now=now)
    (outcome,) = register_many(
        facts=facts, applications=[application], actor=actor, now=now, capacities=[capacity], held=used
    )
    if outcome.problem:
        raise NotTaken(LineProblem(outcome.problem), outcome.answers)
    if not outcome.is_replay:
        await_order(row, facts, [outcome.registration_id or 0], now=now)
        data = {"registration": outcome.registration_id, "held": list(used)}
        record(verb="delegation:person_added", actor=actor, now=now, data=data, **about(row, facts))
    return outcome, used


def _was_sent(facts: GatheringFacts, application: Application) -> bool:
    return Registration.objects.filter(submission=form_key(facts.id, application)).exists()


def _give_names(
    row: Delegation, facts: GatheringFacts, application: Application, capacity: Capacity, *, now: datetime
) -> tuple[str, ...]:
    """Take off the kept places those that this person can have; the keys of their parts."""
    wished = wished_parts(facts, application.parts)
    if not HeldPlaces.objects.filter(delegation=row, part_id__in=[part.id for part in wished]).exists():
        return ()
    # All parts at once, as the registration that follows does: seats are locked in one order.
    keeping = Keeping(row, facts, facts.parts, now=now)
    possible = [
        part.key
        for part in wished
        if keeping.places(part)
        and rules.can_use(
            keeping.rows[part.id].quotas,
            drawn_on(facts, part, capacity, at=application.received_at),
            keeping.ledger.seats(part.id),
        )
    ]
    answers = answers_in_turn(facts, application, wished, capacity, keeping.ledger, held=possible)
    named = [answer.part for answer in answers if answer.part.key in possible and answer.state is PartState.CONFIRMED]
    for part in named:
        keeping.use(part)
    keeping.write()
    return tuple(part.key for part in named)
