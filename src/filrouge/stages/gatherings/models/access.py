"""Who of a partner may see what of a gathering."""

from typing import ClassVar

from django.db import models

from filrouge.ground.people.models import User
from filrouge.stages.gatherings.models.part import Part


class PartnerAccess(models.Model):
    """A partner's account sees the participants of this part, and of no other."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="partner_accesses")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="partner_accesses")

    class Meta:
        ordering: ClassVar = ["part_id", "user_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "user"], name="one_access_of_a_partner_to_a_part")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.part_id}"
