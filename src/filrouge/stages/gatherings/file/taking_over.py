"""What a next edition takes over of a gathering's file: never people, dates, deadlines, states or documents."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext

from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings import cloning
from filrouge.stages.gatherings.cloning import Share, Written
from filrouge.stages.gatherings.facts import ContactFacts, FunctionFacts, GatheringFacts, TermFacts
from filrouge.stages.gatherings.words import audience_in_words

# The form of the file is slow to import, and this is registered when the product starts.
if TYPE_CHECKING:
    from filrouge.stages.gatherings.file.schema import GatheringDocument

UNKNOWN = VagueDate.unknown()

_WORDS = ("functions", "body_kinds", "communities", "instruments", "memberships")
# What belongs to this one time, or to another share.
_NOT_OF_A_PART: dict[str, Any] = {
    "when": UNKNOWN,
    "weekday": None,
    "venue": None,
    "deadline": None,
    "audience": None,
    "texts": {},
    "uid": None,
    "sequence": 0,
    "earlier": (),
}
_MOST_SAID = 6


def _fields(*names: str) -> Written:
    def write(old: "GatheringDocument", new: "GatheringDocument") -> "GatheringDocument":
        return new.model_copy(update={name: getattr(old, name) for name in names})

    return write


def _parts(old: "GatheringDocument", new: "GatheringDocument") -> "GatheringDocument":
    """The same parts with their hours and places; when they are is that of the new gathering, as far as known."""
    when = next((part.when for part in new.parts), UNKNOWN)
    parts = tuple(part.model_copy(update={**_NOT_OF_A_PART, "when": when}) for part in old.parts)
    return new.model_copy(update={"parts": parts})


def _audiences(old: "GatheringDocument", new: "GatheringDocument") -> "GatheringDocument":
    return _in_parts(old, new, "audience")


def _texts(old: "GatheringDocument", new: "GatheringDocument") -> "GatheringDocument":
    said = new.model_copy(update={"texts": old.texts, "abbreviations": old.abbreviations})
    return _in_parts(old, said, "texts")


def _in_parts(old: "GatheringDocument", new: "GatheringDocument", name: str) -> "GatheringDocument":
    before = {part.key: part for part in old.parts}
    parts = tuple(
        part.model_copy(update={name: getattr(before[part.key], name)}) if part.key in before else part
        for part in new.parts
    )
    return new.model_copy(update={"parts": parts})


def _terms(old: "GatheringDocument", new: "GatheringDocument") -> "GatheringDocument":
    """How people register; not until when, not for how much, and not who comes first until when."""
    gone = {"opens_at": None, "deadline": None, "price": None, "priority": None}
    return new.model_copy(update={"registration": old.registration.model_copy(update=gone)})


# ------------------------------------------------------------------------------------------- what there is, in words


def _themes_found(facts: GatheringFacts, language: str) -> Sequence[str]:
    return [theme.label.best(language, facts.languages).text for theme in facts.themes]


def _bodies_found(facts: GatheringFacts, language: str) -> Sequence[str]:
    return list(dict.fromkeys(body.name.best(language, facts.languages).text for body in facts.bodies))


def _contacts_found(facts: GatheringFacts, _language: str) -> Sequence[str]:
    return [_contact(contact) for contact in facts.contacts]


def _contact(contact: ContactFacts) -> str:
    address = contact.email or contact.phone or contact.mobile or contact.website
    return ", ".join(filter(None, (contact.name, address)))


def _words_found(facts: GatheringFacts, language: str) -> Sequence[str]:
    words = facts.vocabulary
    terms: tuple[FunctionFacts | TermFacts, ...] = (
        *words.functions,
        *words.body_kinds,
        *words.communities,
        *words.instruments,
        *words.memberships,
    )
    said = [term.label.best(language, facts.languages).text for term in terms]
    more = len(said) - _MOST_SAID
    return [*said[:_MOST_SAID], *([ngettext("%(n)s more", "%(n)s more", more) % {"n": more}] if more > 0 else [])]


def _parts_found(facts: GatheringFacts, language: str) -> Sequence[str]:
    return [part.title.best(language, facts.languages).text for part in facts.parts]


def _audiences_found(facts: GatheringFacts, language: str) -> Sequence[str]:
    said = [part.audience for part in facts.parts if part.audience_is_stated]
    return list(dict.fromkeys(audience_in_words(audience, facts.vocabulary, language) for audience in said))


def _texts_found(facts: GatheringFacts, _language: str) -> Sequence[str]:
    number = len(facts.texts) + sum(len(part.texts) for part in facts.parts)
    return [ngettext("%(n)s text", "%(n)s texts", number) % {"n": number}] if number else []


def _terms_found(facts: GatheringFacts, _language: str) -> Sequence[str]:
    said = {
        gettext("by which doors"): bool(facts.channels),
        gettext("passing on"): True,
        gettext("residents"): facts.welcomes_residents,
        gettext("pictures"): facts.takes_pictures,
    }
    return [word for word, is_there in said.items() if is_there]


SHARES = (
    Share("themes", lambda: gettext("Themes"), _themes_found, write=_fields("theme_label", "themes")),
    Share("contacts", lambda: gettext("Contacts for the public"), _contacts_found, write=_fields("contacts")),
    Share("bodies", lambda: gettext("Bodies and what they do"), _bodies_found, write=_fields("roles")),
    Share("words", lambda: gettext("Words for functions and bodies"), _words_found, write=_fields(*_WORDS)),
    Share("parts", lambda: gettext("Parts, without their dates"), _parts_found, write=_parts),
    Share(
        "audiences",
        lambda: gettext("For whom the parts are"),
        _audiences_found,
        requires=("parts", "words"),
        write=_audiences,
    ),
    Share("texts", lambda: gettext("Texts"), _texts_found, write=_texts),
    Share("terms", lambda: gettext("How people register"), _terms_found, write=_terms),
)


def register_all() -> None:
    """Offer all of them."""
    for share in SHARES:
        cloning.register(share)
