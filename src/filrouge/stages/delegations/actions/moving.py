"""Moving a place within a delegation: somebody gives theirs to a colleague of the same body. No seat becomes free."""

from datetime import datetime

from django.db import transaction

from filrouge.core import days
from filrouge.core.decisions import Decision, Reason, combine
from filrouge.ground.people.actors import Actor
from filrouge.stages.delegations import rules
from filrouge.stages.delegations.actions.loading import load_delegation, lock_registrations
from filrouge.stages.gatherings.audience import judge
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.loading import Gone, wishes_of
from filrouge.stages.registration.actions.promote import move
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.actions.twins import Person, counts, lock_person_of, refuse_twin
from filrouge.stages.registration.enums import HeldFor, Obstacle, PartState
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import applicant_of, capacity_of
from filrouge.stages.registration.rules import PartAnswer, drawn_on, may_withdraw, without_clash


class MoveRefused(Exception):
    """The place stays where it is; the decision says why."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(reason.code for reason in decision.reasons))
        self.decision = decision


@transaction.atomic
def move_place(
    *, delegation_id: int, part: str, giver: int, taker: int, actor: Actor, now: datetime, motive: str = ""
) -> None:
    """Give the place that one of the people has in a part to another one who has none there.

    The seat stays with the body: nobody who waits is passed, and nobody moves up. Whoever takes it is judged by the
    audience rule and the hour, not by what is free, and may not be registered elsewhere. Raises MoveRefused, KeyError
    for an unknown part, and Gone for somebody who is not of this delegation.
    """
    row, facts = load_delegation(delegation_id)
    who = lock_person_of(taker)
    part_facts = facts.part(part)
    if part_facts is None:
        raise KeyError(part)
    # Whoever was erased is nobody any more, though their party still counts them.
    people = {pk: one for pk, one in lock_registrations(row).items() if one.erased_at is None}
    if giver not in people or taker not in people or giver == taker:
        raise Gone(f"{giver}, {taker}")
    ledger = Ledger(facts, [part_facts])
    giving, taking = _Side(people[giver], facts, part), _Side(people[taker], facts, part)
    quotas = _judge(giving, taking, part_facts, facts, ledger, now=now)
    _refuse_registered_elsewhere(taking, who)
    given = PartAnswer(part_facts, PartState.WITHDRAWN)
    taken = PartAnswer(part_facts, PartState.CONFIRMED, quotas=quotas)
    held = giving.order_awaited_until
    move(giving.there, given, ledger=ledger, now=now)
    wish = taking.wish_in(part_facts, now=now)
    # As many seats are taken as before: a place given beyond the capacity may go on being one.
    move(wish, taken, ledger=ledger, now=now, beyond_capacity=True)
    if held is not None:
        wish.held_until, wish.held_for = held, HeldFor.ORDER.value
        wish.save(update_fields=["held_until", "held_for"])
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:place_given", giving.row, motive=motive, data=states([given]))
    trace.note("registration:place_taken", taking.row, motive=motive, data=states([taken]))
    trace.mail("withdrawn", giving.row, parts=[given])
    trace.mail("changed", taking.row, parts=[taken])
    trace.write()
    ledger.write()


def _refuse_registered_elsewhere(taking: "_Side", who: Person) -> None:
    if counts(taking.wishes.values()):
        return
    try:
        refuse_twin(taking.row, who)
    except AlreadyRegistered as twin:
        raise MoveRefused(Decision.refuse(Reason("move_registered_elsewhere"))) from twin


class _Side:
    """One of the two people, with what they hold; read once the seats are locked."""

    def __init__(self, row: Registration, facts: GatheringFacts, part: str) -> None:
        self.row, self.part = row, part
        self.wishes = wishes_of(row, facts)
        self.wish = self.wishes.get(part)

    @property
    def has_place(self) -> bool:
        """Whether they have a place in the part."""
        return self.wish is not None and self.wish.state == PartState.CONFIRMED.value

    @property
    def there(self) -> PartRegistration:
        """Their wish for the part. Raises Gone."""
        if self.wish is None:
            raise Gone(self.part)
        return self.wish

    @property
    def order_awaited_until(self) -> datetime | None:
        """Until when their place is held for an order."""
        return self.there.held_until if self.there.held_for == HeldFor.ORDER.value else None

    @property
    def taken(self) -> list[str]:
        """The keys of the parts in which they have a place."""
        return [key for key, wish in self.wishes.items() if wish.state == PartState.CONFIRMED.value]

    def set_aside(self, obstacle: Obstacle) -> bool:
        """Whether the organiser set this rule aside for them in this part."""
        return self.wish is not None and obstacle.value in self.wish.set_aside

    def wish_in(self, part: PartFacts, *, now: datetime) -> PartRegistration:
        """Their wish for the part, made if they never had one."""
        if self.wish is None:
            self.wish = PartRegistration.objects.create(
                registration=self.row, part_id=part.id, state=PartState.WITHDRAWN.value, changed_at=now
            )
        return self.wish


def _judge(
    giving: _Side, taking: _Side, part: PartFacts, facts: GatheringFacts, ledger: Ledger, *, now: datetime
) -> tuple[int, ...]:
    """The quotas of which the taker's place takes a seat. Raises MoveRefused."""
    if not giving.has_place:
        raise MoveRefused(Decision.refuse(Reason("move_no_place")))
    if taking.has_place:
        raise MoveRefused(Decision.refuse(Reason("move_has_place")))
    capacity = capacity_of(applicant_of(taking.row), facts, on=days.local_day(now, facts.zone))
    decisions = [may_withdraw(part, now=now)]
    if not taking.set_aside(Obstacle.AUDIENCE):
        decisions.append(judge(part.audience, capacity))
    if not taking.set_aside(Obstacle.CLASH):
        decisions.append(without_clash(facts, part, taking.taken))
    answer = combine(decisions)
    if not answer.is_allowed:
        raise MoveRefused(answer)
    quotas = drawn_on(facts, part, capacity, at=now)
    if not rules.can_use(giving.there.quotas, quotas, ledger.seats(part.id)):
        raise MoveRefused(Decision.refuse(Reason("move_beyond_quota")))
    return quotas
