"""Processes and their phases."""

from typing import ClassVar

from django.db import models

from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.enums import PhaseKind


class Process(models.Model):
    """What outlives a gathering: a consultation, a colloquium and working groups under one name."""

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="processes")
    key = models.SlugField(max_length=80)
    name = models.JSONField()
    owner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="processes")
    started = models.CharField(max_length=40, default="unknown")
    texts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organiser", "key"], name="one_process_of_a_key")]

    def __str__(self) -> str:
        return self.key


class Phase(models.Model):
    """One phase, from one vague date to another."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="phases")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in PhaseKind])
    title = models.JSONField()
    first = models.CharField(max_length=40, default="unknown")
    last = models.CharField(max_length=40, default="unknown")
    texts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["process_id", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["process", "key"], name="one_phase_of_a_key")]

    def __str__(self) -> str:
        return self.key
