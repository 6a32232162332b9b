"""Sending what waits in the outbox: claim, compose, send, record; retry later with the reason kept."""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q

from filrouge.ground.mail import departures, kinds, refusals
from filrouge.ground.mail.bounces import identifier_of
from filrouge.ground.mail.enums import MailState, Stream
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.mail.parts import as_kept, part_of
from filrouge.ground.mail.services import identifying_headers

logger = logging.getLogger("filrouge.mail")

RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
CLAIM_LASTS = timedelta(minutes=10)
BATCH = 50
_COMPOSED = ("subject", "text", "html", "attachments", "headers")


def deliver_due(*, now: datetime, batch: int = BATCH, stopped: Callable[[], bool] = lambda: False) -> int:
    """Send up to `batch` mails that are due; the number tried. One SMTP connection serves the whole batch.

    When `stopped` says so, the mail under way is the last one and the others go back into the queue.
    """
    claimed = _claim(now=now, batch=batch)
    mails = _still_wanted(claimed)
    if not mails:
        return len(claimed)
    connection = get_connection()
    try:
        # Opened here, it stays open from mail to mail.
        connection.open()
    except Exception as error:
        # Nobody there: all of them wait, instead of each running into the same silence.
        logger.warning("the mail server cannot be reached: %s", error)
        for mail in mails:
            _postpone(mail, error=f"{type(error).__name__}: {error}", now=now)
        return len(mails)
    return _deliver_all(mails, connection=connection, now=now, stopped=stopped)


def _deliver_all(
    mails: list[OutgoingMail], *, connection: BaseEmailBackend, now: datetime, stopped: Callable[[], bool]
) -> int:
    tried = 0
    try:
        for mail in mails:
            if stopped():
                break
            # Counted before it is tried: after an unexpected failure nobody knows whether it left, so its claim stays.
            tried += 1
            _deliver(mail, connection=connection, now=now)
    finally:
        _release(mails[tried:], now=now)
        connection.close()
        departures.tell([mail for mail in mails[:tried] if mail.state == MailState.SENT.value], now)
    return tried


def _release(mails: list[OutgoingMail], *, now: datetime) -> None:
    """Give back what was claimed and not tried, so that it need not wait until the claim lapses."""
    claimed = OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails], state=MailState.SENDING.value)
    claimed.update(state=MailState.WAITING.value, next_attempt_at=now)


def _claim(*, now: datetime, batch: int) -> list[OutgoingMail]:
    """Take due mails for this worker by compare-and-set; a claim whose worker died lapses after CLAIM_LASTS."""
    due = Q(state=MailState.WAITING.value) | Q(state=MailState.SENDING.value)
    claimed = []
    # "transactional" sorts behind "invitation": what somebody waits for overtakes a sending to thousands.
    for mail in OutgoingMail.objects.filter(due, next_attempt_at__lte=now).order_by("-stream", "next_attempt_at", "id")[
        :batch
    ]:
        mine = OutgoingMail.objects.filter(pk=mail.pk, state=mail.state, next_attempt_at=mail.next_attempt_at)
        if mine.update(state=MailState.SENDING.value, next_attempt_at=now + CLAIM_LASTS):
            claimed.append(mail)
    return claimed


def _still_wanted(mails: list[OutgoingMail]) -> list[OutgoingMail]:
    """The mails whose readers still take them; while one waits in the outbox its reader may object, or answer."""
    refused = [mail for mail in mails if kinds.is_moot(mail.kind, mail.context)]
    invitations = [mail for mail in mails if mail.stream == Stream.INVITATION.value and mail.organiser_id]
    for organiser_id in sorted({mail.organiser_id for mail in invitations if mail.organiser_id}):
        mine = [mail for mail in invitations if mail.organiser_id == organiser_id]
        said = objectors(organiser_id, [mail.to for mail in mine])
        refused += [mail for mail in mine if mail.to in said]
    if refused:
        withheld = OutgoingMail.objects.filter(pk__in=[mail.pk for mail in refused])
        withheld.update(state=MailState.WITHHELD.value, next_attempt_at=None)
    return [mail for mail in mails if mail not in refused]


def _deliver(mail: OutgoingMail, *, connection: BaseEmailBackend, now: datetime) -> None:
    try:
        message = _message(mail, connection)
        message.send()
    except smtplib.SMTPRecipientsRefused as refusal:
        permanent = all(code >= 500 for code, _ in refusal.recipients.values())
        _postpone(mail, error=str(refusal), now=now, final=permanent)
        for code, said in refusal.recipients.values():
            refusals.tell(mail.organiser_id, mail.to, code, said, now=now)
    except smtplib.SMTPDataError as refusal:
        connection.close()
        _postpone(mail, error=str(refusal), now=now, final=refusal.smtp_code >= 500)
    except Exception as error:
        logger.exception("mail %s could not be sent", mail.pk)
        # The connection may be dead: the next mail opens another one instead of failing on it too.
        connection.close()
        _postpone(mail, error=f"{type(error).__name__}: {error}", now=now)
    else:
        mail.state, mail.sent_at, mail.last_error = MailState.SENT.value, now, ""
        mail.attempts += 1
        _write(mail, "state", "sent_at", "last_error", "attempts", *_COMPOSED)


def _postpone(mail: OutgoingMail, *, error: str, now: datetime, final: bool = False) -> None:
    mail.attempts += 1
    mail.last_error = error[:2000]
    if final or mail.attempts > len(RETRY_AFTER):
        mail.state, mail.next_attempt_at = MailState.FAILED.value, None
    else:
        mail.state, mail.next_attempt_at = MailState.WAITING.value, now + RETRY_AFTER[mail.attempts - 1]
    _write(mail, "state", "next_attempt_at", "last_error", "attempts")


def _write(mail: OutgoingMail, *fields: str) -> None:
    """Write what became of a mail; of one that was erased meanwhile, with whoever it was about, nothing."""
    OutgoingMail.objects.filter(pk=mail.pk).update(**{name: getattr(mail, name) for name in fields})


def _message(mail: OutgoingMail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    composed = kinds.compose(mail.kind, mail.context, mail.language)
    mail.subject, mail.text, mail.html = composed.subject[:500], composed.text, composed.html
    mail.attachments = [as_kept(file) for file in composed.attachments]
    mail.headers = dict(composed.headers)
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    # A name of several lines, as a file may hold it, would stop every mail of its organiser.
    sender = " ".join(composed.sender_name.split())
    message = EmailMultiAlternatives(
        subject=composed.subject,
        body=composed.text,
        from_email=formataddr((sender, address)) if sender else settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        reply_to=[composed.reply_to] if composed.reply_to else None,
        connection=connection,
        # The same row always bears the same identifier, so that a second delivery after a crash can be recognised.
        headers={
            **composed.headers,
            "Message-ID": f"<{identifier_of(mail.pk)}>",
            "Auto-Submitted": "auto-generated",
            **identifying_headers(settings.DELIVERY_SERVICE, mail.pk),
        },
    )
    if composed.html:
        message.attach_alternative(composed.html, "text/html")
    for file in composed.attachments:
        message.attach(part_of(file))
    return message


def retry(mail_id: int, *, now: datetime) -> bool:
    """Put a failed mail back into the queue; False if it was not failed."""
    failed = OutgoingMail.objects.filter(pk=mail_id, state=MailState.FAILED.value)
    return bool(failed.update(state=MailState.WAITING.value, next_attempt_at=now, attempts=0))
