"""The mails to referents: what each is called, and how it is composed from the record."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from filrouge.ground.mail import kinds
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.stages.delegations import links
from filrouge.stages.delegations.facts import DelegationFacts
from filrouge.stages.delegations.queries import delegation_with_gathering
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.mails import composed, organiser_name
from filrouge.stages.gatherings.words import until_in_words
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.mails import NothingToSay
from filrouge.stages.registration.words import state_in_words, when_in_words

KINDS = ("delegation_received", "delegation_link", "places_fell_back")


def register_all() -> None:
    """Name each kind with its composer."""
    for kind in KINDS:
        kinds.register(kind, _composer(kind))


def _composer(kind: str) -> kinds.Composer:
    def compose(context: Mapping[str, Any], language: str) -> ComposedMail:
        found = delegation_with_gathering(context["delegation"])
        if found is None or found[0].erased_at is not None:
            raise NothingToSay(str(context["delegation"]))
        with override(language):
            return _compose(kind, context, *found, language)

    return compose


def _compose(
    kind: str, context: Mapping[str, Any], delegation: DelegationFacts, facts: GatheringFacts, language: str
) -> ComposedMail:
    link = settings.BASE_URL + reverse("public:delegation", args=[links.make(delegation.public_id, delegation.link)])
    order = delegation.order
    people = _people(context, delegation, facts, language)
    said = {
        "referent": delegation.referent.name.full,
        "body": delegation.body(language),
        "title": facts.title.best(language, facts.languages).text,
        "people": people,
        "held": [_held(key, places, facts, language) for key, places in context.get("held", {}).items() if places],
        "order_until": until_in_words(order.awaited_until, facts, language) if order and order.awaited_until else "",
        "organiser_name": organiser_name(facts, language),
        "contact": facts.contact(ContactKind.REGISTRATION),
        "link": link,
        "action_url": link,
        "action_label": gettext("Manage your people"),
        "language": language,
    }
    template = f"mail/delegations/{kind}"
    people_said = [delegation.referent.name.full, delegation.body(language), *(one["name"] for one in people)]
    subject = render_to_string(f"{template}.subject.txt", said)
    return composed(template, subject, said, facts, language, typed=people_said, alone=people_said)


def _people(
    context: Mapping[str, Any], delegation: DelegationFacts, facts: GatheringFacts, language: str
) -> list[dict[str, Any]]:
    """Who was registered, part by part as decided then; whoever is gone since is left out."""
    lines = []
    for said in context.get("people", ()):
        member = delegation.member(said["registration"])
        if member is not None:
            lines.append({"name": member.name.full, "parts": [_part(part, facts, language) for part in said["parts"]]})
    return lines


def _part(said: Mapping[str, Any], facts: GatheringFacts, language: str) -> dict[str, str]:
    part = facts.part(said["part"])
    state = state_in_words(PartState(said["state"]))
    if said["position"]:
        state = gettext("%(state)s, number %(position)s") % {"state": state, "position": said["position"]}
    return {
        "title": part.title.best(language, facts.languages).text if part else said["part"],
        "when": when_in_words(part, facts, language) if part else "",
        "state": state,
    }


def _held(key: str, places: int, facts: GatheringFacts, language: str) -> dict[str, Any]:
    part = facts.part(key)
    return {"title": part.title.best(language, facts.languages).text if part else key, "places": places}
