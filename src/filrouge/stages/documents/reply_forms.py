"""The reply form of a gathering: its parts as facts, with what is asked for them, ready to be laid out."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from filrouge.core.date_words import vague_date_in_words
from filrouge.core.typography import typeset
from filrouge.stages.documents.enums import LetterProfile
from filrouge.stages.documents.facts import DirectLink, ReplyFormFacts, ReplyPart, ReplyQuestion
from filrouge.stages.documents.layout.furniture import form_words
from filrouge.stages.documents.layout.inline import escape
from filrouge.stages.documents.placeholders import (
    common_deadline,
    days_in_words,
    hours_in_words,
    place_in_words,
    shown_contact,
)
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import audience_in_words, support_in_words

_BY_LANGUAGE = {"fr": LetterProfile.CH_FR, "de": LetterProfile.CH_DE, "it": LetterProfile.CH_IT}


def reply_form_of(
    facts: GatheringFacts,
    language: str,
    *,
    back_to: tuple[str, ...],
    direct_url: str = "",
    profile: LetterProfile | None = None,
    parts: tuple[str, ...] = (),
) -> ReplyFormFacts:
    """The form of a gathering in one language.

    `back_to` is the postal address line by line, `direct_url` the address of the form on the web (empty when nobody
    registers there), `parts` the keys of those it offers (empty: all). Meals and access are asked for a part only
    where the gathering provides for them.
    """
    contact = shown_contact(facts)
    with override(language):
        notice = _notice(facts, contact.email if contact else "")
        offered = tuple(_part(part, facts, language) for part in facts.parts if not parts or part.key in parts)
    return ReplyFormFacts(
        profile=profile or usual_profile(facts, language),
        language=language,
        title="",
        subtitle=escape(facts.title.best(language, facts.languages).text),
        when=days_in_words(facts, language),
        where=place_in_words(facts.venue, facts, language),
        parts=offered,
        deadline=common_deadline(facts),
        back_to=back_to,
        email=contact.email if contact else "",
        direct=DirectLink(direct_url) if direct_url else None,
        notice=escape(notice),
        code=facts.key,
    )


def _notice(facts: GatheringFacts, email: str) -> str:
    """What becomes of what somebody writes on the paper, and where more is said (GDPR art. 13, FADP art. 19)."""
    said = [gettext("What you write here serves to organise this gathering, and nothing else.")]
    if any(part.has_meal or part.asks_access for part in facts.parts):
        days = ngettext("%(n)s day", "%(n)s days", facts.needs_days) % {"n": facts.needs_days}
        said.append(
            gettext("Meals and access are seen only by those who provide for them, and erased %(days)s later.")
            % {"days": days}
        )
    where = f"{settings.BASE_URL}{reverse('public:privacy', args=[facts.key])}".partition("://")[2]
    if email:
        said.append(gettext("To see it, correct it or have it erased: %(email)s.") % {"email": email})
    said.append(gettext("More: %(page)s") % {"page": where})
    return " ".join(said)


def usual_profile(facts: GatheringFacts, language: str) -> LetterProfile:
    """The profile in which a gathering of this country writes in this language."""
    if facts.country != "CH":
        return LetterProfile.FR_CITY
    return _BY_LANGUAGE.get(language, LetterProfile.CH_FR)


def _part(part: PartFacts, facts: GatheringFacts, language: str) -> ReplyPart:
    return ReplyPart(
        key=part.key,
        title=part.title.best(language, facts.languages).text,
        when=", ".join(filter(None, (_day(part, language), hours_in_words(part, facts, language)))),
        where=place_in_words(part.venue, facts, language) if part.venue else "",
        audience=audience_in_words(part.audience, facts.vocabulary, language) if part.audience_is_stated else "",
        deadline=part.deadline,
        supporters=support_in_words(facts, part.key, language),
        questions=_questions(part, facts, language),
    )


def _day(part: PartFacts, language: str) -> str:
    return vague_date_in_words(part.when, language=language) if part.when.is_known else ""


def _questions(part: PartFacts, facts: GatheringFacts, language: str) -> tuple[ReplyQuestion, ...]:
    words = form_words(language)
    asked = {"meal": words.meal} if part.has_meal else {}
    asked |= {"access": words.access} if part.asks_access else {}
    return tuple(
        ReplyQuestion(key, typeset(label, language=language, country=facts.country), note=words.optional)
        for key, label in asked.items()
    )
