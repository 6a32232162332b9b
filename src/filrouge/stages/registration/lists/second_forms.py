"""A form that was sent for somebody who is registered already, and how it differs from what is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from filrouge.core.names import PersonName
from filrouge.stages.registration.enums import Pictures
from filrouge.stages.registration.facts import Applicant, Application
from filrouge.stages.registration.models import SecondForm


@dataclass(frozen=True)
class SecondFormFacts:
    """What was sent, and when. Needs are not kept: they would lie here unsealed."""

    applicant: Applicant
    parts: tuple[str, ...]
    sent_at: datetime


def second_form_of(registration_id: int) -> SecondFormFacts | None:
    """The second form that waits for an answer, None if there is none; one query."""
    row = SecondForm.objects.filter(registration_id=registration_id).first()
    return SecondFormFacts(applicant_in(row.application), tuple(row.application["parts"]), row.sent_at) if row else None


def data_of(application: Application) -> dict[str, Any]:
    """An application as it is stored: who, in which capacity, which parts."""
    said = application.applicant
    return {
        "given_name": said.name.given,
        "family_name": said.name.family,
        "email": said.email,
        "organisation_id": said.organisation_id,
        "organisation_text": said.organisation_text,
        "organisation_kind": said.organisation_kind,
        "function": said.function,
        "function_text": said.function_text,
        "communities": list(said.communities),
        "territory_id": said.territory_id,
        "level": said.level,
        "as_resident": said.as_resident,
        "pictures": said.pictures.value if said.pictures else "",
        "parts": list(application.parts),
    }


def applicant_in(stored: Mapping[str, Any]) -> Applicant:
    """The applicant that stored data speak of."""
    return Applicant(
        name=PersonName(stored["given_name"], stored["family_name"]),
        email=stored["email"],
        organisation_id=stored["organisation_id"],
        organisation_text=stored["organisation_text"],
        organisation_kind=stored["organisation_kind"],
        function=stored["function"],
        function_text=stored["function_text"],
        communities=tuple(stored["communities"]),
        territory_id=stored["territory_id"],
        level=stored["level"],
        as_resident=stored["as_resident"],
        pictures=Pictures(stored["pictures"]) if stored["pictures"] else None,
    )
