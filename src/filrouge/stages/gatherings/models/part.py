"""The parts of a gathering."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from filrouge.stages.gatherings.enums import Otherwise, PartKind
from filrouge.stages.gatherings.models.gathering import Gathering, Venue


class Part(models.Model):
    """What can be taken by itself: a day, a half-day, an eve evening, a workshop.

    `when` is a vague date; `first_day` sorts. `asks_access`: whether access needs are asked for. `answer_hours`: how
    long a place that became free waits for the answer of who moved up; None when it is theirs without an answer.
    `earlier`: what was announced before the part moved, oldest first, as {when, starts_at, ends_at}.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="parts")
    key = models.SlugField(max_length=60)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in PartKind])
    title = models.JSONField()
    when = models.CharField(max_length=40, default="unknown")
    first_day = models.DateField(null=True)
    starts_at = models.TimeField(null=True)
    starts_from = models.BooleanField(default=False)
    ends_at = models.TimeField(null=True)
    venue = models.ForeignKey(Venue, null=True, on_delete=models.PROTECT, related_name="parts")
    capacity = models.PositiveIntegerField(null=True)
    deadline = models.DateField(null=True)
    audience = models.JSONField(default=dict)
    otherwise = models.CharField(max_length=20, default=Otherwise.REFUSE.value)
    has_meal = models.BooleanField(default=False)
    asks_access = models.BooleanField(default=False)
    answer_hours = models.PositiveSmallIntegerField(null=True)
    promotion_stop_days = models.PositiveSmallIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0)
    earlier = models.JSONField(default=list)
    texts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["gathering_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "key"], name="one_part_of_a_key"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                name="part_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id}/{self.key}"
