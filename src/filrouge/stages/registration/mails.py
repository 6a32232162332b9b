"""The mails of this stage: what each is called, and how it is composed from the record."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from filrouge.core.decisions import Reason
from filrouge.core.typography import typeset
from filrouge.ground.mail import kinds
from filrouge.ground.mail.kinds import Attachment, ComposedMail
from filrouge.stages.gatherings.enums import BodyRole, ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import links
from filrouge.stages.registration.calendar import invitation_to
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import HeldPart, RegistrationFacts
from filrouge.stages.registration.queries import registration_with_gathering
from filrouge.stages.registration.words import PartSaid, said_of

KINDS = (
    "registration_received",
    "changed",
    "promoted",
    "no_longer_admitted",
    "withdrawn",
    "lapsed",
    "decided",
    "your_link",
)


class NothingToSay(LookupError):
    """The registration that a mail speaks of is gone."""


def register_all() -> None:
    """Name each kind with its composer."""
    for kind in KINDS:
        kinds.register(kind, _composer(kind))


def _composer(kind: str) -> kinds.Composer:
    def compose(context: Mapping[str, Any], language: str) -> ComposedMail:
        found = registration_with_gathering(context["registration"])
        if found is None:
            raise NothingToSay(str(context["registration"]))
        with override(language):
            return _compose(kind, context, *found, language)

    return compose


def _compose(
    kind: str, context: Mapping[str, Any], registration: RegistrationFacts, facts: GatheringFacts, language: str
) -> ComposedMail:
    token = links.make(registration.public_id, registration.link)
    link = settings.BASE_URL + reverse("public:personal", args=[token])
    said = {
        "registration": registration,
        "facts": facts,
        "title": facts.title.best(language, facts.languages).text,
        "organiser": _organiser(facts, language),
        "organiser_name": _organiser(facts, language),
        "contact": facts.contact(ContactKind.REGISTRATION),
        "action_label": gettext("See, change or withdraw"),
        "to_registrant": context["to"] == "registrant",
        "parts": [said_of(held, facts, language) for held in _as_decided(context, facts)],
        "link": link,
        "action_url": link,
        "language": language,
    }
    folder = f"mail/registration/{kind}"
    contact = facts.contact(ContactKind.REGISTRATION)
    typed = _typed(registration, facts, said["parts"])
    return ComposedMail(
        subject=" ".join(_typeset(render_to_string(f"{folder}.subject.txt", said), language, facts, typed).split()),
        text=_typeset(render_to_string(f"{folder}.txt", said), language, facts, typed),
        html=render_to_string(f"{folder}.html", said),
        reply_to=contact.email if contact else "",
        sender_name=_organiser(facts, language),
        attachments=_diary(kind, context, registration, facts, language),
    )


def _typeset(text: str, language: str, facts: GatheringFacts, typed: Iterable[str]) -> str:
    return typeset(text.strip() + "\n", language=language, country=facts.country, as_typed=typed)


def _typed(registration: RegistrationFacts, facts: GatheringFacts, parts: Iterable[PartSaid]) -> list[str]:
    """What the mail says in people's own words, that typography leaves alone."""
    people = [registration.name.full, *([registration.registrant.name.full] if registration.registrant else [])]
    capacity = [registration.organisation_name, registration.function_name]
    return [*people, *capacity, *dict(facts.title).values(), *(part.title for part in parts)]


def _as_decided(context: Mapping[str, Any], facts: GatheringFacts) -> list[HeldPart]:
    """The parts as they were decided in the act that caused the mail."""
    return [
        HeldPart(
            part=part,
            state=PartState(said["state"]),
            reasons=tuple(Reason.from_json(reason) for reason in said["reasons"]),
            position=said["position"],
        )
        for said in context["parts"]
        if (part := facts.part(said["part"])) is not None
    ]


def _organiser(facts: GatheringFacts, language: str) -> str:
    return next((body.name.best(language).text for body in facts.bodies_as(BodyRole.ORGANISER)), "")


def _diary(
    kind: str, context: Mapping[str, Any], registration: RegistrationFacts, facts: GatheringFacts, language: str
) -> tuple[Attachment, ...]:
    """One calendar object per part that the mail confirms or ends, for the attendee's diary only."""
    if context["to"] != "attendee" or kind == "your_link":
        return ()
    files = []
    for held in _as_decided(context, facts):
        ended = held.state in (PartState.WITHDRAWN, PartState.REFUSED) and kind != "registration_received"
        if (held.state is PartState.CONFIRMED or ended) and held.part.day is not None:
            method = "CANCEL" if ended else "REQUEST"
            files.append(
                Attachment(
                    filename=f"{facts.key}-{held.part.key}.ics",
                    content=invitation_to(registration, held.part, facts, method=method, language=language),
                    content_type="text/calendar",
                    params={"method": method},
                )
            )
    return tuple(files)
