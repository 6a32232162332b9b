"""Followers."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.stages.gatherings.models import Gathering


class Follower(models.Model):
    """An address that wants to be told of one gathering, and what it was told.

    Nothing is sent to it before somebody confirmed it from the mailbox itself, apart from the mail that asks for that.
    `category` is the key of a kind of body. `known_moves` counts the moves of dates that it knows.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="followers")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField()
    category = models.CharField(max_length=80)
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    knows_invitation = models.BooleanField(default=False)
    knows_programme = models.BooleanField(default=False)
    known_moves = models.PositiveIntegerField(default=0)
    known_standing = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "email"], name="one_follower_of_an_address")
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked_at"], name="follower_unconfirmed", condition=Q(confirmed_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.pk}"
