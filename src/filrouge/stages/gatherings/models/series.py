"""Series and editions: an edition is a link between gatherings, never a gathering inside another."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.people.models import Organiser


class Series(models.Model):
    """A gathering that comes back."""

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="series")
    key = models.SlugField(max_length=80)
    name = models.JSONField()

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organiser", "key"], name="one_series_of_a_key")]

    def __str__(self) -> str:
        return self.key


class Edition(models.Model):
    """The n-th of a series, held here or not."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True)
    purpose = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["series_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="one_edition_of_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="editions_are_counted_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.number}"
