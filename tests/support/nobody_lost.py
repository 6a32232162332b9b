"""Whoever registered is found again, whatever happened to their registration, and of whoever left nothing is left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.registration.enums import ACTIVE, NeedKind
from filrouge.stages.registration.models import Need, PartRegistration, Registration, Replacement, SecondForm
from filrouge.stages.registration.needs.sealing import opened

HOLDS = [state.value for state in ACTIVE]


@dataclass(frozen=True)
class Arrival:
    """Somebody was told that they come: on which registration, under which family name, themselves or instead."""

    registration: int
    name: str
    instead: bool = False


def people_faults(gathering_id: int, arrivals: Iterable[Arrival]) -> list[str]:
    """What does not hold of people; empty when all is well. `arrivals` are all that anybody was told.

    Family names must be one word that nobody else has, and stand in the person's address and in what they need.
    """
    told = list(arrivals)
    return [
        *_lost(gathering_id, told),
        *_untold(gathering_id, told),
        *_traces_of_the_erased(gathering_id),
        *_traces_of_those_who_left(gathering_id),
        *_moved_by_a_replacement(gathering_id),
    ]


def merged_into(gathering_id: int) -> dict[int, int]:
    """Of each registration that was put together with another one, which one; from the trail."""
    lines = AuditEntry.objects.filter(gathering_id=gathering_id, verb="registration:merged_into").order_by("id")
    return {int(subject): data["into"] for subject, data in lines.values_list("subject_id", "data")}


def _lost(gathering_id: int, told: list[Arrival]) -> Iterator[str]:
    """Somebody who came, and is neither there nor replaced nor put together with themselves nor erased."""
    rows = {row.pk: row for row in Registration.objects.filter(gathering_id=gathering_id).order_by("pk")}
    into = merged_into(gathering_id)
    before: dict[int, set[str]] = {}
    left = Replacement.objects.filter(registration__gathering_id=gathering_id).order_by("pk")
    for pk, name in left.values_list("registration_id", "previous_name"):
        before.setdefault(pk, set()).add(name.split(" ")[-1])
    for one in told:
        pk = one.registration
        while pk not in rows and pk in into:
            pk = into[pk]
        if pk not in rows:
            yield f"{one.name} was registered as {one.registration}, which is nowhere"
        elif rows[pk].erased_at is None and one.name not in {rows[pk].family_name, *before.get(pk, ())}:
            yield f"{one.name} was registered as {one.registration}; on {pk} nobody knows them"


def _untold(gathering_id: int, told: list[Arrival]) -> Iterator[str]:
    """A registration that nobody was told of, or a replacement that the trail and the rows tell differently."""
    lines = AuditEntry.objects.filter(gathering_id=gathering_id).order_by("id")
    created = {int(pk) for pk in lines.filter(verb="registration:created").values_list("subject_id", flat=True)}
    known = {one.registration for one in told if not one.instead}
    if created != known:
        yield f"in the trail but told to nobody: {created - known}; told but not in the trail: {known - created}"
    replaced = lines.filter(verb="registration:replaced").count()
    if replaced != sum(one.instead for one in told):
        yield f"{replaced} replacements in the trail, {sum(one.instead for one in told)} people came instead"


def _traces_of_the_erased(gathering_id: int) -> Iterator[str]:
    erased = Registration.objects.filter(gathering_id=gathering_id).exclude(erased_at=None)
    for row in erased.order_by("pk"):
        if any((row.family_name, row.email, row.search_text)):
            yield f"{row.pk} is erased and still says who it was"
    gone = list(erased.order_by("pk").values_list("pk", flat=True))
    for what, rows in (
        ("has a place", PartRegistration.objects.filter(registration__in=gone, state__in=HOLDS)),
        ("has needs", Need.objects.filter(registration__in=gone, erased_at=None)),
        ("has a second form", SecondForm.objects.filter(registration__in=gone)),
        ("names who came before", Replacement.objects.filter(registration__in=gone).exclude(previous_name="")),
    ):
        yield from (
            f"{pk} is erased and {what}" for pk in rows.order_by("pk").values_list("registration_id", flat=True)
        )
    for mail in _mails(gathering_id):
        if mail.context["registration"] in gone:
            yield f"a mail about {mail.context['registration']}, which is erased, names {mail.to}"


def _traces_of_those_who_left(gathering_id: int) -> Iterator[str]:
    """What belongs to somebody else than the person who has the registration now."""
    rows = {
        row.pk: row for row in Registration.objects.filter(gathering_id=gathering_id, erased_at=None).order_by("pk")
    }
    for row in rows.values():
        if row.family_name.lower() not in row.email.lower():
            yield f"{row.pk} is {row.family_name} with the address {row.email}"
    for need in Need.objects.filter(registration__in=rows, erased_at=None).order_by("pk").select_related("part"):
        said = opened(need.sealed, part=need.part.key, kind=NeedKind(need.kind)).text
        if said != rows[need.registration_id].family_name:
            yield f"{need.registration_id} is {rows[need.registration_id].family_name} with the needs of {said}"
    for form in SecondForm.objects.filter(registration__in=rows).order_by("pk"):
        if rows[form.registration_id].family_name not in str(form.application):
            yield f"{form.registration_id} is offered the form of somebody else"
    for mail in _mails(gathering_id):
        row = rows.get(mail.context["registration"])
        if row and mail.context.get("to") == "attendee" and row.family_name.lower() not in mail.to.lower():
            yield f"{row.pk} is {row.family_name} with a mail to {mail.to}"


def _mails(gathering_id: int) -> Iterator[OutgoingMail]:
    mails = OutgoingMail.objects.filter(gathering_id=gathering_id).order_by("pk")
    return (mail for mail in mails if "registration" in mail.context)


def _moved_by_a_replacement(gathering_id: int) -> Iterator[str]:
    """A place or a rank that a newcomer who takes over everything has otherwise than whoever was there before."""
    lines = AuditEntry.objects.filter(gathering_id=gathering_id, verb="registration:replaced").order_by("id")
    for subject, data in lines.values_list("subject_id", "data"):
        if data["took_over"] and data["parts"]:
            yield f"{subject}: whoever came instead got {data['parts']}"
