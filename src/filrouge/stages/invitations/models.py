"""Invitations by name, and relays."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.directory.models import Contact, Organisation
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.invitations.enums import AnsweredBy, InvitationState


class Invitation(models.Model):
    """Somebody of the directory is invited, once, for a body and a function as they were on that day.

    `mailed_at`, `reminded_at`: when the link left by mail. `link` is the number of the personal link that counts, those
    before it are closed; this one too once `closed_at` is set. Once the trail of a gathering is eliminated, or the
    contact erased, nobody is named any more: `contact` is None and what was said is empty, so that the numbers stay.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="invitations")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="invitations")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="invitations")
    function = models.CharField(max_length=60, blank=True)
    label = models.JSONField(default=dict)
    state = models.CharField(
        max_length=11,
        default=InvitationState.PENDING.value,
        choices=[(state.value, state.value) for state in InvitationState],
    )
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=200)
    mailed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in AnsweredBy])
    recorded_by = models.CharField(max_length=200, blank=True)
    motive = models.CharField(max_length=500, blank=True)
    represented_by = models.CharField(max_length=200, blank=True)
    link = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "contact"], name="invited_once"),
            models.CheckConstraint(
                condition=Q(state="pending") | ~Q(answered_at=None), name="an_answer_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.contact_id} {self.state}"


class Relay(models.Model):
    """A body that spreads the word by a link of its own: one of the directory, or named by hand.

    `link` is the number of the link that is spread, `page_link` that of the body's page: earlier ones are closed, and
    these too once `closed_at` and `page_closed_at` are set. Who came by a closed one still counts here.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="relays")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="relays")
    name = models.CharField(max_length=200, blank=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)
    link = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    page_link = models.PositiveIntegerField(default=0)
    page_closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "organisation"], name="one_relay_of_a_body"),
            models.CheckConstraint(condition=~Q(organisation=None) | ~Q(name=""), name="relay_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.name or self.organisation_id}"
