"""The outbox, and the ways by which we learn what came back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.mail.enums import Found, MailState, Stream, Trouble, Way


class OutgoingMail(models.Model):
    """One mail to one mailbox. `context` holds ids and frozen values; the rest is filled when it is composed.

    `bounce` is what the other side's server answered after it had taken the mail, with the day; `bounced_softly` when
    it refused this mail only. `objected_at`: its reader called it unwanted, or asked for no more.
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
    bounced_softly = models.BooleanField(default=False)
    objected_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                fields=["next_attempt_at"], name="mail_to_send", condition=Q(state__in=["waiting", "sending"])
            ),
            models.Index(fields=["organiser_id", "to"], name="mail_refused_softly", condition=Q(bounced_softly=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}: {self.state}"


class ReturnWay(models.Model):
    """One way by which we learn what came back: how reading goes, and how much of what it told.

    `place` says which mailbox or folder the marks of `SeenMail` belong to. Somebody reads until `busy_until`, and next
    at `next_at`. `trouble` since `trouble_since`, with the other side's words; `failures` tries in a row.
    """

    way = models.CharField(max_length=10, unique=True, choices=[(way.value, way.value) for way in Way])
    place = models.CharField(max_length=500, blank=True)
    busy_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(
        max_length=12, blank=True, choices=[(trouble.value, trouble.value) for trouble in Trouble]
    )
    trouble_said = models.CharField(max_length=500, blank=True)
    trouble_since = models.DateTimeField(null=True)
    hard = models.PositiveIntegerField(default=0)
    soft = models.PositiveIntegerField(default=0)
    objections = models.PositiveIntegerField(default=0)
    foreign = models.PositiveIntegerField(default=0)
    ignored = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["way"]

    def __str__(self) -> str:
        return f"{self.way} {self.place}"


class SeenMail(models.Model):
    """A mail that still lies in the mailbox and was looked at: its mark there, and what it is. Nothing of its text.

    `is_settled` once nothing is left to be done with it there.
    """

    way = models.ForeignKey(ReturnWay, on_delete=models.CASCADE, related_name="seen")
    mark = models.CharField(max_length=255)
    found = models.CharField(max_length=10, choices=[(found.value, found.value) for found in Found])
    is_settled = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["way_id", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["way", "mark"], name="each_mail_seen_once")]

    def __str__(self) -> str:
        return f"{self.mark} {self.found}"
