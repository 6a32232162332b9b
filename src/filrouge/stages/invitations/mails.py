"""The mails of an invitation: the invitation itself, and the reminder to those who have not answered."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext, override

from filrouge.core.date_words import date_in_words
from filrouge.core.names import PersonName
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail import kinds
from filrouge.ground.mail.actions import letter_for_outbox
from filrouge.ground.mail.enums import Stream
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.own_words import OwnWords, said_in, words_in_use
from filrouge.ground.mail.unasked import no_more_address, refusal_headers, why_received
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.mails import composed, organiser_name
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.rules import ASIDE
from filrouge.stages.gatherings.words import audience_in_words, when_in_words, where_in_words
from filrouge.stages.invitations import links
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.sendings.facts import Addressee
from filrouge.stages.sendings.messages import values_for

INVITATION, REMINDER = "invitation", "invitation_reminder"
_OWN = ("own_subject", "own_opening", "own_closing")


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
        return compose_for(kind, _reader(context), facts, language)

    return compose


def _reader(context: Mapping[str, Any]) -> Addressee:
    row = _row(context)
    if row is None:
        raise NothingToSay(str(context["invitation"]))
    return Addressee(
        name=context["name"],
        address=context["address"],
        link=links.invitation_address(row.public_id, row.link),
        source=context["source"],
        source_on=date.fromisoformat(context["source_on"]),
    )


def compose_for(
    kind: str,
    to: Addressee,
    facts: GatheringFacts,
    language: str,
    *,
    words: OwnWords | None = None,
    is_preview: bool = False,
) -> ComposedMail:
    """The mail of one person, with `words` of the organiser instead of those that are in use. In a preview nobody can
    refuse mails in the reader's name.
    """
    no_more = "" if is_preview else no_more_address(facts.organiser_id, to.address)
    own = words or words_in_use(facts.id, kind, language)
    with override(language):
        said = (
            _said(kind, to, facts, language) | {"no_more_url": no_more} | said_in(own, values_for(to, facts, language))
        )
        return composed(
            "mail/invitations/invitation",
            said["own_subject"] or _subject(kind) % {"title": said["title"]},
            said,
            facts,
            language,
            typed=(to.name, said["organiser_name"], to.source, *(said[name] for name in _OWN)),
            alone=(to.name, to.source, *(part["where"] for part in said["parts"])),
            headers=refusal_headers(no_more),
        )


def _subject(kind: str) -> str:
    return gettext("Invitation: %(title)s") if kind == INVITATION else gettext("Do you come? %(title)s")


def _said(kind: str, to: Addressee, facts: GatheringFacts, language: str) -> dict[str, Any]:
    organiser = organiser_name(facts, language)
    return {
        "title": facts.title.best(language, facts.languages).text,
        "name": to.name,
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
        "action_url": to.link,
        "action_label": gettext("Answer the invitation"),
        "why_received": why_received(organiser, to.source, to.source_on, language),
    }
