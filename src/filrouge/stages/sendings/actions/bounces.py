"""What came back of mails: dead addresses are retired, and whoever calls a mail unwanted gets no more of its kind."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from filrouge.ground.audit.actions import record
from filrouge.ground.directory.contact_actions import note_bounce
from filrouge.ground.mail import mailbox, objectors
from filrouge.ground.mail.bounces import Bounce
from filrouge.ground.mail.enums import Answer, Stream, Way
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.returns import Recorded, count
from filrouge.ground.mail.services import Told
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.sendings.models import LetterReceipt

# So many different mails refused for the time being within that time, and the address counts as dead.
REPEATED, WITHIN = 3, timedelta(days=180)


def record_bounces(bounces: Iterable[Bounce], *, now: datetime) -> Recorded:
    """Note what came back, on the mail and on whom it was for; how many were mails of ours, and what was new.

    Believed only of a mail of ours, when the report names the address it went to, or carries the way out that was in
    it: anybody may write a report. One that comes twice changes nothing the second time. Each is a transaction of its
    own, so that a list of a thousand holds no lock for long and never waits in a circle with another list.
    """
    known, new = 0, Counter[Answer]()
    for bounce in bounces:
        mail = OutgoingMail.objects.filter(pk=bounce.mail_id).first() if bounce.mail_id else None
        if mail is None or not _is_believed(bounce, mail):
            continue
        known += 1
        with transaction.atomic():
            if _note(bounce, mail, now):
                new[bounce.answer] += 1
    return Recorded(known, new)


def record_told(told: Told, *, way: Way, now: datetime) -> Recorded:
    """The same for what a delivery service told, counted for the desk with what was of no interest."""
    recorded = record_bounces(told.bounces, now=now)
    count(way, recorded, foreign=len(told.bounces) - recorded.known, ignored=told.ignored, now=now)
    return recorded


def retire_refused(organiser_id: int, address: str, reason: str, now: datetime) -> None:
    """Retire an address that a mail server refused for good while we were sending."""
    note_bounce(organiser_id=organiser_id, address=address, permanent=True, reason=reason, now=now)


def read_mailboxes(now: datetime) -> None:
    """Read the mailbox and the maildir of returned mails, each when it is due."""
    mailbox.read_due(record_bounces, now=now)


def _is_believed(bounce: Bounce, mail: OutgoingMail) -> bool:
    named = mail.to.casefold() in {address.casefold() for address in bounce.addresses}
    sent = "".join(mail.headers.get("List-Unsubscribe", "").split())
    return named or (bool(sent) and bounce.way_out == sent)


def _note(bounce: Bounce, mail: OutgoingMail, now: datetime) -> bool:
    """Compare and set on the mail, then on its reader; False when the mail bore it already."""
    row = OutgoingMail.objects.filter(pk=mail.pk)
    match bounce.answer:
        case Answer.HARD:
            open_ones = row.filter(Q(bounced_at=None) | Q(bounced_softly=True))
            new = open_ones.update(bounced_at=now, bounced_softly=False, bounce=bounce.reason)
            return bool(new) and _retire(mail, bounce.reason, now)
        case Answer.SOFT:
            new = row.filter(bounced_at=None).update(bounced_at=now, bounced_softly=True, bounce=bounce.reason)
            return bool(new) and _count_refusal(mail, bounce.reason, now)
        case Answer.COMPLAINT | Answer.UNSUBSCRIBED:
            return bool(row.filter(objected_at=None).update(objected_at=now)) and _object(mail, bounce.answer, now)
    return False


def _retire(mail: OutgoingMail, reason: str, now: datetime) -> bool:
    _did_not_arrive(mail)
    if mail.organiser_id is not None:
        note_bounce(organiser_id=mail.organiser_id, address=mail.to, permanent=True, reason=reason, now=now)
    return True


def _did_not_arrive(mail: OutgoingMail) -> None:
    """A letter that came back was not received, and stays so when its mail is erased."""
    LetterReceipt.objects.filter(recipient__mail=mail).update(sent_at=None)


def _count_refusal(mail: OutgoingMail, reason: str, now: datetime) -> bool:
    _did_not_arrive(mail)
    if mail.organiser_id is None:
        return True
    note_bounce(organiser_id=mail.organiser_id, address=mail.to, permanent=False, reason=reason, now=now)
    refused = OutgoingMail.objects.filter(organiser_id=mail.organiser_id, to=mail.to, bounced_softly=True)
    return _retire(mail, reason, now) if refused.filter(bounced_at__gt=now - WITHIN).count() >= REPEATED else True


def _object(mail: OutgoingMail, answer: Answer, now: datetime) -> bool:
    """Put its reader on the list of objections, for the stream that can be refused.

    A mail about somebody's own affairs is not one that they can refuse: that they complained is written down only.
    """
    if mail.organiser_id is None:
        return True
    if mail.stream == Stream.INVITATION.value:
        objectors.object_for(mail.organiser_id, mail.to, answer, now)
    record(
        verb="mail:refused",
        actor=SYSTEM,
        now=now,
        organiser_id=mail.organiser_id,
        gathering_id=mail.gathering_id,
        subject=("mail", str(mail.pk)),
        data={"how": answer.value, "stream": mail.stream},
    )
    return True
