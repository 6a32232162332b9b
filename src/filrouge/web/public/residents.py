"""For people who come for nobody but themselves: the choice at the top of the form, plain words on their data."""

from typing import Any

from django.urls import reverse

from filrouge.stages.gatherings.enums import BodyRole, ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.facts import Periods
from filrouge.stages.privacy.queries.legal import legal_of
from filrouge.web.public.privacy import form_words


def resident_context(facts: GatheringFacts, language: str, *, as_resident: bool) -> dict[str, Any]:
    """The addresses of the two forms, none for residents where they are not expected, and the words of consent."""
    return {
        "body_url": reverse("public:register", args=[facts.key]),
        "resident_url": reverse("public:register_resident", args=[facts.key]) if facts.welcomes_residents else "",
        "consent": _consent(facts, language) if as_resident else None,
    }


def _consent(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """Who uses what a private person writes, for how long, who is shown it, and whom to ask."""
    legal = legal_of(facts.organiser_id)
    contact = facts.contact(ContactKind.REGISTRATION)
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    named = organiser.name.best(language, facts.languages).text if organiser else ""
    told = form_words(facts, language)
    return {
        "who": legal.controller if legal else named,
        "months": (legal.periods if legal else Periods()).registrations_months,
        "contact": (legal.rights_email if legal else "") or (contact.email if contact else ""),
        "phone": contact.phone if contact else "",
        "partners": told["partners"],
        "privacy_url": told["url"],
    }
