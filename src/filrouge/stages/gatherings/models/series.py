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


class EditionResult(models.Model):
    """Something that an edition produced and that lies elsewhere: a report, proceedings, a page."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="results")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    language = models.CharField(max_length=2, blank=True)

    class Meta:
        # The stage planning had it first, and the table keeps its name.
        db_table = "planning_editionresult"
        ordering: ClassVar = ["edition_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "url"], name="one_result_of_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.url}"
