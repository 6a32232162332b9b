"""Tellings, and whom each told."""

from typing import ClassVar

from django.db import models

from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.telling.enums import News


class Telling(models.Model):
    """Somebody said that everybody who was invited or written to is told. `state` is what they saw: once it is not so
    any more, nobody else is told by it. `ended_at` is None while it goes on.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="tellings")
    state = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    told = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gathering"], condition=models.Q(ended_at=None), name="one_telling_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.state}"


class ToldContact(models.Model):
    """Somebody of the directory was told something, once by each telling; it goes with the contact."""

    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="rows")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="told")
    news = models.CharField(max_length=10, choices=[(news.value, news.value) for news in News])
    told_at = models.DateTimeField()
    mail = models.OneToOneField(OutgoingMail, null=True, on_delete=models.SET_NULL, related_name="told_contact")

    class Meta:
        ordering: ClassVar = ["telling_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["telling", "contact"], name="told_once_by_a_telling"),
        ]

    def __str__(self) -> str:
        return f"{self.telling_id} {self.contact_id} {self.news}"
