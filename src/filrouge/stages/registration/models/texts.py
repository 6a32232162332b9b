"""The organiser's own words in mails, and files that wait for approval."""

from typing import ClassVar

from django.db import models

from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.registration.enums import WRITTEN_TO


class MessageText(models.Model):
    """The organiser's words for one kind of mail in one language; placeholders are replaced, nothing is executed.

    `looked_at` is when somebody of the desk last saw it filled with real data.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="message_texts")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200, blank=True)
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "kind", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "kind", "language"], name="one_text_of_a_kind_in_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.kind} {self.language}"


class FreeMessage(models.Model):
    """What the organiser writes to registered people, once: a draft until `sent_at`, and never changed after it.

    `part` is the key of a part, empty for every part still to come; `state` is that of the places that are meant.
    `subject` and `body` by language. `is_about_programme`: it tells that a published programme changed.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="free_messages")
    part = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=9, choices=[(one.value, one.value) for one in WRITTEN_TO])
    subject = models.JSONField(default=dict)
    body = models.JSONField(default=dict)
    is_about_programme = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=200, blank=True)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["gathering_id", "-id"]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.part} {self.state}"


class ImportedFile(models.Model):
    """A spreadsheet of people, read and waiting for approval; its lines are dropped once it is taken or left.

    `lines` is what was read; `decisions` what the desk decided of lines that resemble somebody, by line number.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="imported_files")
    name = models.CharField(max_length=200)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=200)
    lines = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    taken_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["gathering_id", "-id"]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.name}"
