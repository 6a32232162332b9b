"""The mails of the press: the release to a journalist; request received and answered to whoever asked to come."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, override

from filrouge.core.date_words import date_in_words
from filrouge.ground.mail import kinds
from filrouge.ground.mail.enums import Stream
from filrouge.ground.mail.kinds import Attachment, ComposedMail
from filrouge.ground.mail.unasked import no_more_address, refusal_headers
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.mails import composed, organiser_name
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.press.composing import restored
from filrouge.stages.press.enums import AccreditationState
from filrouge.stages.press.layout.page import release_article
from filrouge.stages.press.layout.text import embargo_for, release_text, subject_text
from filrouge.stages.press.queries import accreditation_by_id, annex_files, issued_pdf, release_by_uid, set_from

RELEASE, ASKED, ANSWERED = "press_release", "press_asked", "press_answered"
_PDF = "application/pdf"


class NothingToSay(LookupError):
    """The release, the request or the gathering of a mail is gone."""


def register_all() -> None:
    """Name the kinds with their composers and streams."""
    kinds.register(RELEASE, _release, stream=Stream.INVITATION)
    kinds.register(ASKED, _asked)
    kinds.register(ANSWERED, _answered)


def _release(context: Mapping[str, Any], language: str) -> ComposedMail:
    facts = _facts(context)
    written_in = context["written_in"]
    stored, files = _material(context["release"], written_in)
    released = restored(stored)
    organiser = organiser_name(facts, language)
    no_more = no_more_address(facts.organiser_id, context["address"])
    with override(language):
        said = {
            "organiser_name": organiser,
            "embargo": embargo_for(released, language),
            "words": release_text(released),
            "article": mark_safe(release_article(released, level=2, pictures=False)),  # noqa: S308 – the layout escapes what was typed
            "why_received": _why(context, organiser, language),
            "no_more_url": no_more,
        }
        return ComposedMail(
            subject=subject_text(released, language),
            text=render_to_string("mail/press/release.txt", said).strip() + "\n",
            html=render_to_string("mail/press/release.html", said),
            reply_to=released.contact.email if released.contact else "",
            sender_name=organiser,
            attachments=files,
            headers=refusal_headers(no_more),
        )


@lru_cache(maxsize=8)
def _material(uid: str, language: str) -> tuple[Mapping[str, object], tuple[Attachment, ...]]:
    """What an issued release says and its files: they never change, and a whole list shares them."""
    release = release_by_uid(uid)
    if release is None or (stored := set_from(release.id, language)) is None:
        raise NothingToSay(uid)
    pdf = issued_pdf(release.id, language, is_public=False) or b""
    annexes = [Attachment(name, content, _PDF, kept=False) for name, content in annex_files(release.id)]
    return stored, (Attachment(f"press-release-{language}.pdf", pdf, _PDF, kept=False), *annexes)


def _why(context: Mapping[str, Any], organiser: str, language: str) -> str:
    day = date_in_words(date.fromisoformat(context["source_on"]), language=language)
    return gettext(
        "%(organiser)s writes to you as a journalist. Where your address comes from: %(source)s, %(day)s."
    ) % {"organiser": organiser, "source": context["source"], "day": day}


def _asked(context: Mapping[str, Any], language: str) -> ComposedMail:
    with override(language):
        lead = gettext("Your request to come as a journalist has arrived. The organiser answers it by mail.")
        return _about_request(context, language, gettext("Request received – %(title)s"), lead)


def _answered(context: Mapping[str, Any], language: str) -> ComposedMail:
    with override(language):
        if context["state"] == AccreditationState.ACCEPTED.value:
            subject = gettext("You are accredited – %(title)s")
            lead = gettext("You are expected as a journalist. Bring this mail; no place of a participant is taken.")
        else:
            subject = gettext("Your request – %(title)s")
            lead = gettext("The organiser cannot receive you as a journalist.")
        return _about_request(context, language, subject, lead)


def _about_request(context: Mapping[str, Any], language: str, subject: str, lead: str) -> ComposedMail:
    facts, request = _facts(context), accreditation_by_id(context["accreditation"])
    if request is None:
        raise NothingToSay(str(context["accreditation"]))
    title, contact = facts.title.best(language, facts.languages).text, facts.contact(ContactKind.PRESS)
    said = {
        "organiser_name": organiser_name(facts, language),
        "lead": lead,
        "reason": context.get("motive", ""),
        "title": title,
        "name": request.name,
        "medium": request.medium,
        # The numbers of the press contact stand in the release and nowhere else.
        "contact": contact and replace(contact, phone=""),
        "action_url": settings.BASE_URL + reverse("public:gathering", args=[facts.key]),
        "action_label": gettext("To the page of the gathering"),
        "why_received": gettext("Somebody asked with this address to come to the gathering as a journalist."),
    }
    typed = [request.name, request.medium, said["organiser_name"], said["reason"]]
    return composed(
        "mail/press/request", subject % {"title": title}, said, facts, language, typed=typed, alone=typed[:-1]
    )


def _facts(context: Mapping[str, Any]) -> GatheringFacts:
    facts = facts_by_id(context["gathering"])
    if facts is None:
        raise NothingToSay(str(context["gathering"]))
    return facts
