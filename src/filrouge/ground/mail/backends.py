"""The demonstration's mail backend: nothing leaves the machine, the mailbox page shows what would have."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailboxBackend(BaseEmailBackend):
    """Accepts every message; the outbox row, which keeps subject and text, is the mailbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Build each message, so that a malformed one fails here as it would on the way out."""
        for message in email_messages:
            message.message()
        return len(email_messages)
