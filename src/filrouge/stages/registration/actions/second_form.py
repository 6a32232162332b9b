"""A second form for somebody who is registered already: kept beside, offered, taken over or left. Never by itself."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.change import change
from filrouge.stages.registration.actions.loading import load, wishes_of
from filrouge.stages.registration.actions.register import lock_person
from filrouge.stages.registration.actions.trace import Trace
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.facts import Applicant, Application
from filrouge.stages.registration.lists.second_forms import SecondFormFacts, data_of, second_form_of
from filrouge.stages.registration.models import Registration, SecondForm
from filrouge.stages.registration.queries import applicant_of, sort_name


class NoSecondForm(LookupError):
    """There is nothing to answer: it was taken over or left before."""


@transaction.atomic
def keep_second_form(*, registration_id: int, application: Application, actor: Actor, now: datetime) -> bool:
    """Keep a form beside the registration it resembles; False when it says nothing new. A later one takes its place.

    Nothing is kept beside another person: a colleague may have come instead since the two were found alike. Raises
    Gone.
    """
    row, facts, _ = load(registration_id)
    if row.email != application.applicant.email:
        return False
    counted = {key for key, wish in wishes_of(row, facts).items() if PartState(wish.state) in ACTIVE}
    if _as_recorded(row, application.applicant) and set(application.parts) == counted:
        return False
    SecondForm.objects.update_or_create(
        registration=row, defaults={"application": data_of(application), "sent_at": application.received_at}
    )
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:second_form_kept", row, data={"channel": application.channel.value})
    trace.write()
    return True


def _as_recorded(row: Registration, said: Applicant) -> bool:
    """Whether an applicant says what is recorded; what a form does not ask it does not say."""
    known = applicant_of(row)
    said = replace(
        said,
        # A body that was found keeps no typed text, a known function none either.
        organisation_text="" if said.organisation_id else said.organisation_text,
        organisation_kind="" if said.organisation_id else said.organisation_kind,
        function_text="" if said.function else said.function_text,
        territory_id=known.territory_id,
    )
    return said == known


@transaction.atomic
def take_second_form(
    *, registration_id: int, facts: GatheringFacts, actor: Actor, now: datetime
) -> tuple[rules.PartAnswer, ...]:
    """Write the second form over the registration, by the rules of a change; the answers for the parts that changed.

    Raises NoSecondForm, Gone, AlreadyRegistered.
    """
    form = _there(registration_id)
    lock_person(facts.id, form.applicant.email, sort_name(form.applicant.name))
    row, facts, _ = load(registration_id)
    form = _take_away(registration_id)
    application = Application(
        applicant=_still_known(form.applicant, row, facts),
        parts=tuple(key for key in form.parts if facts.part(key)),
        language=row.language,
        submission=row.submission,
        received_at=form.sent_at,
    )
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:second_form_taken", row, data={})
    trace.write()
    return change(registration_id=registration_id, facts=facts, application=application, actor=actor, now=now)


@transaction.atomic
def leave_second_form(*, registration_id: int, actor: Actor, now: datetime) -> None:
    """Drop the second form: what is recorded holds. Raises NoSecondForm, Gone."""
    row, facts, _ = load(registration_id)
    _take_away(registration_id)
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:second_form_left", row, data={})
    trace.write()


def _there(registration_id: int) -> SecondFormFacts:
    form = second_form_of(registration_id)
    if form is None:
        raise NoSecondForm(str(registration_id))
    return form


def _take_away(registration_id: int) -> SecondFormFacts:
    form = _there(registration_id)
    SecondForm.objects.filter(registration_id=registration_id).delete()
    return form


def _still_known(said: Applicant, row: Registration, facts: GatheringFacts) -> Applicant:
    """The applicant of the form, without a body that has left the directory, with what no form asks."""
    known = Organisation.objects.filter(organiser_id=facts.organiser_id, pk=said.organisation_id or 0)
    return replace(
        said,
        organisation_id=known.values_list("pk", flat=True).first(),
        territory_id=said.territory_id or row.territory_id,
    )
