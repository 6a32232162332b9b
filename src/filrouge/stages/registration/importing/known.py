"""Everybody registered for a gathering, as an imported list is compared with them; two queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from filrouge.core.names import PersonName
from filrouge.core.text import search_form
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.facts import Applicant, Registrant
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import applicant_of, sort_name


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who is registered. `states` tell what became of each part, by key."""

    id: int
    applicant: Applicant
    body: str
    registrant: Registrant | None
    language: str
    reference: str
    states: Mapping[str, PartState] = field(default_factory=dict)

    @property
    def sort_name(self) -> str:
        """The name as it is compared."""
        return sort_name(self.applicant.name)

    @property
    def active(self) -> frozenset[str]:
        """The parts on which the person still counts."""
        return frozenset(key for key, state in self.states.items() if state in ACTIVE)


def everybody(facts: GatheringFacts) -> tuple[KnownPerson, ...]:
    """All registrations that are not erased, by id."""
    keys = {part.id: part.key for part in facts.parts}
    states: dict[int, dict[str, PartState]] = defaultdict(dict)
    wishes = PartRegistration.objects.filter(part_id__in=list(keys)).order_by("registration_id", "part_id")
    for registration_id, part_id, state in wishes.values_list("registration_id", "part_id", "state").iterator(2000):
        states[registration_id][keys[part_id]] = PartState(state)
    rows = Registration.objects.filter(gathering_id=facts.id, erased_at=None).order_by("pk").defer("search_text")
    return tuple(_person(row, states.get(row.pk, {})) for row in rows.iterator(2000))


def _person(row: Registration, states: Mapping[str, PartState]) -> KnownPerson:
    registrant = None
    if row.registrant_email:
        name = PersonName(row.registrant_given_name, row.registrant_family_name)
        registrant = Registrant(name, row.registrant_email)
    applicant = applicant_of(row)
    return KnownPerson(
        id=row.pk,
        applicant=applicant,
        body=f"#{row.organisation_id}" if row.organisation_id else search_form(row.organisation_text),
        registrant=registrant,
        language=row.language,
        reference=row.reference,
        states=states,
    )
