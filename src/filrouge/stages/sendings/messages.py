"""What an organiser may put into braces in a sending, and what it stands for."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from filrouge.core.date_words import date_in_words
from filrouge.core.typography import join_and
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.mails import organiser_name
from filrouge.stages.sendings.facts import Addressee

PLACEHOLDERS: Mapping[str, str] = {
    "name": gettext_noop("first name and name of the person who receives it"),
    "gathering": gettext_noop("title of the gathering"),
    "parts": gettext_noop("the parts of the gathering"),
    "town": gettext_noop("town of the gathering"),
    "organiser": gettext_noop("name of the organiser"),
    "contact": gettext_noop("address to write to"),
    "deadline": gettext_noop("last day to register"),
    "link": gettext_noop("where one answers or registers"),
}

# Nobody reads a personal link over somebody's shoulder in a list of mails.
IN_SUBJECT = frozenset(PLACEHOLDERS) - {"link"}


def values_for(to: Addressee, facts: GatheringFacts, language: str) -> Mapping[str, str]:
    """What each placeholder stands for in the mail of one person."""
    contact, organiser = facts.contact(ContactKind.REGISTRATION), organiser_name(facts, language)
    titles = [part.title.best(language, facts.languages).text for part in facts.parts]
    return {
        "name": to.name,
        "gathering": facts.title.best(language, facts.languages).text,
        "parts": join_and(titles, language=language) if titles else "",
        "town": facts.town.best(language, facts.languages).text if facts.town else "",
        "organiser": organiser,
        "contact": contact.email if contact else "",
        "deadline": date_in_words(facts.deadline, language=language) if facts.deadline else "",
        "link": to.link,
    }


def placeholder_in_words(name: str) -> str:
    """What a placeholder stands for, for whoever writes a text."""
    return gettext(PLACEHOLDERS[name])
