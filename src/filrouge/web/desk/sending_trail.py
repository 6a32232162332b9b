"""The sentences of the trail about contacts, lists of recipients and sendings."""

from collections.abc import Callable

from django.utils.translation import gettext, gettext_noop, ngettext

from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.facts import GatheringFacts

_Said = Callable[[TrailLine, GatheringFacts, str, str], str]


def _plain(message: str) -> _Said:
    return lambda line, _facts, _name, _language: gettext(message) % {"name": line.data.get("name", "")}


def _approved(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    number = line.data.get("recipients", 0)
    words = ngettext(
        "Sending “%(name)s” approved for %(n)s person",
        "Sending “%(name)s” approved for %(n)s people",
        number,
    )
    return words % {"name": line.data.get("name", ""), "n": number}


SENDING_SENTENCES = {
    "contact:added": _plain(gettext_noop("Contact added")),
    "contact:changed": _plain(gettext_noop("Contact changed")),
    "contact:function_added": _plain(gettext_noop("Function of a contact added")),
    "contact:function_ended": _plain(gettext_noop("Function of a contact ended")),
    "contact:erased": _plain(gettext_noop("Contact erased")),
    "contacts:taken": _plain(gettext_noop("Contacts taken from a file")),
    "list:written": _plain(gettext_noop("List of recipients written")),
    "list:dropped": _plain(gettext_noop("List of recipients dropped")),
    "sending:begun": _plain(gettext_noop("Sending “%(name)s” begun")),
    "sending:approved": _approved,
    "sending:started": _plain(gettext_noop("Sending “%(name)s” started")),
    "sending:paused": _plain(gettext_noop("Sending “%(name)s” paused")),
    "sending:resumed": _plain(gettext_noop("Sending “%(name)s” goes on")),
    "sending:stopped": _plain(gettext_noop("Sending “%(name)s” stopped")),
    "sending:done": _plain(gettext_noop("Sending “%(name)s” is done")),
}
