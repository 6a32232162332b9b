"""Limits that are apart from parts: shared by several of them, or kept for some people until a moment."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.stages.gatherings.models.gathering import Gathering
from filrouge.stages.gatherings.models.part import Part


class Quota(models.Model):
    """So many seats for several parts together; or, with `reserved_for`, so many seats of its one part kept for those
    whom that rule admits, until `opens_to_all_at` (None: until the end).
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="quotas")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    label = models.JSONField()
    parts = models.ManyToManyField(Part, related_name="quotas")
    seats = models.PositiveIntegerField()
    reserved_for = models.JSONField(default=dict)
    opens_to_all_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "key"], name="one_quota_of_a_key"),
            models.CheckConstraint(
                condition=Q(opens_to_all_at=None) | ~Q(reserved_for={}), name="only_a_reserve_opens_to_all"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id}/{self.key}"
