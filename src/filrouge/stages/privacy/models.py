"""Elimination slips, the list of those who object to being written to, and addresses that somebody wants to prove."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.people.models import Organiser


class EliminationSlip(models.Model):
    """What a retention run would destroy, and who agreed to it: `lines` hold kind, gathering, dates and volume.

    Nothing is destroyed before `approved_at`; a line never names a person.
    """

    organiser = models.ForeignKey(Organiser, on_delete=models.PROTECT, related_name="elimination_slips")
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=200)
    lines = models.JSONField(default=list)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True)
    visa = models.CharField(max_length=200, blank=True)
    executed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["organiser_id", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(executed_at=None) | ~Q(approved_at=None), name="executed_only_after_approval"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organiser_id} {self.prepared_at}"


class Objection(models.Model):
    """Somebody does not want to be written to by this organiser: a keyed hash of the address, nothing readable."""

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="objections")
    digest = models.CharField(max_length=64)
    said_at = models.DateTimeField()
    source = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar = ["organiser_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organiser", "digest"], name="one_objection_of_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.organiser_id} {self.said_at}"


class AddressProof(models.Model):
    """Somebody wants to know what an organiser holds on an address: a link went to its mailbox, and works for a day.

    Nobody else learns whether anything is held. The row goes with its mail once the day is over.
    """

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="address_proofs")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField()
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["organiser_id", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organiser", "email"], name="one_proof_of_an_address")]

    def __str__(self) -> str:
        return f"{self.organiser_id} {self.asked_at}"
