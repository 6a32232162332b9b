"""The mails of this stage: what each is called, and how it is composed from the record."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from filrouge.core.decisions import Reason
from filrouge.ground.mail import kinds
from filrouge.ground.mail.kinds import Attachment, ComposedMail
from filrouge.ground.mail.own_words import OwnWords, said_in, words_in_use
from filrouge.stages.gatherings.enums import ContactKind, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.mails import composed, organiser_name
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.rules import ASIDE
from filrouge.stages.registration import links
from filrouge.stages.registration.calendar import invitation_to
from filrouge.stages.registration.enums import HeldFor, PartState
from filrouge.stages.registration.facts import HeldPart, RegistrationFacts
from filrouge.stages.registration.lists.free_messages import free_message, is_still_meant
from filrouge.stages.registration.messages import FREE, values_for, words_of
from filrouge.stages.registration.models import Registration
from filrouge.stages.registration.queries import groups_wait, registration_with_gathering
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
    "called_off",
    "put_off",
)

# A mail whose button gives the place back in one more step, instead of opening the personal page.
_CANNOT_COME = frozenset({"reminder", "moved"})
# A mail after which nothing is left to withdraw.
_ENDED = frozenset({"withdrawn", "lapsed", "called_off"})
# A mail that changes nothing in anybody's diary.
_NO_DIARY = frozenset({"your_link", "reminder", FREE})
# Whoever reads one of these has nothing in their diary that could end.
_FIRST = frozenset({"registration_received", "came_instead"})
OPEN_TO_ALL = "open_to_all"
_OWN = ("own_subject", "own_opening", "own_closing")


class NothingToSay(LookupError):
    """The registration that a mail speaks of is gone."""


def register_all() -> None:
    """Name each kind with its composer."""
    for kind in KINDS:
        kinds.register(kind, _composer(kind), is_moot=_is_aside if kind == "reminder" else None)
    kinds.register(FREE, _free, is_moot=_is_not_meant)
    kinds.register(OPEN_TO_ALL, _open_to_all)


def _is_aside(context: Mapping[str, Any]) -> bool:
    """Whether a reminder that waits is about a gathering that was called off or put off meanwhile."""
    return Registration.objects.filter(pk=context["registration"], gathering__state__in=ASIDE).exists()


def _is_not_meant(context: Mapping[str, Any]) -> bool:
    """Whether a free message that waits is about a gathering set aside, or for somebody who gave the place back."""
    return _is_aside(context) or not is_still_meant(context["message"], context["registration"])


def _free(context: Mapping[str, Any], language: str) -> ComposedMail:
    """What the organiser wrote for once; in the language of the gathering for whoever reads another one."""
    registration, facts = _about(context)
    message = free_message(facts.id, context["message"])
    if message is None:
        raise NothingToSay(str(context["message"]))
    words, is_registrant = words_of(message, language, facts), context["to"] == "registrant"
    held = _as_decided(context, facts)
    return compose_about(FREE, held, registration, facts, words.language, to_registrant=is_registrant, words=words)


def _about(context: Mapping[str, Any]) -> tuple[RegistrationFacts, GatheringFacts]:
    found = registration_with_gathering(context["registration"])
    if found is None:
        raise NothingToSay(str(context["registration"]))
    return found


def _composer(kind: str) -> kinds.Composer:
    def compose(context: Mapping[str, Any], language: str) -> ComposedMail:
        registration, facts = _about(context)
        held = _as_decided(context, facts)
        return compose_about(kind, held, registration, facts, language, to_registrant=context["to"] == "registrant")

    return compose


def compose_about(
    kind: str,
    held: list[HeldPart],
    registration: RegistrationFacts,
    facts: GatheringFacts,
    language: str,
    *,
    to_registrant: bool = False,
    words: OwnWords | None = None,
) -> ComposedMail:
    """The mail that tells somebody of these parts; with `words` of the organiser instead of those that are in use."""
    with override(language):
        parts = [said_of(part, facts, language, beside_groups=_beside_groups(part, facts)) for part in held]
        spoken = spoken_kind(kind, held)
        own = words or words_in_use(facts.id, spoken, language)
        said = _said(registration, facts, parts, language) | _actions(kind, registration, held)
        values = values_for(registration, facts, parts, said["link"], said["organiser"], language)
        said |= {"to_registrant": to_registrant, **said_in(own, values)}
        template = f"mail/registration/{spoken}"
        return composed(
            template,
            said["own_subject"] or render_to_string(f"{template}.subject.txt", said),
            said,
            facts,
            language,
            typed=[*_typed(registration, facts, parts), *(said[name] for name in _OWN)],
            alone=(*_of_people(registration), *(part.where for part in parts)),
            attachments=() if to_registrant else _diary(kind, held, registration, facts, language),
        )


def _said(
    registration: RegistrationFacts, facts: GatheringFacts, parts: list[PartSaid], language: str
) -> dict[str, Any]:
    """What the templates say, whoever worded the mail."""
    organiser = organiser_name(facts, language)
    return {
        "registration": registration,
        "title": facts.title.best(language, facts.languages).text,
        "organiser": organiser,
        "organiser_name": organiser,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "state_reason": facts.state_reason.best(language, facts.languages).text,
        "parts": parts,
        "language": language,
    }


def _actions(kind: str, registration: RegistrationFacts, held: Iterable[HeldPart]) -> dict[str, Any]:
    """Where the button of a mail leads and what it says, and whether a place is held for an answer."""
    token = links.make(registration.public_id, registration.link)
    link = settings.BASE_URL + reverse("public:personal", args=[token])
    must_answer = any(part.held_for is HeldFor.ANSWER for part in held)
    action, label = link, gettext("See, change or withdraw")
    if kind in _CANNOT_COME:
        action, label = settings.BASE_URL + reverse("public:withdraw", args=[token]), gettext("I cannot come")
    elif must_answer:
        label = gettext("Take the place or give it back")
    elif kind in _ENDED:
        label = gettext("See the registration")
    return {"link": link, "action_url": action, "action_label": label, "must_answer": must_answer}


def _beside_groups(held: HeldPart, facts: GatheringFacts) -> bool:
    return held.state is PartState.WAITING and groups_wait(facts, held.part)


def spoken_kind(kind: str, held: Iterable[HeldPart]) -> str:
    """Under which name a mail is worded: a confirmation that only tells of waiting is one of its own."""
    states = {part.state for part in held}
    is_waiting = kind == "registration_received" and PartState.WAITING in states
    return "waiting" if is_waiting and states <= {PartState.WAITING, PartState.REFUSED} else kind


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
        template = f"mail/registration/{OPEN_TO_ALL}"
        return composed(template, render_to_string(f"{template}.subject.txt", said), said, facts, language)


def _typed(registration: RegistrationFacts, facts: GatheringFacts, parts: Iterable[PartSaid]) -> list[str]:
    """What the mail says in people's own words, that typography leaves alone."""
    return [
        *_of_people(registration),
        *dict(facts.state_reason).values(),
        *(said for part in parts for said in (part.title, part.where)),
    ]


def _of_people(registration: RegistrationFacts) -> list[str]:
    """Who somebody is, as it was typed."""
    people = [registration.name.full, *([registration.registrant.name.full] if registration.registrant else [])]
    return [*people, registration.organisation_name, registration.function_name]


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


def _diary(
    kind: str, parts: list[HeldPart], registration: RegistrationFacts, facts: GatheringFacts, language: str
) -> tuple[Attachment, ...]:
    """One calendar object per part that the mail confirms or ends, for the attendee's diary only."""
    if kind in _NO_DIARY:
        return ()
    files = []
    for held in parts:
        ended = held.state in (PartState.WITHDRAWN, PartState.REFUSED) and kind not in _FIRST
        ended = ended or (held.state is PartState.CONFIRMED and facts.state is GatheringState.CANCELLED)
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
