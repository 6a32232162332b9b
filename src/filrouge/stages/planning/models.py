"""What the organiser changed of the calendar."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.stages.gatherings.models import Gathering


class PlanStep(models.Model):
    """A step that the organiser moved, ticked, removed or added; the others are computed and have no row.

    `title` is said of added steps only. `distance` is the number of days from the first day of the gathering (negative
    before it), so that a calendar follows a gathering that moves; None for a step that stands where the rule puts it.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="plan_steps")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    distance = models.SmallIntegerField(null=True)
    done_on = models.DateField(null=True)
    is_removed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["gathering_id", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "key"], name="one_step_of_a_key"),
            models.CheckConstraint(condition=Q(title="") | ~Q(distance=None), name="added_steps_have_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.key}"
