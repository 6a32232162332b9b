"""Lists of recipients, sendings with their texts and annexes, and one row for each who receives."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.documents.models import IssuedLetter, Letter
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.sendings.enums import Halt, LeftOut, RecipientState, SendingState


class RecipientList(models.Model):
    """A saved question to the directory: whom a rule means, in which languages, and whether who answered stays out.

    `languages` empty: in every language. `received`: only who received that letter; `lacking`: nobody who received that
    one; `reached`: only those whom that sending reached. It holds no names: who is on it is asked anew each time.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="recipient_lists")
    name = models.CharField(max_length=120)
    rule = models.JSONField()
    languages = models.JSONField(default=list)
    only_unanswered = models.BooleanField(default=False)
    received = models.ForeignKey(Letter, null=True, on_delete=models.RESTRICT, related_name="lists_of_readers")
    lacking = models.ForeignKey(Letter, null=True, on_delete=models.RESTRICT, related_name="lists_of_others")
    reached = models.ForeignKey("Sending", null=True, on_delete=models.RESTRICT, related_name="lists_of_readers")
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["gathering_id", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "name"], name="one_recipient_list_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Sending(models.Model):
    """A mail to many. Texts, annexes and recipients are fixed once `approved_at` is; `next_batch_at` while it runs.

    Who reads a language in which there is no text receives the one in the language `fallback`. `carries`: ids of the
    `letter` and of the errata that it was approved with, in order; `halted_why` while it waits for another approval.
    `by_post`: the letter was printed for its recipients, and no mail left.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="sendings")
    recipients = models.ForeignKey(RecipientList, on_delete=models.PROTECT, related_name="sendings")
    name = models.CharField(max_length=120)
    fallback = models.CharField(max_length=2)
    letter = models.ForeignKey(Letter, null=True, on_delete=models.RESTRICT, related_name="sendings")
    carries = models.JSONField(default=list)
    by_post = models.BooleanField(default=False)
    halted_why = models.CharField(max_length=20, blank=True, choices=[(why.value, why.value) for why in Halt])
    batch_size = models.PositiveIntegerField(default=100)
    pause_minutes = models.PositiveIntegerField(default=5)
    state = models.CharField(
        max_length=10,
        default=SendingState.DRAFT.value,
        choices=[(state.value, state.value) for state in SendingState],
    )
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True)
    next_batch_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(batch_size__gte=1), name="a_batch_holds_somebody"),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(approved_by=""), name="nothing_leaves_without_approval"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_batch_at"], name="sending_to_go_on", condition=Q(state="running"))
        ]

    def __str__(self) -> str:
        return self.name


class SendingText(models.Model):
    """Subject and words of a sending in one language; placeholders are replaced, nothing is executed."""

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        ordering: ClassVar = ["sending_id", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sending", "language"], name="one_sending_text_in_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.sending_id} {self.language}"


class SendingAnnex(models.Model):
    """A PDF that travels with a sending. `content` is None while it is announced and not there yet."""

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="annexes")
    title = models.CharField(max_length=120)
    filename = models.CharField(max_length=120, blank=True)
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["sending_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sending", "title"], name="one_annex_of_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class SendingRecipient(models.Model):
    """One contact who receives a sending, once. `why`: the function and body (id) by which they were meant."""

    sending = models.ForeignKey(Sending, on_delete=models.CASCADE, related_name="rows")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="sendings")
    state = models.CharField(
        max_length=8,
        default=RecipientState.WAITING.value,
        choices=[(state.value, state.value) for state in RecipientState],
    )
    left_out = models.CharField(max_length=12, blank=True, choices=[(reason.value, reason.value) for reason in LeftOut])
    why = models.JSONField(default=dict)
    mail = models.OneToOneField(OutgoingMail, null=True, on_delete=models.SET_NULL, related_name="sending_recipient")

    class Meta:
        ordering: ClassVar = ["sending_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sending", "contact"], name="each_recipient_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sending", "id"], name="recipients_to_come", condition=Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.sending_id} {self.contact_id} {self.state}"


class LetterReceipt(models.Model):
    """Which version of a letter went to a recipient. `sent_at` is None until the mail server took the mail.

    It goes with its recipient, and so with the contact; whose mail came back has none.
    """

    recipient = models.ForeignKey(SendingRecipient, on_delete=models.CASCADE, related_name="receipts")
    issued = models.ForeignKey(IssuedLetter, on_delete=models.RESTRICT, related_name="receipts")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["recipient_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recipient", "issued"], name="each_version_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["recipient"], name="letters_under_way", condition=Q(sent_at=None))]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.issued_id}"
