"""Making relays: a body and the link that it spreads."""

from datetime import datetime

from django.db import IntegrityError, transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.inviting import about
from filrouge.stages.invitations.models import Relay


class IsRelay(Exception):
    """The body has a link already."""


def make_relay(*, facts: GatheringFacts, name: str, organisation_id: int | None, actor: Actor, now: datetime) -> int:
    """A relay for a body of the directory, else with this name; its id. Raises IsRelay, LookupError, ValueError."""
    if organisation_id is not None:
        own = Organisation.objects.filter(organiser_id=facts.organiser_id, pk=organisation_id)
        if not own.exists():
            raise LookupError(organisation_id)
    elif not name.strip():
        raise ValueError("a relay has a name")
    elif Relay.objects.filter(gathering_id=facts.id, organisation=None, name__iexact=name.strip()).exists():
        raise IsRelay
    try:
        return _make(facts, "" if organisation_id else name.strip()[:200], organisation_id, actor, now)
    except IntegrityError as error:
        raise IsRelay from error


@transaction.atomic
def _make(facts: GatheringFacts, name: str, organisation_id: int | None, actor: Actor, now: datetime) -> int:
    row = Relay.objects.create(
        gathering_id=facts.id, organisation_id=organisation_id, name=name, made_at=now, made_by=actor.label[:200]
    )
    record(verb="relay:made", actor=actor, now=now, data={"relay": row.pk}, **about(facts))
    return row.pk


def join_relays(keep: int, drop: int) -> None:
    """Two bodies become one: where both have a link, the second goes on under the name of the body that goes."""
    has = Relay.objects.filter(organisation=keep).values_list("gathering_id", flat=True)
    name = next(iter(Organisation.objects.get(pk=drop).name.values()))
    Relay.objects.filter(organisation=drop, gathering__in=list(has)).update(organisation=None, name=name[:200])
