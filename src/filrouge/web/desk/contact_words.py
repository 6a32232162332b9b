"""The directory in the reader's language: civilities, functions, states."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext, pgettext

from filrouge.core.date_words import date_in_words
from filrouge.ground.directory.contacts import ContactCard, HeldFunction
from filrouge.ground.directory.enums import Civility
from filrouge.stages.sendings.queries import shipped_functions


def function_labels(language: str) -> Mapping[str, str]:
    """The controlled list of functions: label by key."""
    return {one.key: one.label.best(language).text for one in shipped_functions()}


def civility_word(civility: str) -> str:
    """How somebody is addressed; empty when nothing is known."""
    return {
        Civility.MADAM.value: pgettext("civility", "Ms"),
        Civility.SIR.value: pgettext("civility", "Mr"),
    }.get(civility, "")


def function_word(held: HeldFunction, labels: Mapping[str, str], language: str) -> str:
    """A function as it is printed, else by the controlled list; empty when only the body is known."""
    return held.label.best(language).text or labels.get(held.function, held.function.replace("_", " "))


def function_line(held: HeldFunction, labels: Mapping[str, str], language: str) -> str:
    """Function and body in one line."""
    said = (function_word(held, labels, language), held.body.best(language).text)
    return ", ".join(filter(None, said))


def dates_line(held: HeldFunction, language: str) -> str:
    """From when to when somebody does it; empty when neither is known."""
    return days_line(held.since, held.until, language)


def days_line(first: date | None, last: date | None, language: str) -> str:
    """From when to when; empty when neither is known."""
    since, until = (_day(day, language) for day in (first, last))
    if since and until:
        return gettext("from %(since)s to %(until)s") % {"since": since, "until": until}
    if since:
        return gettext("since %(since)s") % {"since": since}
    return gettext("until %(until)s") % {"until": until} if until else ""


def _day(day: date | None, language: str) -> str:
    return date_in_words(day, language=language, weekday=False) if day else ""


def state_word(state: str) -> str:
    """What a list of contacts can be narrowed to. Raises KeyError for anything else."""
    return {
        "unreachable": gettext("Address no longer takes mail"),
        "no_address": gettext("Without an e-mail address"),
        "not_informed": gettext("Not told yet that they are kept here"),
        "no_function": gettext("Without a function today"),
        "due": gettext("Due for elimination: no sign from them for your whole period"),
        "silent": gettext("No sign for three years: look at them and erase"),
    }[state]


def several_words() -> str:
    """Why a name that several bodies bear is not taken."""
    return gettext("Several bodies of your directory bear this name: put them together, or tell them apart, first.")


def contact_name(card: ContactCard) -> str:
    """Family name first, as lists have it; the address where there is no name."""
    name = card.name
    return ", ".join(filter(None, (name.family, name.given))) or card.email
