"""The mails that registering everybody has caused: a dozen stay, as if they had been delivered.

This is the one place where the demonstration pretends. In real life hundreds of mails would have gone out over three
weeks; here nobody is to scroll through them, and the worker is not to deliver them all on the first evening. So all but
the newest are deleted unsent, and those are composed as they would have been and marked as sent. They never were:
every address ends in .example, and no connection to any server is opened.
"""

from datetime import timedelta

from filrouge.ground.mail import kinds
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail

KEPT = 12


def keep_the_newest() -> None:
    """Delete all but the newest dozen, and file those as sent."""
    kept = list(OutgoingMail.objects.order_by("-created_at", "-id")[:KEPT])
    OutgoingMail.objects.exclude(pk__in=[mail.pk for mail in kept]).delete()
    for mail in kept:
        composed = kinds.compose(mail.kind, mail.context, mail.language)
        mail.subject, mail.text, mail.html = composed.subject[:500], composed.text, composed.html
        mail.attachments = [
            {"filename": file.filename, "content_type": file.content_type, "content": file.content}
            for file in composed.attachments
        ]
        mail.state, mail.sent_at = MailState.SENT.value, mail.created_at + timedelta(seconds=2)
        mail.next_attempt_at, mail.attempts = None, 1
        mail.save()
