"""What a sending takes back out of the outbox."""

from collections.abc import Iterable

from filrouge.ground.database import lock_rows
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.sendings.enums import RecipientState
from filrouge.stages.sendings.models import LetterReceipt, Sending, SendingRecipient


def take_back(row: Sending, states: Iterable[MailState] = (MailState.WAITING,)) -> None:
    """Recipients whose mail nobody has tried wait for a batch again, and the mail is gone from the outbox.

    A mail that was tried stays: it may have arrived, and a second one would bear another Message-ID.
    """
    untried = OutgoingMail.objects.filter(state__in=[state.value for state in states], attempts=0)
    mine = untried.filter(sending_recipient__sending=row).order_by().values_list("pk", flat=True)
    held = [mail.pk for mail in lock_rows(untried, mine).values()]
    LetterReceipt.objects.filter(recipient__mail__in=held).delete()
    SendingRecipient.objects.filter(mail__in=held).update(state=RecipientState.WAITING.value, mail=None)
    OutgoingMail.objects.filter(pk__in=held).delete()
