"""The mails of this stage: what each is called, and how it is composed from the record."""

from collections.abc import Iterable, Mapping
from datetime import datetime
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
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.registration import links
from filrouge.stages.registration.calendar import invitation_to
from filrouge.stages.registration.enums import HeldFor, PartState
from filrouge.stages.registration.facts import HeldPart, RegistrationFacts
from filrouge.stages.registration.messages import OwnWords, filled, values_for, words_in_use
from filrouge.stages.registration.queries import registration_with_gathering
from filrouge.stages.registration.words import PartSaid, said_of, when_in_words

KINDS = (
    "registration_received",
    "changed",
    "promoted",
    "no_longer_admitted",
    "withdrawn",
    "lapsed",
    "decided",
    "your_link",
    "came_instead",
    "merged",
    "reminder",
    "moved",
)

# A mail whose button gives the place back in one more step, instead of opening the personal page.
_CANNOT_COME = frozenset({"reminder", "moved"})
# Whoever reads one of these has nothing in their diary that could end.
_FIRST = frozenset({"registration_received", "came_instead"})
OPEN_TO_ALL = "open_to_all"


class NothingToSay(LookupError):
    """The registration that a mail speaks of is gone."""


def register_all() -> None:
    """Name each kind with its composer."""
    for kind in KINDS:
        kinds.register(kind, _composer(kind))
    kinds.register(OPEN_TO_ALL, _open_to_all)


def _composer(kind: str) -> kinds.Composer:
    def compose(context: Mapping[str, Any], language: str) -> ComposedMail:
        found = registration_with_gathering(context["registration"])
        if found is None:
            raise NothingToSay(str(context["registration"]))
        with override(language):
            return _compose(kind, context, *found, language)

    return compose


def _compose(
    kind: str,
    context: Mapping[str, Any],
    registration: RegistrationFacts,
    facts: GatheringFacts,
    language: str,
    words_given: OwnWords | None = None,
) -> ComposedMail:
    token = links.make(registration.public_id, registration.link)
    link = settings.BASE_URL + reverse("public:personal", args=[token])
    parts = [said_of(held, facts, language) for held in _as_decided(context, facts)]
    organiser = organiser_name(facts, language)
    own = words_given or words_in_use(facts.id, spoken_kind(kind, parts), language)
    values = values_for(registration, facts, parts, link, organiser, language)
    cannot = kind in _CANNOT_COME
    said = {
        "registration": registration,
        "facts": facts,
        "title": facts.title.best(language, facts.languages).text,
        "organiser": organiser,
        "organiser_name": organiser,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "action_label": gettext("I cannot come") if cannot else gettext("See, change or withdraw"),
        "to_registrant": context["to"] == "registrant",
        "parts": parts,
        "own_opening": filled(own.opening, values) if own else "",
        "own_closing": filled(own.closing, values) if own else "",
        "link": link,
        "action_url": settings.BASE_URL + reverse("public:withdraw", args=[token]) if cannot else link,
        "language": language,
    }
    folder = f"mail/registration/{kind}"
    contact = facts.contact(ContactKind.REGISTRATION)
    typed = [*_typed(registration, facts, parts), *filter(None, (said["own_opening"], said["own_closing"]))]
    subject = filled(own.subject, values) if own and own.subject else render_to_string(f"{folder}.subject.txt", said)
    return ComposedMail(
        subject=" ".join(typeset_for(subject, language, facts, typed).split()),
        text=typeset_for(render_to_string(f"{folder}.txt", said), language, facts, typed),
        html=render_to_string(f"{folder}.html", said),
        reply_to=contact.email if contact else "",
        sender_name=organiser,
        attachments=_diary(kind, context, registration, facts, language),
    )


def spoken_kind(kind: str, parts: Iterable[PartSaid]) -> str:
    """Under which name the organiser words a mail: a confirmation that only tells of waiting is one of its own."""
    states = {part.state for part in parts}
    is_waiting = kind == "registration_received" and PartState.WAITING.value in states
    return "waiting" if is_waiting and states <= {PartState.WAITING.value, PartState.REFUSED.value} else kind


def preview(
    kind: str, registration: RegistrationFacts, facts: GatheringFacts, language: str, words: OwnWords
) -> ComposedMail:
    """The mail as this person would receive it now with these words, for the desk. Nothing is sent."""
    state = {"waiting": PartState.WAITING, "withdrawn": PartState.WITHDRAWN, "lapsed": PartState.WITHDRAWN}.get(kind)
    parts = [
        {
            "part": held.part.key,
            "state": (state or held.state).value,
            "position": (held.position or 1) if (state or held.state) is PartState.WAITING else None,
            "reasons": [reason.to_json() for reason in held.reasons],
        }
        for held in registration.parts
    ]
    folder = "registration_received" if kind == "waiting" else kind
    context = {"registration": registration.id, "parts": parts, "to": "attendee"}
    with override(language):
        return _compose(folder, context, registration, facts, language, words_given=words)


def _open_to_all(context: Mapping[str, Any], language: str) -> ComposedMail:
    """To an address left while others came first: it speaks of no registration."""
    facts = facts_by_id(context["gathering"])
    if facts is None:
        raise NothingToSay(str(context["gathering"]))
    contact, organiser = facts.contact(ContactKind.REGISTRATION), organiser_name(facts, language)
    with override(language):
        said = {
            "title": facts.title.best(language, facts.languages).text,
            "organiser_name": organiser,
            "contact": contact,
            "parts": [(part.title.best(language).text, when_in_words(part, facts, language)) for part in facts.parts],
            "action_url": settings.BASE_URL + reverse("public:register", args=[facts.key]),
            "action_label": gettext("Register"),
            "why_received": gettext("You left this address to be told. It is erased now: nothing else comes of it."),
        }
        folder, typed = f"mail/registration/{OPEN_TO_ALL}", dict(facts.title).values()
        subject = typeset_for(render_to_string(f"{folder}.subject.txt", said), language, facts, typed)
        return ComposedMail(
            subject=" ".join(subject.split()),
            text=typeset_for(render_to_string(f"{folder}.txt", said), language, facts, typed),
            html=render_to_string(f"{folder}.html", said),
            reply_to=contact.email if contact else "",
            sender_name=organiser,
        )


def typeset_for(text: str, language: str, facts: GatheringFacts, typed: Iterable[str]) -> str:
    """The text of a mail with the typography of its language; what people `typed` is left alone."""
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
            held_until=datetime.fromisoformat(said["held_until"]) if said.get("held_until") else None,
            held_for=HeldFor.ANSWER if said.get("held_until") else None,
        )
        for said in context["parts"]
        if (part := facts.part(said["part"])) is not None
    ]


def organiser_name(facts: GatheringFacts, language: str) -> str:
    """Who organises, as the sender is called; empty while nobody is named."""
    return next((body.name.best(language).text for body in facts.bodies_as(BodyRole.ORGANISER)), "")


def _diary(
    kind: str, context: Mapping[str, Any], registration: RegistrationFacts, facts: GatheringFacts, language: str
) -> tuple[Attachment, ...]:
    """One calendar object per part that the mail confirms or ends, for the attendee's diary only."""
    if context["to"] != "attendee" or kind == "your_link":
        return ()
    files = []
    for held in _as_decided(context, facts):
        ended = held.state in (PartState.WITHDRAWN, PartState.REFUSED) and kind not in _FIRST
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
