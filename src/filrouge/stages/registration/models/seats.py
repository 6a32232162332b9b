"""The seats of a part or a quota: the one row that every taker contends for."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from filrouge.stages.gatherings.models import Part, Quota


class PartSeats(models.Model):
    """Counts of one part, kept in step with its rows inside each transaction.

    `capacity` repeats the part's, so that who holds this row knows it without reading another. `ceiling` is the
    largest `confirmed` that the database accepts: the capacity, or what was already confirmed when the capacity was
    lowered, or one more when the organiser knowingly set the capacity aside. Taking a seat never raises it, so a
    programming mistake fails here instead of giving away a seat that does not exist. `held` counts places without a
    name, kept for delegations: as good as taken.
    """

    part = models.OneToOneField(Part, on_delete=models.CASCADE, related_name="seats", primary_key=True)
    capacity = models.PositiveIntegerField(null=True)
    confirmed = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    ceiling = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ceiling=None) | Q(ceiling__gte=F("confirmed") + F("held")),
                name="never_more_than_the_ceiling",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.confirmed} confirmed, {self.waiting} waiting"


class QuotaSeats(models.Model):
    """Counts of one quota: of a shared one, every seat taken in its parts; of a reserve, the seats taken by others.

    `limit` repeats what may be taken: the seats of a shared quota; of a reserve, those of its part that are not kept.
    `woken_at` is when the waiting list heard that the reserve is open to all.
    """

    quota = models.OneToOneField(Quota, on_delete=models.CASCADE, related_name="taken", primary_key=True)
    limit = models.PositiveIntegerField(null=True)
    confirmed = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    ceiling = models.PositiveIntegerField(null=True)
    woken_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ceiling=None) | Q(ceiling__gte=F("confirmed") + F("held")),
                name="never_more_than_the_quota",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quota_id}: {self.confirmed}"
