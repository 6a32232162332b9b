"""Signatures on attendance lists."""

from typing import ClassVar

from django.db import models

from filrouge.stages.gatherings.models import Part
from filrouge.stages.registration.models import Registration


class Signature(models.Model):
    """Somebody signed the attendance list of a part, as staff recorded it afterwards. Nobody else is certified."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="signatures")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="signatures")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["part_id", "registration_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "part"], name="one_signature_of_a_part"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.part_id}"
