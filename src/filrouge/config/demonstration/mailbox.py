"""The mails that registering everybody has caused: a few of each kind stay, as if they had been delivered.

This is the one place where the demonstration pretends. In real life hundreds of mails would have gone out over three
weeks; here nobody is to scroll through them, and the worker is not to deliver them all on the first evening. So all but
the newest are deleted unsent, and those are composed as they would have been and marked as sent. They never were:
every address ends in .example, and no connection to any server is opened.
"""

from collections import defaultdict
from datetime import timedelta

from django.db.models import QuerySet

from filrouge.ground.mail import kinds
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.parts import as_kept
from filrouge.stages.sendings.mails import KIND as SENDING

KEPT = 8
# What became of the mails of a sending is told one by one on its page.
WHOLE = frozenset({SENDING})


def keep_the_newest() -> None:
    """Delete all but the newest of each kind and gathering, and file those as sent."""
    newest: defaultdict[tuple[int | None, str], list[int]] = defaultdict(list)
    for gathering, kind, pk in OutgoingMail.objects.order_by("-created_at", "-id").values_list(
        "gathering_id", "kind", "pk"
    ):
        newest[gathering, kind].append(pk)
    kept = [pk for (_gathering, kind), of_one in newest.items() for pk in (of_one if kind in WHOLE else of_one[:KEPT])]
    OutgoingMail.objects.exclude(pk__in=kept).delete()
    file_as_sent(OutgoingMail.objects.all())


def file_as_sent(mails: QuerySet[OutgoingMail]) -> None:
    """Compose those of these mails that wait, and file them as sent two seconds after they were written."""
    for mail in mails.filter(state=MailState.WAITING.value).order_by("pk"):
        composed = kinds.compose(mail.kind, mail.context, mail.language)
        mail.subject, mail.text, mail.html = composed.subject[:500], composed.text, composed.html
        mail.attachments = [as_kept(file) for file in composed.attachments]
        mail.state, mail.sent_at = MailState.SENT.value, mail.created_at + timedelta(seconds=2)
        mail.next_attempt_at, mail.attempts = None, 1
        mail.save()
