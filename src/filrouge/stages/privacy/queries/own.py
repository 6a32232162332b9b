"""All that is held about one person's registration, as plain values: for their own eyes and for another machine."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from filrouge.ground.audit.queries import trail_of_subject
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.queries.objections import objects
from filrouge.stages.registration.lists.arrivals import way_of
from filrouge.stages.registration.models import Forwarding, PartRegistration, Registration, SecondForm
from filrouge.stages.registration.needs.reading import own_needs

FORMAT = "filrouge/own-data/1"
_PLAIN = (
    "given_name",
    "family_name",
    "email",
    "language",
    "registrant_given_name",
    "registrant_family_name",
    "registrant_email",
    "organisation_text",
    "organisation_kind",
    "function",
    "function_text",
    "communities",
    "level",
    "as_resident",
    "pictures",
    "reference",
    "channel",
    "late_motive",
)


def own_data(registration_id: int, facts: GatheringFacts) -> Mapping[str, Any]:
    """Everything about a registration, ready for JSON. Of other people only what this person said of them.

    Raises Registration.DoesNotExist.
    """
    row = Registration.objects.select_related("organisation", "territory").get(pk=registration_id)
    address = row.email or row.registrant_email
    return {
        "format": FORMAT,
        "gathering": {"key": facts.key, "title": dict(facts.title), "organiser": facts.organiser_key},
        "registration": _registration(row),
        "parts": list(_parts(row, facts)),
        "needs": list(_needs(row, facts)),
        "replacements": [
            {"at": _at(one.replaced_at), "answers_taken_over": one.took_over} for one in row.replacements.order_by("pk")
        ],
        "passed_on_to": [
            {"name": one.name, "at": _at(one.passed_on_at), "led_to_a_registration": one.registration_id is not None}
            for one in row.forwardings.order_by("pk")
        ],
        "came_through_somebody": row.invited_through_id is not None,
        "came_by": _came_by(row.pk),
        "second_form": _second_form(row),
        "mails": _mails(row),
        "objects_to_other_mails": bool(address) and objects(facts.organiser_id, address),
        "trail": _trail(row),
    }


def _registration(row: Registration) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in _PLAIN},
        "organisation": dict(row.organisation.name) if row.organisation else None,
        "territory": dict(row.territory.name) if row.territory else None,
        "in_a_delegation": row.party is not None,
        "added_late_by_the_organiser": bool(row.late_by),
        "received_at": _at(row.received_at),
        "created_at": _at(row.created_at),
    }


def _parts(row: Registration, facts: GatheringFacts) -> Iterator[dict[str, Any]]:
    parts = {part.id: part for part in facts.parts}
    for wish in PartRegistration.objects.filter(registration=row).order_by("part_id"):
        part = parts[wish.part_id]
        yield {
            "part": part.key,
            "title": dict(part.title),
            "when": str(part.when),
            "state": wish.state,
            "reasons": wish.reasons,
            "rules_set_aside": wish.set_aside,
            "waiting_since": _at(wish.waiting_since),
            "held_until": _at(wish.held_until),
            "changed_at": _at(wish.changed_at),
        }


def _needs(row: Registration, facts: GatheringFacts) -> Iterator[dict[str, Any]]:
    said_at = dict(row.needs.order_by("pk").values_list("part__key", "said_at"))
    for (part, kind), need in own_needs(row.pk, facts).items():
        yield {
            "part": part,
            "kind": kind.value,
            "choices": list(need.choices) if need else None,
            "text": need.text if need else None,
            "said_at": _at(said_at.get(part)),
        }


def _second_form(row: Registration) -> Mapping[str, Any] | None:
    form = SecondForm.objects.filter(registration=row).first()
    return {"sent_at": _at(form.sent_at), "answers": form.application} if form else None


def _mails(row: Registration) -> Sequence[dict[str, Any]]:
    """What was sent to this person's own addresses about this registration, and the invitation that led to it.

    An address may be shared by a whole office: mails about the registrations of others are not shown.
    """
    about = Q(context__registration=row.pk, to__in=[row.email, row.registrant_email])
    for forwarding in Forwarding.objects.filter(registration=row).order_by("pk"):
        about |= Q(context__forwarding=str(forwarding.public_id))
    found = OutgoingMail.objects.filter(about, gathering_id=row.gathering_id).order_by("pk")
    fields = ("kind", "to", "language", "state", "created_at", "sent_at", "subject", "text")
    return [
        {**mail, "created_at": _at(mail["created_at"]), "sent_at": _at(mail["sent_at"])}
        for mail in found.values(*fields)
    ]


def _trail(row: Registration) -> list[dict[str, Any]]:
    """What was done with the registration. Who of the staff did it is theirs, not this person's."""
    lines = trail_of_subject(gathering_id=row.gathering_id, subject_kind="registration", subject_id=str(row.pk))
    return [
        {"at": _at(line.at), "verb": line.verb, "by": line.actor_kind, "reason": line.motive, "facts": line.data}
        for line in lines
    ]


def _at(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _came_by(registration_id: int) -> Mapping[str, Any] | None:
    """By whose link somebody came; of whoever was invited in their place, nothing but that there is one."""
    way = way_of(registration_id)
    if way is None or not (way.invitation or way.relay):
        return None
    if way.relay:
        return {"link": "relay", "body": dict(way.relay_name)}
    return {"link": "own_invitation" if way.is_own else "invitation_of_somebody", "body": {}}
