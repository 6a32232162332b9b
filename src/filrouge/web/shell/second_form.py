"""A second form beside what is recorded: what differs, and what would come of taking it over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from filrouge.core import days
from filrouge.ground.directory.queries import body_by_id
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.change import lost, preview_all
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.lists.second_forms import SecondFormFacts, second_form_of
from filrouge.stages.registration.queries import capacity_with, seats_of
from filrouge.stages.registration.rules import PartAnswer
from filrouge.stages.registration.words import reasons_in_words, state_in_words
from filrouge.web.shell import clock
from filrouge.web.shell.compared import field_labels, said_by_applicant, said_by_registration


def second_form_shown(
    registration: RegistrationFacts, facts: GatheringFacts, language: str, *, url: str
) -> dict[str, Any] | None:
    """What templates/shell/second_form.html shows, None when no second form waits, without a query then."""
    form = second_form_of(registration.id) if registration.has_second_form else None
    if form is None:
        return None
    card = None
    if form.applicant.organisation_id is not None:
        on = days.local_day(clock.now(), facts.zone)
        card = body_by_id(organiser_id=facts.organiser_id, organisation_id=form.applicant.organisation_id, on=on)
    answers = preview_all(
        facts=facts,
        registration=registration,
        wished=form.parts,
        capacity=capacity_with(form.applicant, card, facts),
        seats=seats_of(facts),
        at=clock.now(),
    )
    recorded = said_by_registration(registration, facts, language)
    said = said_by_applicant(form.applicant, card, facts, language)
    return {
        "sent_at": form.sent_at,
        "zone": facts.zone,
        "rows": _fields(recorded, said),
        "parts": _parts(registration, form, answers, facts, language),
        "knows": ",".join(lost(answers, registration, form.parts)),
        "url": url,
    }


def _fields(recorded: Mapping[str, str], said: Mapping[str, str]) -> Sequence[dict[str, str]]:
    """The fields that differ."""
    return [
        {"label": label, "recorded": recorded[name] or "–", "sent": said[name] or "–"}
        for name, label in field_labels().items()
        if recorded[name] != said[name]
    ]


def _parts(
    registration: RegistrationFacts,
    form: SecondFormFacts,
    answers: Mapping[str, PartAnswer],
    facts: GatheringFacts,
    language: str,
) -> Sequence[dict[str, Any]]:
    """The parts of which something else would hold afterwards."""
    rows = []
    for part in facts.parts:
        held = registration.held(part.key)
        before = state_in_words(held.state) if held and held.is_active else ""
        is_wished = part.key in form.parts
        if is_wished:
            after = state_in_words(answers[part.key].state)
        else:
            after = gettext("given back") if before else ""
        if before == after:
            continue
        answer = answers[part.key]
        rows.append(
            {
                "label": part.title.best(language, facts.languages).text,
                "recorded": before or "–",
                "sent": after or "–",
                "reasons": reasons_in_words(answer.reasons, part, facts, language) if is_wished else (),
            }
        )
    return rows
