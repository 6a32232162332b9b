"""Where gatherings stand in an outside agenda."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.stages.agendas.enums import Trouble
from filrouge.stages.gatherings.models import Gathering


class AgendaEntry(models.Model):
    """A gathering that staff want in the agenda, or wanted.

    `outside_id` and `outside_place` are what the agenda calls the event and its place; `place` is the digest of the
    place that it knows, `digest` that of the event that it took or refused last. `seen` is the version of the gathering
    that was looked at last: another one is due from `next_at` on.
    """

    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="agenda_entry")
    is_wanted = models.BooleanField(default=True)
    outside_id = models.CharField(max_length=80, blank=True)
    outside_place = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    seen = models.PositiveIntegerField(default=0)
    pushed_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["gathering_id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(trouble="") | Q(trouble__in=[trouble.value for trouble in Trouble]),
                name="trouble_of_an_agenda_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.outside_id}"
