"""How a registration came, by an invitation or a relay's link; and the invitation, which follows whoever answers it.

Invitations are locked after registrations and seats, by whoever changes both.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Q

from filrouge.core.text import search_form
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import rules
from filrouge.stages.invitations.actions.answering import Registering, answer_by_registering, forget_represented
from filrouge.stages.invitations.enums import AnsweredBy, InvitationState
from filrouge.stages.invitations.models import Invitation, Relay
from filrouge.stages.registration.actions.trace import Trace
from filrouge.stages.registration.enums import ACTIVE
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.models import Arrival, PartRegistration, Registration

_ANSWERS = Q(is_own=True) | Q(is_instead=True)


class LinkClosed(Exception):
    """The link by which somebody comes was closed while they filled in the form."""


def note_way(
    row: Registration, application: Application, *, facts: GatheringFacts, actor: Actor, now: datetime
) -> None:
    """Keep how a new registration came, in the caller's transaction.

    By one's own link one accepts; anybody else to whom the link was handed came through the invited person, whose
    invitation stays as it is. Raises LinkClosed.
    """
    invitation = _locked(facts.id, [application.invitation or 0]).get(application.invitation or 0)
    relay = Relay.objects.filter(gathering_id=facts.id, pk=application.relay or 0).first()
    way = invitation or relay
    if way is None:
        return
    if application.link is not None and (way.closed_at is not None or way.link != application.link):
        raise LinkClosed
    is_own = invitation is not None and application.forwarding is None and _answers_themselves(row, invitation)
    if is_own:
        Arrival.objects.filter(invitation=invitation, is_instead=True).update(is_instead=False)
    Arrival.objects.create(registration=row, invitation=invitation, is_own=is_own, relay=relay)
    if invitation is not None and is_own:
        answer_by_registering(Registering(invitation, InvitationState.ACCEPTED), facts=facts, actor=actor, now=now)


def _locked(gathering_id: int, ids: Collection[int]) -> Mapping[int, Invitation]:
    if not any(ids):
        return {}
    invitations = Invitation.objects.filter(gathering_id=gathering_id).exclude(contact=None)
    return lock_rows(invitations.select_related("contact"), ids)


def _answers_themselves(row: Registration, invitation: Invitation) -> bool:
    """Whether the invited person registers; once, since nobody registers twice."""
    return not Arrival.objects.filter(invitation=invitation, is_own=True).exists() and _is_the_invited(row, invitation)


def _is_the_invited(row: Registration, invitation: Invitation) -> bool:
    """The same address or the same name."""
    contact = invitation.contact
    if contact is None:
        return False
    names = {search_form(f"{one.given_name} {one.family_name}") for one in (row, contact)}
    return len(names) == 1 or (bool(contact.email) and contact.email == row.email)


def follow(row: Registration, trace: Trace, *, gave_back: bool = False, excused: bool = False) -> None:
    """Let the invitations that a registration answers stand as it does, in the caller's transaction.

    Whoever gives everything back has declined, or asks to be excused; whoever counts on something again comes.
    """
    for way, invitation in _answered(row, trace.facts.id):
        state = rules.after_registering(
            InvitationState(invitation.state),
            is_own=way.is_own,
            is_last_word=invitation.answered_by == AnsweredBy.REGISTRATION.value,
            comes=_counts_on_something(row),
            excused=excused,
        )
        if state is None or (state in rules.STAYS_AWAY and not gave_back):
            continue
        _write(invitation, state, row, trace)


def follow_replaced(row: Registration, trace: Trace) -> None:
    """The same for somebody else on a registration: the invited person is represented by them, or is back."""
    for way, invitation in _answered(row, trace.facts.id):
        is_last_word = way.is_own or invitation.answered_by == AnsweredBy.REGISTRATION.value
        way.is_own = _is_the_invited(row, invitation)
        way.is_instead = not way.is_own
        way.save(update_fields=["is_own", "is_instead"])
        if way.is_own or is_last_word:
            _write(invitation, InvitationState.ACCEPTED if way.is_own else InvitationState.REPRESENTED, row, trace)


def _answered(row: Registration, gathering_id: int) -> list[tuple[Arrival, Invitation]]:
    """The ways by which a registration answers an invitation, read once those are locked."""
    ways = Arrival.objects.filter(_ANSWERS, registration=row).order_by("pk")
    known = [pk for pk in ways.values_list("invitation_id", flat=True) if pk is not None]
    locked = _locked(gathering_id, known)
    return [(way, locked[pk]) for way in ways if (pk := way.invitation_id or 0) in locked] if locked else []


def _counts_on_something(row: Registration) -> bool:
    return PartRegistration.objects.filter(registration=row, state__in=[state.value for state in ACTIVE]).exists()


def _write(invitation: Invitation, state: InvitationState, row: Registration, trace: Trace) -> None:
    name = f"{row.given_name} {row.family_name}".strip() if state is InvitationState.REPRESENTED else ""
    said = Registering(invitation, state, represented_by=name)
    answer_by_registering(said, facts=trace.facts, actor=trace.actor, now=trace.now)


def move_ways(keep: Registration, drop: Registration) -> None:
    """Every way by which the one that goes had come, besides those of the one that stays; nobody came through
    themselves.
    """
    if drop.invited_through_id not in (None, keep.pk, keep.invited_through_id):
        Arrival.objects.create(registration=keep, also_through_id=drop.invited_through_id)
    Arrival.objects.filter(registration=drop).update(registration=keep)
    Arrival.objects.filter(also_through=drop).update(also_through=keep)
    met: set[tuple[int | None, ...]] = set()
    own: set[int] = set()
    for way in Arrival.objects.filter(registration=keep).order_by("-is_own", "-is_instead", "pk"):
        said = (way.invitation_id, way.relay_id, way.also_through_id)
        if said in met or way.also_through_id == keep.pk or (way.invitation_id in own and way.relay_id is None):
            way.delete()
        met.add(said)
        if way.is_own and way.invitation_id is not None:
            own.add(way.invitation_id)


def forget_ways(rows: Iterable[Registration]) -> None:
    """Drop how registrations that are erased came, and their names where they came instead of somebody invited."""
    erased = {row.pk: row for row in rows}
    for gathering_id in {row.gathering_id for row in erased.values()}:
        names = {search_form(f"{row.given_name} {row.family_name}") for row in erased.values()}
        forget_represented(gathering_id=gathering_id, folded_names=names)
    Arrival.objects.filter(registration_id__in=erased).delete()
