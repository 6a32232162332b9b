"""Registering a delegation: its people, its places without a name and its order, in one transaction or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from filrouge.core.text import search_form
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.delegations import links
from filrouge.stages.delegations.actions.held import keep_what_is_free
from filrouge.stages.delegations.actions.orders import await_order, place_order
from filrouge.stages.delegations.actions.trace import about, states_of, tell_referent
from filrouge.stages.delegations.enums import LineProblem
from filrouge.stages.delegations.facts import Group, Member, Referent
from filrouge.stages.delegations.models import Delegation
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.many import Outcome, register_many
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import Application, Party, Registrant
from filrouge.stages.registration.rules import PartAnswer


@dataclass(frozen=True)
class DelegationReceipt:
    """What was registered: the outcomes in the order of the people, and how many places are kept without a name, by
    part key. `is_replay` when the same form had been sent before and nothing was written again.
    """

    delegation_id: int
    token: str
    outcomes: tuple[Outcome, ...] = ()
    held: Mapping[str, int] = field(default_factory=dict)
    is_replay: bool = False


@dataclass(frozen=True)
class LineRefused:
    """One of the people who cannot be registered, by their place in the group; why, and the answers part by part."""

    index: int
    problem: LineProblem
    answers: tuple[PartAnswer, ...] = ()


class NotAll(Exception):
    """Some people cannot be registered, so nobody was: whoever sent the group decides what becomes of these lines."""

    def __init__(self, lines: tuple[LineRefused, ...]) -> None:
        super().__init__(", ".join(f"{line.index}: {line.problem}" for line in lines))
        self.lines = lines


@transaction.atomic
def register_delegation(*, facts: GatheringFacts, group: Group, actor: Actor, now: datetime) -> DelegationReceipt:
    """Register a group in one go.

    Raises NotAll, and nothing is written, when somebody is registered already or can take nothing; KeyError for a part
    that the gathering has not. The form's key is joined to the referent and the body: sent again it registers nothing.
    """
    key = _key(facts, group)
    lock_name(f"delegation {key}")
    if first := Delegation.objects.filter(submission=key).first():
        return DelegationReceipt(first.pk, links.make(first.public_id, first.link), is_replay=True)
    row = _new_row(facts, group, key, now=now)
    row.save(force_insert=True)
    outcomes = _register_people(row, facts, group, actor=actor, now=now)
    people = {outcome.registration_id: outcome.answers for outcome in outcomes if outcome.registration_id}
    held = keep_what_is_free(row, facts, group.held, now=now)
    if group.buyer is not None:
        with_place = sum(any(answer.state is PartState.CONFIRMED for answer in said) for said in people.values())
        place_order(row, facts, group.buyer, people=with_place, now=now)
        await_order(row, facts, list(people), now=now)
    record(
        verb="delegation:registered",
        actor=actor,
        now=now,
        data={"people": len(people), "channel": group.channel.value, "held": dict(held)},
        **about(row, facts),
    )
    tell_referent("delegation_received", row, facts, now=now, people=states_of(people), held=dict(held))
    return DelegationReceipt(row.pk, links.make(row.public_id, row.link), outcomes, held)


def _key(facts: GatheringFacts, group: Group) -> UUID:
    body = group.organisation_id or search_form(group.organisation_text)
    return uuid5(group.submission, f"{facts.id}|{group.referent.email}|{body}")


def _new_row(facts: GatheringFacts, group: Group, key: UUID, *, now: datetime) -> Delegation:
    return Delegation(
        gathering_id=facts.id,
        submission=key,
        organisation_id=group.organisation_id,
        organisation_text="" if group.organisation_id else group.organisation_text,
        organisation_kind="" if group.organisation_id else group.organisation_kind,
        territory_id=group.territory_id,
        referent_given_name=group.referent.name.given,
        referent_family_name=group.referent.name.family,
        referent_email=group.referent.email,
        referent_phone=group.referent.phone,
        language=group.language,
        may_split=group.may_split,
        channel=group.channel.value,
        received_at=group.received_at,
        created_at=now,
    )


def _register_people(
    row: Delegation, facts: GatheringFacts, group: Group, *, actor: Actor, now: datetime
) -> tuple[Outcome, ...]:
    applications = [
        # A key for each line: two people may bear one name and have no address.
        application_of(member, row, group.referent, submission=uuid5(row.submission, str(index)))
        for index, member in enumerate(group.people)
    ]
    outcomes = register_many(facts=facts, applications=applications, actor=actor, now=now)
    if refused := _refused(outcomes):
        raise NotAll(refused)
    return outcomes


def application_of(
    member: Member, row: Delegation, referent: Referent, *, submission: UUID, received_at: datetime | None = None
) -> Application:
    """The wish of one of its people. The mails of somebody without an address go to the referent."""
    own = member.applicant.email
    return Application(
        applicant=member.applicant,
        parts=member.parts,
        language=row.language,
        submission=submission,
        received_at=received_at or row.received_at,
        channel=Channel(row.channel),
        registrant=None if own else Registrant(referent.name, referent.email),
        party=Party(row.party, row.may_split),
    )


def _refused(outcomes: Sequence[Outcome]) -> tuple[LineRefused, ...]:
    return tuple(
        LineRefused(outcome.index, LineProblem(outcome.problem), outcome.answers)
        for outcome in outcomes
        if outcome.problem
    )
