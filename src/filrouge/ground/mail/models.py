"""The outbox."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.mail.enums import MailState, Stream


class OutgoingMail(models.Model):
    """One mail to one mailbox. `context` holds ids and frozen values; the rest is filled when it is composed.

    `bounce` is what the other side's server answered after it had taken the mail, with the day.
    """

    kind = models.CharField(max_length=60)
    to = models.EmailField()
    language = models.CharField(max_length=2)
    stream = models.CharField(
        max_length=13,
        default=Stream.TRANSACTIONAL.value,
        choices=[(stream.value, stream.value) for stream in Stream],
    )
    context = models.JSONField(default=dict)
    organiser_id = models.BigIntegerField(null=True)
    gathering_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, default=MailState.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    subject = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    headers = models.JSONField(default=dict)
    bounced_at = models.DateTimeField(null=True)
    bounce = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at"], name="mail_to_send", condition=Q(state__in=["waiting", "sending"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}: {self.state}"
