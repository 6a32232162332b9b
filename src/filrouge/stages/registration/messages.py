"""The organiser's own words in mails: a closed list of placeholders that are replaced, and nothing that is executed."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext, gettext_noop, pgettext

from filrouge.core.date_words import date_in_words
from filrouge.core.typography import join_and
from filrouge.ground.mail import own_words as own_words_of_mails
from filrouge.ground.mail.own_words import OwnWords
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.mails import INVITATION
from filrouge.stages.invitations.mails import REMINDER as INVITATION_REMINDER
from filrouge.stages.registration.facts import FreeMessageFacts, RegistrationFacts
from filrouge.stages.registration.models import MessageText
from filrouge.stages.registration.words import PartSaid

# The mails in which an organiser may say something in own words, in the order in which people receive them.
OWN_WORDS = (
    INVITATION,
    INVITATION_REMINDER,
    "registration_received",
    "waiting",
    "decided",
    "promoted",
    "changed",
    "withdrawn",
    "lapsed",
    "no_longer_admitted",
    "reminder",
    "moved",
)

# What the organiser writes for once, in own words alone.
FREE = "message"
MESSAGE_SENT = "message:sent"

OF_INVITATIONS = frozenset({INVITATION, INVITATION_REMINDER})
"""Those that whoever is invited by name receives, registered or not."""

PLACEHOLDERS: Mapping[str, str] = {
    "name": gettext_noop("first name and name of the person who comes"),
    "gathering": gettext_noop("title of the gathering"),
    "parts": gettext_noop("the parts that the mail is about"),
    "town": gettext_noop("town of the gathering"),
    "organiser": gettext_noop("name of the organiser"),
    "contact": gettext_noop("address to write to"),
    "deadline": gettext_noop("last day to register"),
    "link": gettext_noop("the personal link"),
}

# Nobody reads a personal link over somebody's shoulder in a list of mails.
IN_SUBJECT = frozenset(PLACEHOLDERS) - {"link"}


def own_words(facts: GatheringFacts) -> Mapping[tuple[str, str], OwnWords]:
    """All own words of a gathering, by kind and language; one query."""
    rows = MessageText.objects.filter(gathering_id=facts.id).order_by("kind", "language")
    return {(row.kind, row.language): _words(row) for row in rows}


def words_in_use(gathering_id: int, kind: str, language: str) -> OwnWords | None:
    """The own words for a mail, None where there are none in this language or nobody looked at them yet; one query.

    The declared fallback: a person whose language the organiser did not write in gets the product's own words in that
    language, never words in a language that they did not choose.
    """
    row = MessageText.objects.filter(gathering_id=gathering_id, kind=kind, language=language).first()
    words = _words(row) if row else None
    return words if words and words.is_in_use else None


def _words(row: MessageText) -> OwnWords:
    return OwnWords(
        kind=row.kind,
        language=row.language,
        subject=row.subject,
        opening=row.opening,
        closing=row.closing,
        changed_at=row.changed_at,
        is_in_use=row.looked_at is not None,
    )


def words_of(message: FreeMessageFacts, language: str, facts: GatheringFacts) -> OwnWords:
    """The words of a free message for whoever reads this language; in that of the gathering, where it has none."""
    spoken = language if language in message.body else facts.language
    return OwnWords(FREE, spoken, subject=message.subject.get(spoken, ""), opening=message.body.get(spoken, ""))


def unknown_placeholders(text: str, known: Collection[str] = PLACEHOLDERS.keys()) -> tuple[str, ...]:
    """Whatever stands in braces and cannot be replaced, each once, in order."""
    return own_words_of_mails.unknown_placeholders(text, known)


def values_for(
    registration: RegistrationFacts,
    facts: GatheringFacts,
    parts: list[PartSaid],
    link: str,
    organiser: str,
    language: str,
) -> Mapping[str, str]:
    """What each placeholder stands for in the mail of one person."""
    contact = facts.contact(ContactKind.REGISTRATION)
    return {
        "name": registration.name.full,
        "gathering": facts.title.best(language, facts.languages).text,
        "parts": join_and([part.title for part in parts], language=language),
        "town": facts.town.best(language, facts.languages).text if facts.town else "",
        "organiser": organiser,
        "contact": contact.email if contact else "",
        "deadline": date_in_words(facts.deadline, language=language) if facts.deadline else "",
        "link": link,
    }


def kind_in_words(kind: str) -> str:
    """What a mail is called on the desk. Raises KeyError for a kind without own words."""
    return {
        INVITATION: pgettext("mail kind", "Invitation by name"),
        INVITATION_REMINDER: pgettext("mail kind", "Reminder to answer the invitation"),
        "registration_received": pgettext("mail kind", "Confirmation"),
        "waiting": pgettext("mail kind", "On the waiting list"),
        "decided": pgettext("mail kind", "Decision on a request"),
        "promoted": pgettext("mail kind", "Moved up from the waiting list"),
        "changed": pgettext("mail kind", "Change of a registration"),
        "withdrawn": pgettext("mail kind", "Withdrawal"),
        "lapsed": pgettext("mail kind", "A held place has gone back"),
        "no_longer_admitted": pgettext("mail kind", "No longer admitted"),
        "reminder": pgettext("mail kind", "Reminder"),
        "moved": pgettext("mail kind", "Change of place or hour"),
    }[kind]


def placeholder_in_words(name: str) -> str:
    """What a placeholder stands for, for whoever writes a text."""
    return gettext(PLACEHOLDERS[name])
