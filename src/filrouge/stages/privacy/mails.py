"""The last mail: that a registration was erased. It holds nothing of it."""

from collections.abc import Mapping
from typing import Any

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

ERASED = "registration_erased"


def register_all() -> None:
    """Name the kind with its composer."""
    kinds.register(ERASED, _erased)


def _erased(context: Mapping[str, Any], language: str) -> ComposedMail:
    facts = facts_by_id(context["gathering"])
    if facts is None:
        raise LookupError(f"gathering {context['gathering']} is gone")
    with override(language):
        said = _said(facts, language, by_organiser=context["by_organiser"])
        contact = facts.contact(ContactKind.REGISTRATION)
        return ComposedMail(
            subject=" ".join(_set("mail/privacy/erased.subject.txt", said, facts, language).split()),
            text=_set("mail/privacy/erased.txt", said, facts, language),
            html=render_to_string("mail/privacy/erased.html", said),
            reply_to=contact.email if contact else "",
            sender_name=said["organiser_name"],
        )


def _said(facts: GatheringFacts, language: str, *, by_organiser: bool) -> dict[str, Any]:
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    return {
        "title": facts.title.best(language, facts.languages).text,
        "organiser_name": organiser.name.best(language, facts.languages).text if organiser else "",
        "contact": facts.contact(ContactKind.REGISTRATION),
        "by_organiser": by_organiser,
        "action_url": settings.BASE_URL + reverse("public:privacy", args=[facts.key]),
        "action_label": gettext("What is kept, and why"),
    }


def _set(template: str, said: Mapping[str, Any], facts: GatheringFacts, language: str) -> str:
    text = render_to_string(template, dict(said)).strip() + "\n"
    return typeset(text, language=language, country=facts.country, as_typed=dict(facts.title).values())
