"""Mails that came back retire their addresses; so does a reader who calls a mail unwanted."""

import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from filrouge.ground.directory.contact_actions import note_bounce
from filrouge.ground.mail.bounces import Bounce, read_report
from filrouge.ground.mail.models import OutgoingMail

logger = logging.getLogger("filrouge.bounces")

_MOST_BYTES = 5_000_000
_AT_ONCE = 200


@transaction.atomic
def record_bounces(bounces: Iterable[Bounce], *, now: datetime) -> int:
    """Note what came back, on the mail and on the contact of its organiser; how many were mails of ours.

    What is not a mail of ours, or names another address than the mail went to, is passed over: anybody may write a
    report. A report that comes twice changes nothing the second time.
    """
    known = 0
    for bounce in bounces:
        mail = OutgoingMail.objects.filter(pk=bounce.mail_id).first() if bounce.mail_id else None
        if mail is None or mail.to.casefold() != bounce.address.casefold():
            continue
        known += 1
        if mail.bounced_at is not None and (mail.bounce == bounce.reason or not bounce.is_permanent):
            continue
        if bounce.is_permanent or bounce.is_complaint:
            OutgoingMail.objects.filter(pk=mail.pk).update(bounced_at=now, bounce=bounce.reason)
        if mail.organiser_id is not None:
            retire = bounce.is_permanent or bounce.is_complaint
            said = {"address": mail.to, "permanent": retire, "reason": bounce.reason}
            note_bounce(organiser_id=mail.organiser_id, now=now, **said)  # type: ignore[arg-type]
    return known


def read_mailbox(now: datetime) -> None:
    """Read the reports that a mail server left in the folder FILROUGE_BOUNCES (a maildir), and file them as read."""
    if not settings.BOUNCES_MAILDIR:
        return
    folder = Path(settings.BOUNCES_MAILDIR)
    read = folder / "cur"
    for path in sorted((folder / "new").iterdir())[:_AT_ONCE]:
        if path.stat().st_size <= _MOST_BYTES:
            record_bounces(read_report(path.read_bytes()), now=now)
        else:
            logger.warning("a report of %s bytes was not read: %s", path.stat().st_size, path.name)
        path.rename(read / f"{path.name}:2,S")
