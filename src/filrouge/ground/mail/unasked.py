"""What a mail says that its reader did not ask for: where the address comes from, and how to get no more of them."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils.translation import gettext

from filrouge.core.date_words import date_in_words
from filrouge.ground.mail.objectors import no_more_mails_path


def no_more_address(organiser_id: int, address: str) -> str:
    """Where the reader of a mail says that they want no more; empty when there is no such page."""
    path = no_more_mails_path(organiser_id, address)
    return settings.BASE_URL + path if path else ""


def refusal_headers(address: str) -> Mapping[str, str]:
    """How a mail program refuses more with one press (RFC 8058); none without an address."""
    if not address:
        return {}
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def why_received(organiser: str, source: str, source_on: date, language: str) -> str:
    """Why somebody of the directory is written to, to be called in their language."""
    return gettext(
        "%(organiser)s writes to you because of your function. Where your address comes from: %(source)s, %(day)s."
    ) % {"organiser": organiser, "source": source, "day": date_in_words(source_on, language=language)}
