"""The closed lists from which needs are chosen. They say what the organiser provides, never what somebody has."""

from datetime import datetime

from django.utils.translation import gettext, gettext_noop, pgettext

from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import RegistrationFacts

OTHER = "other"
MOST_LETTERS = 300

_CHOICES: dict[NeedKind, dict[str, str]] = {
    NeedKind.MEAL: {
        "vegetarian": gettext_noop("Vegetarian meal"),
        "vegan": gettext_noop("Vegan meal"),
        "no_pork": gettext_noop("Meal without pork"),
        "no_gluten": gettext_noop("Meal without gluten"),
        "no_lactose": gettext_noop("Meal without lactose"),
        OTHER: gettext_noop("Another meal"),
    },
    NeedKind.ACCESS: {
        "wheelchair": gettext_noop("Place and way for a wheelchair"),
        "sign_language": gettext_noop("Sign language interpreting"),
        "captions": gettext_noop("Live captions"),
        "induction_loop": gettext_noop("Induction loop"),
        "interpreter": gettext_noop("Interpreter for a spoken language"),
        "large_print": gettext_noop("Documents in large print"),
        "seat_near_exit_or_front": gettext_noop("Seat in front or near the exit"),
        "companion": gettext_noop("Place for a companion"),
        OTHER: gettext_noop("Something else"),
    },
}


def choices_of(kind: NeedKind) -> tuple[str, ...]:
    """The keys of a list, in its order."""
    return tuple(_CHOICES[kind])


def choice_in_words(kind: NeedKind, choice: str) -> str:
    """What a choice means; the key itself for one that an earlier version knew."""
    known = _CHOICES[kind].get(choice)
    return gettext(known) if known else choice


def kind_in_words(kind: NeedKind) -> str:
    """What a list is about."""
    return {NeedKind.MEAL: pgettext("need", "Meal"), NeedKind.ACCESS: pgettext("need", "Access")}[kind]


def kinds_of(part: PartFacts) -> tuple[NeedKind, ...]:
    """What is asked for a part: meals where there is one, access where the organiser provides for it."""
    asked = {NeedKind.MEAL: part.has_meal, NeedKind.ACCESS: part.asks_access}
    return tuple(kind for kind, is_asked in asked.items() if is_asked)


def parts_provided_for(registration: RegistrationFacts, *, now: datetime) -> tuple[PartFacts, ...]:
    """The parts for which somebody can still say what they need: those they count on, that are not over."""
    return tuple(
        held.part
        for held in registration.parts
        if held.is_active and kinds_of(held.part) and (held.part.ends is None or now < held.part.ends)
    )


def asks_needs(facts: GatheringFacts) -> bool:
    """Whether any part of the gathering asks for needs."""
    return any(kinds_of(part) for part in facts.parts)
