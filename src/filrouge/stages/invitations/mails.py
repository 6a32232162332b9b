"""The mails of an invitation: the invitation itself, and the reminder to those who have not answered."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from filrouge.core.date_words import date_in_words
from filrouge.core.names import PersonName
from filrouge.core.typography import typeset
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail import kinds
from filrouge.ground.mail.actions import letter_for_outbox
from filrouge.ground.mail.enums import Stream
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import no_more_mails_path
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.rules import ASIDE
from filrouge.stages.gatherings.words import audience_in_words, when_in_words, where_in_words
from filrouge.stages.invitations import links
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.invitations.queries import invitation_facts
from filrouge.stages.sendings.messages import organiser_name

INVITATION, REMINDER = "invitation", "invitation_reminder"


class NothingToSay(LookupError):
    """The gathering of a mail is gone, or the invitation."""


def register_all() -> None:
    """Name each kind with its composer; both may be refused by their reader."""
    for kind in (INVITATION, REMINDER):
        kinds.register(kind, _composer(kind), stream=Stream.INVITATION, is_moot=_is_moot(kind))


def letter_to(kind: str, row: Invitation, contact: Contact, facts: GatheringFacts, now: datetime) -> OutgoingMail:
    """A mail for the outbox, to be written there by the caller."""
    return letter_for_outbox(
        kind=kind,
        to=contact.email,
        language=contact.language,
        context={
            "gathering": facts.id,
            "invitation": row.pk,
            "name": PersonName(contact.given_name, contact.family_name).full,
            "address": contact.email,
            "source": contact.source,
            "source_on": contact.source_on.isoformat(),
        },
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
    )


def _is_moot(kind: str) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a mail that waited says nothing any more: nobody is invited, the link is closed, the answer is there, or
    the gathering is called off or put off.
    """

    def is_moot(context: Mapping[str, Any]) -> bool:
        row = _row(context)
        if row is None or row.closed_at is not None or row.gathering.state in ASIDE:
            return True
        return kind == REMINDER and row.state != InvitationState.PENDING.value

    return is_moot


def _row(context: Mapping[str, Any]) -> Invitation | None:
    rows = Invitation.objects.filter(pk=context["invitation"]).exclude(contact=None)
    return rows.select_related("contact", "organisation", "gathering").first()


def _composer(kind: str) -> Callable[[Mapping[str, Any], str], ComposedMail]:
    def compose(context: Mapping[str, Any], language: str) -> ComposedMail:
        facts = facts_by_id(context["gathering"])
        if facts is None:
            raise NothingToSay(str(context["gathering"]))
        with override(language):
            return _compose(kind, context, facts, language)

    return compose


def _compose(kind: str, context: Mapping[str, Any], facts: GatheringFacts, language: str) -> ComposedMail:
    said = _said(kind, context, facts, language)
    typed = [said["name"], said["organiser_name"], context["source"], *dict(facts.title).values()]

    def set_well(text: str) -> str:
        return typeset(text, language=language, country=facts.country, as_typed=[one for one in typed if one])

    contact = said["contact"]
    no_more = said["no_more_url"]
    unsubscribe = {"List-Unsubscribe": f"<{no_more}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return ComposedMail(
        subject=" ".join(set_well(_subject(kind) % {"title": said["title"]}).split()),
        text=set_well(render_to_string("mail/invitations/invitation.txt", said).strip() + "\n"),
        html=render_to_string("mail/invitations/invitation.html", said),
        reply_to=contact.email if contact else "",
        sender_name=said["organiser_name"],
        headers=unsubscribe if no_more else {},
    )


def _subject(kind: str) -> str:
    return gettext("Invitation: %(title)s") if kind == INVITATION else gettext("Do you come? %(title)s")


def _said(kind: str, context: Mapping[str, Any], facts: GatheringFacts, language: str) -> dict[str, Any]:
    row = _row(context)
    if row is None:
        raise NothingToSay(str(context["invitation"]))
    organiser = organiser_name(facts, language)
    path = no_more_mails_path(facts.organiser_id, context["address"])
    return {
        "title": facts.title.best(language, facts.languages).text,
        "name": context["name"],
        "is_reminder": kind == REMINDER,
        "organiser_name": organiser,
        "contact": facts.contact(ContactKind.REGISTRATION),
        "parts": [
            {
                "title": part.title.best(language, facts.languages).text,
                "when": when_in_words(part, facts, language),
                "where": where_in_words(part, facts, language),
                "audience": audience_in_words(part.audience, facts.vocabulary, language),
            }
            for part in facts.parts
        ],
        "deadline": date_in_words(facts.deadline, language=language) if facts.deadline else "",
        "action_url": links.invitation_address(invitation_facts(row)),
        "action_label": gettext("Answer the invitation"),
        "no_more_url": settings.BASE_URL + path if path else "",
        "why_received": gettext(
            "%(organiser)s writes to you because of your function. Where your address comes from: %(source)s, %(day)s."
        )
        % {
            "organiser": organiser,
            "source": context["source"],
            "day": date_in_words(date.fromisoformat(context["source_on"]), language=language),
        },
    }
