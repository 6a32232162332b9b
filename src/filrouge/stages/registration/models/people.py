"""What happens to the person of a registration: passed on, replaced, said again by another door."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.invitations.models import Invitation, Relay
from filrouge.stages.registration.models.registration import Registration


class Forwarding(models.Model):
    """Somebody passed the gathering on: whoever is registered, or invited, one of the two. `registration` is the first
    that came of it; no address is kept here.
    """

    passed_on_by = models.ForeignKey(Registration, null=True, on_delete=models.CASCADE, related_name="forwardings")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.CASCADE, related_name="forwardings")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=200, blank=True)
    passed_on_at = models.DateTimeField()
    registration = models.ForeignKey(
        Registration, null=True, on_delete=models.SET_NULL, related_name="came_by_forwardings"
    )

    class Meta:
        ordering: ClassVar = ["passed_on_by_id", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(passed_on_by=None, invitation__isnull=False)
                | Q(passed_on_by__isnull=False, invitation=None),
                name="passed_on_by_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.passed_on_by_id or self.invitation_id} {self.public_id}"


class Arrival(models.Model):
    """How a registration came: by an invitation, the person's own or one that was passed on, or by a relay's link.

    Two entries of one person that became one came twice: each way stays, and `also_through` is whoever had passed the
    gathering on to the one that is gone (Registration.invited_through names the first). `is_own`: the invited person;
    `is_instead`: somebody who took the place of the invited person, who was registered before.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="arrivals")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.SET_NULL, related_name="arrivals")
    is_own = models.BooleanField(default=False)
    is_instead = models.BooleanField(default=False)
    relay = models.ForeignKey(Relay, null=True, on_delete=models.SET_NULL, related_name="arrivals")
    also_through = models.ForeignKey(
        Registration, null=True, on_delete=models.CASCADE, related_name="also_passed_on_to"
    )

    class Meta:
        ordering: ClassVar = ["registration_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(is_own=True) | Q(is_instead=True), name="one_comes_on_an_invitation"
            ),
            models.CheckConstraint(condition=Q(is_own=False) | Q(is_instead=False), name="comes_or_comes_instead"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.invitation_id or self.relay_id or self.also_through_id}"


class Replacement(models.Model):
    """Who came before on a registration whose person was replaced."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="replacements")
    previous_name = models.CharField(max_length=250)
    replaced_at = models.DateTimeField()
    replaced_by = models.CharField(max_length=200)
    took_over = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["registration_id", "id"]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.replaced_at}"


class SecondForm(models.Model):
    """A form sent for somebody who is registered already: offered as a merge, never taken by itself."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="second_form")
    application = models.JSONField()
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.registration_id} {self.sent_at}"


class OpeningNotice(models.Model):
    """An address left to be told, once, when registration opens to everybody."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="opening_notices")
    email = models.EmailField()
    language = models.CharField(max_length=2)
    left_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["gathering_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "email"], name="one_opening_notice_of_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.language}"


class MergedRegistration(models.Model):
    """A registration that was merged into another and is gone: what its personal links stand for now."""

    public_id = models.UUIDField(unique=True)
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="merged")
    merged_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["registration_id", "id"]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.public_id}"


class ToldApart(models.Model):
    """Two registrations that resemble each other, and staff said that they are two people: not proposed again."""

    first = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="told_apart")
    second = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["first_id", "second_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="told_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="told_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"
