"""What stands on the page of a gathering to be read or taken away."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.stages.gatherings.enums import PublicationKind
from filrouge.stages.gatherings.models.gathering import Gathering


class Publication(models.Model):
    """A link elsewhere (`url`), else a file kept here: `digest` names it in the store, `filename` is what readers see.

    `size` is in bytes. `language` is that of the thing itself, empty when it has none or several.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="publications")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in PublicationKind])
    title = models.JSONField()
    language = models.CharField(max_length=2, blank=True)
    url = models.URLField(max_length=500, blank=True)
    filename = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["gathering_id", "position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "key"], name="one_publication_of_a_key"),
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(digest="")) | (~Q(url="") & Q(digest="")), name="publication_is_link_or_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id}/{self.key}"
