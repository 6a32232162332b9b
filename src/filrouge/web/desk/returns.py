"""What is known of mails that came back: by which ways it is learned, how reading goes, what waits for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from filrouge.ground.mail.enums import Way
from filrouge.ground.mail.mailbox import ways
from filrouge.ground.mail.queries import WayCard, return_ways
from filrouge.ground.mail.words import trouble_in_words
from filrouge.web.shell.labels import labelled

_BY_HTTP = (Way.OWN, Way.BREVO, Way.MAILJET)


def returned_rows() -> Sequence[Mapping[str, Any]]:
    """Each way that is set up, or told something once, as the page shows it; one query."""
    known, read = return_ways(), ways()
    expected = [_expected()] if settings.BOUNCES_SECRET else []
    told = [way for way in _BY_HTTP if way in known] or expected
    return [_row(known.get(way, WayCard(way))) for way in (*read, *told)]


def _expected() -> Way:
    service = settings.DELIVERY_SERVICE
    return Way(service) if service in (Way.BREVO, Way.MAILJET) else Way.OWN


def _row(card: WayCard) -> Mapping[str, Any]:
    word, tone = _state(card)
    return {
        "title": _title(card.way),
        "what": _what(card.way),
        "word": word,
        "tone": tone,
        "card": card,
        "trouble": trouble_in_words(card.trouble) if card.trouble else "",
        "waits_for_people": card.people or card.unreadable,
        "numbers": [labelled(label, number) for label, number in _numbers(card) if number],
    }


def _state(card: WayCard) -> tuple[str, str]:
    if card.trouble:
        return gettext("cannot be read"), "stop"
    if card.read_at is None:
        return gettext("nothing heard yet"), "ask"
    return gettext("in order"), "ok"


def _title(way: Way) -> str:
    return {
        Way.IMAP: gettext("Mailbox"),
        Way.MAILDIR: gettext("Folder of the mail server"),
        Way.OWN: gettext("Delivery service"),
        Way.BREVO: "Brevo",
        Way.MAILJET: "Mailjet",
    }[way]


def _what(way: Way) -> str:
    if way is Way.IMAP:
        said = gettext("%(user)s at %(host)s is read every %(n)s minutes.")
        return said % {
            "user": settings.IMAP["user"],
            "host": settings.IMAP["host"],
            "n": settings.IMAP_MINUTES,
        }
    if way is Way.MAILDIR:
        return gettext("Read every minute.")
    return gettext("The service tells by itself what came back.")


def _numbers(card: WayCard) -> Sequence[tuple[str, int]]:
    return (
        (gettext("Mails of people, left in the mailbox"), card.people),
        (gettext("Reports that nobody could understand, left in the mailbox"), card.unreadable),
        (gettext("Addresses that take no mail any more"), card.hard),
        (gettext("Mails refused for the time being"), card.soft),
        (gettext("Readers who want no more mails"), card.objections),
        (gettext("About mails that did not leave from here"), card.foreign),
        (gettext("Events of no interest"), card.ignored),
    )
