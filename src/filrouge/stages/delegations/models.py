"""A delegation, the places held for it without a name, and its order."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.directory.models import Organisation, Territory
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.models import Gathering, Part


class Delegation(models.Model):
    """People whom a body or a territory sends together. Their registrations bear its `party`.

    The referent manages them behind a secret link: `link` counts the links given out, as for a registration.
    `submission` is the key of the form, so that sending it twice makes one delegation.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="delegations")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.UUIDField(unique=True)
    party = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    link = models.PositiveSmallIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="delegations")
    organisation_text = models.CharField(max_length=200, blank=True)
    organisation_kind = models.CharField(max_length=40, blank=True)
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="delegations")
    referent_given_name = models.CharField(max_length=120)
    referent_family_name = models.CharField(max_length=120)
    referent_email = models.EmailField()
    referent_phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2)
    may_split = models.BooleanField(default=False)
    channel = models.CharField(max_length=10, choices=[(channel.value, channel.value) for channel in Channel])
    received_at = models.DateTimeField()
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "id"]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.party}"


class HeldPlaces(models.Model):
    """Places without a name yet, of one part, kept for a delegation until a moment; then they fall back."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="held_places")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="held_places")
    places = models.PositiveSmallIntegerField()
    quotas = models.JSONField(default=list)
    until = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["delegation_id", "part_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delegation", "part"], name="one_hold_of_a_delegation_in_a_part"),
        ]

    def __str__(self) -> str:
        return f"{self.delegation_id} {self.part_id}: {self.places}"


class Order(models.Model):
    """What an invoice will need: the buyer, its references, the contact for the order, and until when it is awaited."""

    delegation = models.OneToOneField(Delegation, on_delete=models.CASCADE, related_name="order", primary_key=True)
    buyer = models.CharField(max_length=200)
    siret = models.CharField(max_length=14, blank=True)
    uid_number = models.CharField(max_length=15, blank=True)
    street = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    town = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    service_code = models.CharField(max_length=100, blank=True)
    engagement_number = models.CharField(max_length=50, blank=True)
    contact_name = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(blank=True)
    purchase_order = models.CharField(max_length=80, blank=True)
    awaited_until = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="an_order_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.delegation_id} {self.buyer}"
