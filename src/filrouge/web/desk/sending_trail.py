"""The sentences of the trail about bodies, contacts, lists of recipients and sendings."""

from collections.abc import Callable

from django.utils.translation import gettext, gettext_noop, ngettext

from filrouge.ground.audit.queries import TrailLine
from filrouge.ground.mail.enums import Answer, Stream
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.enums import Hold
from filrouge.stages.sendings.words import hold_in_words

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


def _refused(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    if line.data.get("stream") != Stream.INVITATION.value:
        return gettext("Somebody called a mail about their own registration unwanted; such mails still go to them")
    if line.data.get("how") == Answer.COMPLAINT.value:
        return gettext("Somebody called a mail unwanted; no invitation goes to them any more")
    return gettext("Somebody asked the delivery service for no more mails; no invitation goes to them any more")


def _set_aside(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    said = gettext("Sending “%(name)s” paused by itself: %(why)s")
    return said % {"name": line.data.get("name", ""), "why": hold_in_words(Hold(line.data["why"]))}


def _joined(line: TrailLine, _facts: GatheringFacts, _name: str, _language: str) -> str:
    said = gettext("Two bodies put together: %(other)s is now %(name)s")
    return said % {"other": line.data.get("other", ""), "name": line.data.get("name", "")}


SENDING_SENTENCES = {
    "mail:refused": _refused,
    "contact:added": _plain(gettext_noop("Contact added")),
    "contact:changed": _plain(gettext_noop("Contact changed")),
    "contact:function_added": _plain(gettext_noop("Function of a contact added")),
    "contact:function_ended": _plain(gettext_noop("Function of a contact ended")),
    "contact:erased": _plain(gettext_noop("Contact erased")),
    "contacts:taken": _plain(gettext_noop("Contacts taken from a file")),
    "bodies:taken": _plain(gettext_noop("Bodies taken from a file")),
    "body:added": _plain(gettext_noop("Body added: %(name)s")),
    "body:changed": _plain(gettext_noop("Body changed: %(name)s")),
    "body:dropped": _plain(gettext_noop("Body removed: %(name)s")),
    "body:joined": _joined,
    "body:membership_said": _plain(gettext_noop("Membership said: %(name)s")),
    "body:membership_dropped": _plain(gettext_noop("Membership taken away: %(name)s")),
    "territory:added": _plain(gettext_noop("Territory added: %(name)s")),
    "territory:changed": _plain(gettext_noop("Territory changed: %(name)s")),
    "list:written": _plain(gettext_noop("List of recipients written")),
    "list:dropped": _plain(gettext_noop("List of recipients dropped")),
    "sending:begun": _plain(gettext_noop("Sending “%(name)s” begun")),
    "sending:approved": _approved,
    "sending:started": _plain(gettext_noop("Sending “%(name)s” started")),
    "sending:paused": _plain(gettext_noop("Sending “%(name)s” paused")),
    "sending:resumed": _plain(gettext_noop("Sending “%(name)s” goes on")),
    "sending:stopped": _plain(gettext_noop("Sending “%(name)s” stopped")),
    "sending:halted": _plain(gettext_noop("Sending “%(name)s” stopped by itself: its letter is not true any more")),
    "sending:approved_anew": _plain(gettext_noop("Sending “%(name)s” approved anew, with the errata enclosed")),
    "sending:printed": _plain(gettext_noop("%(name)s: letters made to print, and written down as received")),
    "sending:set_aside": _set_aside,
    "sending:read_again": _plain(gettext_noop("Sending “%(name)s” read again after a change, and let go on")),
    "sending:done": _plain(gettext_noop("Sending “%(name)s” is done")),
}
