"""The seats of a part: the one row that every taker of that part contends for."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from filrouge.stages.gatherings.models import Part


class PartSeats(models.Model):
    """Counts of one part, kept in step with its rows inside each transaction.

    `capacity` repeats the part's, so that who holds this row knows it without reading another. `ceiling` is the
    largest `confirmed` that the database accepts: the capacity, or what was already confirmed when the capacity was
    lowered, or one more when the organiser knowingly set the capacity aside. Taking a seat never raises it, so a
    programming mistake fails here instead of giving away a seat that does not exist.
    """

    part = models.OneToOneField(Part, on_delete=models.CASCADE, related_name="seats", primary_key=True)
    capacity = models.PositiveIntegerField(null=True)
    confirmed = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    ceiling = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ceiling=None) | Q(confirmed__lte=F("ceiling")), name="never_more_than_the_ceiling"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.confirmed} confirmed, {self.waiting} waiting"
