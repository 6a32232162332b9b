"""The mail of a sending: the organiser's words filled in, where the address comes from, and how to get no more."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import override

from filrouge.ground.mail import kinds
from filrouge.ground.mail.enums import Stream
from filrouge.ground.mail.kinds import Attachment, ComposedMail
from filrouge.ground.mail.own_words import filled, filled_html
from filrouge.ground.mail.unasked import no_more_address, refusal_headers, why_received
from filrouge.stages.documents.queries import carried_with
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.mails import composed, organiser_name
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.rules import ASIDE
from filrouge.stages.sendings.composing import declared, files_for
from filrouge.stages.sendings.facts import Addressee, TextFacts
from filrouge.stages.sendings.messages import values_for
from filrouge.stages.sendings.models import Sending
from filrouge.stages.sendings.queries.printed import meant_by

KIND = "sending"
PDF = "application/pdf"


class NothingToSay(LookupError):
    """The sending or the gathering of a mail is gone."""


def register_all() -> None:
    """Name the kind with its composer and its stream."""
    kinds.register(KIND, _compose, stream=Stream.INVITATION, is_moot=_is_moot)


def _is_moot(context: Mapping[str, Any]) -> bool:
    """Whether a mail that waits must not leave: the gathering is called off or put off, or the letter was corrected
    since the approval, or the sending has stopped for that.
    """
    rows = Sending.objects.filter(public_id=context["sending"])
    found = rows.values_list("carries", "halted_why", "gathering__state").first()
    if found is None or found[2] in ASIDE:
        return True
    if "letter" not in context:
        return False
    return bool(found[1]) or found[0] != [one.id for one in carried_with(context["letter"])]


def _compose(context: Mapping[str, Any], language: str) -> ComposedMail:
    facts = facts_by_id(context["gathering"])
    if facts is None:
        raise NothingToSay(str(context["gathering"]))
    texts, annexes = _material(context["sending"])
    annexes = (*_letter(context, facts), *annexes)
    to = Addressee(
        name=context["name"],
        address=context["address"],
        link=context["link"],
        source=context["source"],
        source_on=date.fromisoformat(context["source_on"]),
    )
    return compose_for(to, texts[language], annexes, facts)


def _letter(context: Mapping[str, Any], facts: GatheringFacts) -> tuple[Attachment, ...]:
    """The letter in the language of its reader, with what travels along, as it was approved."""
    if "letter" not in context:
        return ()
    row = Sending.objects.only("carries", "fallback").get(public_id=context["sending"])
    letters = carried_with(context["letter"])
    if [one.id for one in letters] != row.carries:
        # Corrected in these very seconds: it is tried again, and then held back.
        raise NothingToSay("the letter was corrected meanwhile")
    fallback = declared(row.fallback, facts)
    named = meant_by(context["sending"], context["contact"]) if any(one.is_personal for one in letters) else None
    own_link = context["own_link"]
    found = files_for(letters, context["reads"], fallback, facts, personal_link=own_link, meant=named)
    return tuple(Attachment(name, content, PDF, kept=False) for name, content in found)


@lru_cache(maxsize=4)
def _material(public_id: str) -> tuple[Mapping[str, TextFacts], tuple[Attachment, ...]]:
    """Texts and annexes of an approved sending: they never change, and ten thousand mails share them."""
    row = Sending.objects.filter(public_id=public_id).exclude(approved_at=None).first()
    if row is None:
        raise NothingToSay(public_id)
    texts = row.texts.order_by("language").values_list("language", "subject", "body")
    annexes = row.annexes.order_by("pk").values_list("filename", "content")
    return (
        {language: TextFacts(language, subject, body) for language, subject, body in texts},
        tuple(Attachment(name, bytes(content or b""), PDF, kept=False) for name, content in annexes),
    )


def compose_for(to: Addressee, text: TextFacts, annexes: Sequence[Attachment], facts: GatheringFacts) -> ComposedMail:
    """The mail of one person, in the language of the text: no picture, and every link as the organiser wrote it."""
    language = text.language
    organiser, no_more = organiser_name(facts, language), no_more_address(facts.organiser_id, to.address)
    values = values_for(to, facts, language)
    words, subject = filled(text.body, values), filled(text.subject, values)
    with override(language):
        said = {
            "organiser_name": organiser,
            "contact": facts.contact(ContactKind.REGISTRATION),
            "words": words,
            "words_html": filled_html(text.body, values),
            "annexes": [file.filename for file in annexes],
            "no_more_url": no_more,
            "why_received": why_received(organiser, to.source, to.source_on, language),
        }
        return composed(
            "mail/sendings/sending",
            subject,
            said,
            facts,
            language,
            typed=(words, subject, organiser, to.source),
            alone=(to.name, to.source),
            headers=refusal_headers(no_more),
            attachments=annexes,
        )
