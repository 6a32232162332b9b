"""What somebody needs on the day, apart from their registration and unreadable without the key."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.stages.gatherings.models import Part
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.models.registration import Registration


class Need(models.Model):
    """Needs of one kind for one part, sealed. Erased, the row stays without content: that there was one counts."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="needs")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=6, choices=[(kind.value, kind.value) for kind in NeedKind])
    sealed = models.BinaryField(default=b"")
    said_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["part_id", "kind", "registration_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "part", "kind"], name="one_need_of_a_kind_for_a_part"),
            models.CheckConstraint(condition=Q(erased_at=None) | Q(sealed=b""), name="what_is_erased_is_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.part_id} {self.kind}"
