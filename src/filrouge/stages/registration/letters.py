"""Mails that speak of nobody's registration, or of one that the reader has no more: no personal link goes with them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from filrouge.core.names import PersonName
from filrouge.ground.mail import kinds
from filrouge.ground.mail.kinds import Attachment, ComposedMail
from filrouge.ground.mail.unasked import no_more_address
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.mails import composed, organiser_name
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.words import audience_in_words
from filrouge.stages.invitations.queries import invitation_by_id
from filrouge.stages.registration import links
from filrouge.stages.registration.calendar import invitation_to
from filrouge.stages.registration.mails import NothingToSay
from filrouge.stages.registration.queries import registration_with_gathering
from filrouge.stages.registration.words import when_in_words

# What a letter says besides the greeting, the gathering and the contact; and the files that travel with it.
_Said = tuple[dict[str, Any], tuple[Attachment, ...]]
_Writer = Callable[[Mapping[str, Any], GatheringFacts, str], _Said]


@dataclass(frozen=True)
class _Leaver:
    """Whose diary gives up a part."""

    name: PersonName
    email: str


def register_all() -> None:
    """Name each kind with its composer."""
    for kind, write in (("replaced", _replaced), ("merged_away", _merged_away), ("passed_on", _passed_on)):
        kinds.register(kind, _composer(kind, write))


def _composer(kind: str, write: _Writer) -> kinds.Composer:
    def compose(context: Mapping[str, Any], language: str) -> ComposedMail:
        facts = facts_by_id(context["gathering"])
        if facts is None:
            raise NothingToSay(str(context["gathering"]))
        with override(language):
            said, attachments = write(context, facts, language)
            return _compose(kind, {"name": context["name"], **said}, facts, language, attachments)

    return compose


def _compose(
    kind: str, said: Mapping[str, Any], facts: GatheringFacts, language: str, attachments: tuple[Attachment, ...]
) -> ComposedMail:
    contact, organiser = facts.contact(ContactKind.REGISTRATION), organiser_name(facts, language)
    title = facts.title.best(language, facts.languages).text
    said = {"title": title, "organiser_name": organiser, "contact": contact, **said}
    typed = [said["name"], *(said.get(name, "") for name in ("by", "words"))]
    template = f"mail/letters/{kind}"
    subject = render_to_string(f"{template}.subject.txt", said)
    return composed(template, subject, said, facts, language, typed=typed, alone=typed, attachments=attachments)


def _parts(facts: GatheringFacts, keys: Iterable[str]) -> list[PartFacts]:
    wanted = set(keys)
    return [part for part in facts.parts if part.key in wanted]


def _named(parts: Iterable[PartFacts], facts: GatheringFacts, language: str) -> list[dict[str, str]]:
    return [
        {
            "title": part.title.best(language, facts.languages).text,
            "when": when_in_words(part, facts, language),
            "audience": audience_in_words(part.audience, facts.vocabulary, language),
        }
        for part in parts
    ]


def _replaced(context: Mapping[str, Any], facts: GatheringFacts, language: str) -> _Said:
    """To whoever no longer comes: what they do not hold any more, taken out of their diary."""
    held = _parts(facts, (said["part"] for said in context["parts"]))
    leaver = _Leaver(PersonName("", context["name"]), context["address"])
    files = [
        Attachment(
            filename=f"{facts.key}-{part.key}.ics",
            content=invitation_to(leaver, part, facts, method="CANCEL", language=language),
            content_type="text/calendar",
            params={"method": "CANCEL"},
        )
        for part in held
        if part.key in context["cancelled"] and part.day is not None
    ]
    return {"parts": _named(held, facts, language), "why_received": ""}, tuple(files)


def _merged_away(context: Mapping[str, Any], facts: GatheringFacts, language: str) -> _Said:
    """To the address that is given up when two registrations become one: nobody is merged silently."""
    return {"why_received": ""}, ()


def _passer(context: Mapping[str, Any], facts: GatheringFacts) -> str:
    """The name of whoever passes the gathering on: registered, or invited."""
    if "invitation" in context:
        invitation = invitation_by_id(gathering_id=facts.id, invitation_id=context["invitation"])
        if invitation is None:
            raise NothingToSay(str(context["invitation"]))
        return invitation.name.full
    found = registration_with_gathering(context["registration"])
    if found is None:
        raise NothingToSay(str(context["registration"]))
    return found[0].name.full


def _passed_on(context: Mapping[str, Any], facts: GatheringFacts, language: str) -> _Said:
    """To whom the gathering is passed on: who does it, what it is, and a link of their own to the form."""
    by = _passer(context, facts)
    token = links.make(UUID(context["forwarding"]), 0, use=links.PASSED_ON)
    return {
        "by": by,
        "words": context["words"],
        "parts": _named(facts.parts, facts, language),
        "action_url": f"{settings.BASE_URL}{reverse('public:register', args=[facts.key])}?via={token}",
        "action_label": gettext("See what I can take"),
        "no_more_url": no_more_address(facts.organiser_id, context["address"]),
        "why_received": gettext(
            "%(by)s gave your address for this one mail. It is used for nothing else, and erased with the mail."
        )
        % {"by": by},
    }, ()
