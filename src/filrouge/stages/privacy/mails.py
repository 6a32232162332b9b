"""The last mail, that a registration was erased, and the mail with a link to what is held on an address.

Neither holds anything of what it speaks of.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from filrouge.core.typography import typeset
from filrouge.ground.mail import kinds
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.stages.gatherings.enums import BodyRole, ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.privacy import links

ERASED = "registration_erased"
OWN_ADDRESS = "own_address"


def register_all() -> None:
    """Name the kinds with their composers."""
    kinds.register(ERASED, _erased)
    kinds.register(OWN_ADDRESS, _own_address)


def _erased(context: Mapping[str, Any], language: str) -> ComposedMail:
    facts = _facts(context)
    with override(language):
        said = _said(facts, language) | {
            "by_organiser": context["by_organiser"],
            "action_url": settings.BASE_URL + reverse("public:privacy", args=[facts.key]),
            "action_label": gettext("What is kept, and why"),
        }
        return _composed("erased", said, facts, language)


def _own_address(context: Mapping[str, Any], language: str) -> ComposedMail:
    facts = _facts(context)
    token = links.to_own_data(UUID(context["link"]), facts.id)
    with override(language):
        said = _said(facts, language) | {
            "action_url": settings.BASE_URL + reverse("public:own_address", args=[token]),
            "action_label": gettext("See what is held on this address"),
            "why_received": gettext("Somebody typed this address on the page about data of this gathering."),
        }
        return _composed("own_address", said, facts, language)


def _facts(context: Mapping[str, Any]) -> GatheringFacts:
    facts = facts_by_id(context["gathering"])
    if facts is None:
        raise LookupError(f"gathering {context['gathering']} is gone")
    return facts


def _composed(name: str, said: Mapping[str, Any], facts: GatheringFacts, language: str) -> ComposedMail:
    contact = facts.contact(ContactKind.REGISTRATION)
    return ComposedMail(
        subject=" ".join(_set(f"mail/privacy/{name}.subject.txt", said, facts, language).split()),
        text=_set(f"mail/privacy/{name}.txt", said, facts, language),
        html=render_to_string(f"mail/privacy/{name}.html", dict(said)),
        reply_to=contact.email if contact else "",
        sender_name=said["organiser_name"],
    )


def _said(facts: GatheringFacts, language: str) -> dict[str, Any]:
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    return {
        "title": facts.title.best(language, facts.languages).text,
        "organiser_name": organiser.name.best(language, facts.languages).text if organiser else "",
        "contact": facts.contact(ContactKind.REGISTRATION),
    }


def _set(template: str, said: Mapping[str, Any], facts: GatheringFacts, language: str) -> str:
    text = render_to_string(template, dict(said)).strip() + "\n"
    return typeset(text, language=language, country=facts.country, as_typed=dict(facts.title).values())
