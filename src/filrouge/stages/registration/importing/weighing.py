"""The preview of a file: what each line would write, and what the rules would answer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from filrouge.core import days
from filrouge.core.text import Translated
from filrouge.ground.directory.queries import bodies_by_id
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.importing.ahead import SeatsAhead, kept_or_lost
from filrouge.stages.registration.importing.drafting import FileRead, drafts_of, order_of_taking
from filrouge.stages.registration.importing.known import KnownPerson
from filrouge.stages.registration.importing.weighed import Fate, Preview, Weighed
from filrouge.stages.registration.queries import capacities_of
from filrouge.stages.registration.rules import PartAnswer


def weigh(file: FileRead, facts: GatheringFacts, *, now: datetime) -> Preview:
    """What would become of each line if the file were taken now."""
    drafts = drafts_of(file, facts, now=now)
    weighed = _answered(drafts.lines, facts, now=now)
    spoken = {int(twin.key[1:]) for one in weighed for twin in one.twins if twin.key.startswith("r")}
    told = {person.id: person for person in drafts.people if person.id in spoken}
    return Preview(
        columns=file.columns,
        lines=tuple(weighed),
        fingerprint=drafts.fingerprint,
        bodies=drafts.places.asked(),
        people=told,
        body_names=_body_names(weighed, told.values(), facts, on=days.local_day(now, facts.zone)),
        territories=drafts.places.territories,
    )


def _body_names(
    lines: Iterable[Weighed], people: Iterable[KnownPerson], facts: GatheringFacts, *, on: date
) -> Mapping[int, Translated]:
    """The names of the bodies that the preview speaks of; one query."""
    applicants = [person.applicant for person in people]
    applicants += [one.application.applicant for one in lines if one.application and one.differences]
    ids = {applicant.organisation_id for applicant in applicants if applicant.organisation_id is not None}
    ids |= {one.known.applicant.organisation_id or 0 for one in lines if one.known and one.differences}
    cards = bodies_by_id(organiser_id=facts.organiser_id, ids=ids, on=on)
    return {pk: card.name for pk, card in cards.items()}


def _answered(drafts: Iterable[Weighed], facts: GatheringFacts, *, now: datetime) -> list[Weighed]:
    """The lines with what the rules say: updates first, then new people as they were received, as the action does."""
    drafts = list(drafts)
    told = [draft for draft in drafts if draft.application]
    applicants = [draft.application.applicant for draft in told if draft.application]
    on = days.local_day(now, facts.zone)
    capacities = dict(zip((draft.line.number for draft in told), capacities_of(applicants, facts, on=on), strict=True))
    seats = SeatsAhead(facts)
    answered: dict[int, Weighed] = {}
    for draft in sorted(told, key=order_of_taking):
        answers = _answers(draft, capacities[draft.line.number], seats, facts)
        is_nothing = draft.known is None and all(answer.state is PartState.REFUSED for answer in answers)
        fate = Fate.REFUSED if is_nothing else draft.fate
        answered[draft.line.number] = replace(draft, fate=fate, answers=answers)
    return [answered.get(draft.line.number, draft) for draft in drafts]


def _answers(draft: Weighed, capacity: Capacity, seats: SeatsAhead, facts: GatheringFacts) -> tuple[PartAnswer, ...]:
    application, known = draft.application, draft.known
    if application is None:
        return ()
    if known is None:
        return seats.answers(application.parts, capacity, received=application.received_at)
    kept = known.active.intersection(application.parts)
    asked = [key for key in application.parts if key not in kept]
    taken = [key for key in kept if known.states[key] is PartState.CONFIRMED]
    found = {one.part.key: one for one in seats.answers(asked, capacity, received=application.received_at, taken=taken)}
    for part in facts.parts:
        if part.key in kept and (answer := kept_or_lost(part, known.states[part.key], capacity)):
            found[part.key] = answer
        elif part.key in known.active - kept:
            found[part.key] = PartAnswer(part, PartState.WITHDRAWN)
    return tuple(found[part.key] for part in facts.parts if part.key in found)
