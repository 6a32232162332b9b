"""Registering several people at once, each by the same rules as one: a delegation, the lines of a file."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from filrouge.core import days
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration import links, rules
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.needs import write_needs
from filrouge.stages.registration.actions.promote import settle
from filrouge.stages.registration.actions.register import (
    MotiveMissing,
    answers_in_turn,
    lock_person,
    new_row,
    note_every_way,
    wished_parts,
    wishes_for,
)
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.enums import ACTIVE, Obstacle, PartState
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import capacities_of, form_key, sort_name

# Beyond this many, whoever registers one of them by the web at the very same moment is found by the desk's list of
# resemblances instead of being locked out: a database holds only so many locks.
_LOCKED_BY_NAME = 100


@dataclass(frozen=True)
class Outcome:
    """What became of one application, by its place in the sequence.

    `problem` is empty, `nothing_taken` (every part refused, nothing written) or `already_registered`, when
    `registration_id` is that of the same person.
    """

    index: int
    registration_id: int | None
    token: str = ""
    answers: tuple[rules.PartAnswer, ...] = ()
    problem: str = ""
    is_replay: bool = False


@transaction.atomic
def register_many(
    *,
    facts: GatheringFacts,
    applications: Sequence[Application],
    actor: Actor,
    now: datetime,
    capacities: Sequence[Capacity] | None = None,
    send_mails: bool = True,
    held: Collection[str] = (),
) -> tuple[Outcome, ...]:
    """Register several people in one transaction and a constant number of statements, apart from what keeps by whose
    link somebody comes; their outcomes in order.

    Those of one `party` wait together: where seats are limited they join the list as a group, which is asked at once.
    `held` are the keys of parts for which places without a name were kept for them. Raises MotiveMissing, LinkClosed,
    and KeyError for a part that the gathering has not.
    """
    if any(any(said.set_aside.values()) and not said.motive.strip() for said in applications):
        raise MotiveMissing
    wishes = [wished_parts(facts, said.parts) for said in applications]
    applications = [replace(said, submission=form_key(facts.id, said)) for said in applications]
    if capacities is None:
        applicants = [said.applicant for said in applications]
        capacities = capacities_of(applicants, facts, on=days.local_day(now, facts.zone))
    lock_people(facts.id, applications)
    known = _known(facts.id, applications)
    batch = _Batch(facts, actor=actor, now=now)
    for index, said in enumerate(applications):
        if index in known:
            batch.outcomes[index] = known[index]
        else:
            batch.add(index, said, wishes[index], capacities[index], held=held)
    batch.write(send_mails=send_mails)
    return tuple(batch.outcomes[index] for index in range(len(applications)))


class _Batch:
    """People who are registered together: judged one after the other, written at once."""

    def __init__(self, facts: GatheringFacts, *, actor: Actor, now: datetime) -> None:
        self.facts, self.actor, self.now = facts, actor, now
        self.ledger = Ledger(facts, facts.parts)
        self.outcomes: dict[int, Outcome] = {}
        self._rows: dict[int, tuple[Registration, Application, tuple[rules.PartAnswer, ...]]] = {}
        self._wishes: list[PartRegistration] = []

    def add(
        self,
        index: int,
        application: Application,
        parts: tuple[PartFacts, ...],
        capacity: Capacity,
        *,
        held: Collection[str],
    ) -> None:
        """Judge one application and count what it takes."""
        answers = answers_in_turn(self.facts, application, parts, capacity, self.ledger, held=held)
        if all(answer.state is PartState.REFUSED for answer in answers):
            self.outcomes[index] = Outcome(index, None, answers=answers, problem="nothing_taken")
            return
        if application.party is not None:
            answers = tuple(self._in_line(answer, held) for answer in answers)
        row = new_row(self.facts, application, capacity, actor=self.actor, now=self.now)
        self._wishes += wishes_for(row, answers, self.ledger, application, now=self.now)
        self._rows[index] = (row, application, answers)

    def _in_line(self, answer: rules.PartAnswer, held: Collection[str]) -> rules.PartAnswer:
        """A group is not seated one by one: where seats are limited, each of them joins the list first."""
        seats = self.ledger.seats(answer.part.id)
        is_free_for_all = seats.drawing_on(answer.quotas).free is None
        if answer.state is not PartState.CONFIRMED or is_free_for_all or answer.part.key in held:
            return answer
        if Obstacle.CAPACITY in answer.obstacles:
            return answer
        return replace(answer, state=PartState.WAITING, position=seats.waiting + 1)

    def write(self, *, send_mails: bool) -> None:
        """Write rows, wishes, needs, trail and mails, and let the list move."""
        rows = [row for row, _application, _answers in self._rows.values()]
        Registration.objects.bulk_create(rows, batch_size=500)
        PartRegistration.objects.bulk_create(self._wishes, batch_size=500)
        trace = Trace(self.facts, actor=self.actor, now=self.now)
        for row, said, answers in self._rows.values():
            if said.needs:
                write_needs(row, said.needs, now=self.now)
            note_every_way(row, said, facts=self.facts, actor=self.actor, now=self.now)
            data = {"channel": said.channel.value} | states(answers)
            trace.note("registration:created", row, motive=said.motive, data=data)
        joined = [answer for _row, _said, answers in self._rows.values() for answer in answers]
        settled = settle(rows, joined, ledger=self.ledger, trace=trace, now=self.now)
        for index, (row, _said, answers) in self._rows.items():
            answers = tuple(settled.get((row.pk, answer.part.key), answer) for answer in answers)
            self.outcomes[index] = Outcome(index, row.pk, links.make(row.public_id, row.link), answers)
            if send_mails:
                trace.mail("registration_received", row, parts=answers)
        trace.write()
        self.ledger.write()


def lock_people(gathering_id: int, applications: Sequence[Application]) -> None:
    """Wait for whoever registers one of these people at this moment, in one order for all who lock several."""
    people = {(said.applicant.email, sort_name(said.applicant.name)) for said in applications if said.applicant.email}
    if len(people) <= _LOCKED_BY_NAME:
        for email, name in sorted(people):
            lock_person(gathering_id, email, name)


def _known(gathering_id: int, applications: Sequence[Application]) -> dict[int, Outcome]:
    """Those who were registered before, by this form or another one, or stand in the sequence twice; two queries."""
    forms = {said.submission for said in applications}
    sent = Registration.objects.filter(submission__in=forms).order_by("pk") if len(forms) <= 500 else _sent(forms)
    replays = {row.submission: row for row in sent}
    people = _active_people(gathering_id, [said.applicant.email for said in applications if said.applicant.email])
    found: dict[int, Outcome] = {}
    met: set[tuple[str, str]] = set()
    for index, said in enumerate(applications):
        person = (said.applicant.email, sort_name(said.applicant.name))
        may_twice = any(Obstacle.DUPLICATE in aside for aside in said.set_aside.values())
        if (row := replays.get(said.submission)) is not None:
            token = links.make(row.public_id, row.link)
            found[index] = Outcome(index, row.pk, token, is_replay=True)
        elif person[0] and not may_twice and (person in people or person in met):
            found[index] = Outcome(index, people.get(person), problem="already_registered")
        met.add(person)
    return found


def _sent(forms: Collection[UUID]) -> list[Registration]:
    ordered = sorted(forms)
    slices = [ordered[start : start + 500] for start in range(0, len(ordered), 500)]
    return [row for some in slices for row in Registration.objects.filter(submission__in=some).order_by("pk")]


def _active_people(gathering_id: int, emails: Collection[str]) -> dict[tuple[str, str], int]:
    """The registrations that count of people with these addresses, by address and folded name."""
    rows = Registration.objects.filter(
        gathering_id=gathering_id, parts__state__in=[state.value for state in ACTIVE]
    ).exclude(email="")
    if len(emails) <= 500:
        rows = rows.filter(email__in=set(emails))
    found = rows.order_by("-pk").values_list("email", "sort_name", "pk").distinct()
    return {(email, name): pk for email, name, pk in found}
