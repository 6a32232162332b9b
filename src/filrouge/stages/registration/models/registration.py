"""A registration and its parts."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.directory.models import Organisation, Territory
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.models import Gathering, Part
from filrouge.stages.registration.enums import HeldFor, PartState, Pictures


class Registration(models.Model):
    """One attendee of one gathering, and who registered them when that is somebody else.

    The body is a row of the directory or a name as typed; the function a key of the gathering's list or a text as
    typed. `submission` is the key of the form that was sent, so that sending it twice registers once. `link` counts
    the personal links given out: raising it makes earlier ones void. `search_text` is folded, for the desk.
    `territory` and `level` are what the person said, when the body gives none. `as_resident`: comes for nobody but
    themselves. `party` joins those who were registered together and wait together, to be seated apart only if
    `party_may_split`. `reference` is the key of the person in an imported file. Once `erased_at` is set, nothing is
    left that tells who it was.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="registrations")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.UUIDField(unique=True)
    link = models.PositiveSmallIntegerField(default=1)
    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    registrant_given_name = models.CharField(max_length=120, blank=True)
    registrant_family_name = models.CharField(max_length=120, blank=True)
    registrant_email = models.EmailField(blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="registrations")
    organisation_text = models.CharField(max_length=200, blank=True)
    organisation_kind = models.CharField(max_length=40, blank=True)
    function = models.CharField(max_length=60, blank=True)
    function_text = models.CharField(max_length=200, blank=True)
    communities = models.JSONField(default=list)
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="registrations")
    level = models.CharField(max_length=13, blank=True)
    as_resident = models.BooleanField(default=False)
    pictures = models.CharField(max_length=8, blank=True, choices=[(said.value, said.value) for said in Pictures])
    party = models.UUIDField(null=True)
    party_may_split = models.BooleanField(default=False)
    invited_through = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="passed_on_to")
    reference = models.CharField(max_length=80, blank=True)
    channel = models.CharField(max_length=10, choices=[(channel.value, channel.value) for channel in Channel])
    received_at = models.DateTimeField()
    created_at = models.DateTimeField()
    late_by = models.CharField(max_length=200, blank=True)
    late_motive = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)
    search_text = models.TextField(blank=True)
    sort_name = models.CharField(max_length=250)

    class Meta:
        ordering: ClassVar = ["gathering_id", "id"]
        indexes: ClassVar = [
            models.Index(fields=["gathering", "sort_name"], name="registrations_by_name"),
            models.Index(fields=["gathering", "email"], name="registrations_by_email"),
            models.Index(fields=["party"], name="registrations_by_party", condition=~Q(party=None)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~(Q(given_name="") & Q(family_name="")) | ~Q(erased_at=None), name="attendee_has_a_name"
            ),
            models.CheckConstraint(condition=Q(late_by="") | ~Q(late_motive=""), name="late_with_a_motive"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class PartRegistration(models.Model):
    """The wish for one part and what became of it. `queue_number` orders the waiting list and is never reused.

    `quotas` are the ids of the quotas of which a confirmed place takes a seat. `overtaken` counts how often others were
    seated past this entry. A confirmed place with `held_until` goes back then, unless what it is `held_for` arrives.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="parts")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in PartState])
    reasons = models.JSONField(default=list)
    queue_number = models.PositiveIntegerField(null=True)
    set_aside = models.JSONField(default=list)
    quotas = models.JSONField(default=list)
    waiting_since = models.DateTimeField(null=True)
    overtaken = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True)
    held_for = models.CharField(max_length=8, blank=True, choices=[(what.value, what.value) for what in HeldFor])
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["registration_id", "part_id"]
        indexes: ClassVar = [
            models.Index(fields=["part", "state", "queue_number"], name="waiting_list"),
            models.Index(fields=["held_until"], name="places_held_until", condition=~Q(held_until=None)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "part"], name="one_wish_for_a_part"),
            models.UniqueConstraint(
                fields=["part", "queue_number"], name="one_entry_of_a_queue_number", condition=~Q(queue_number=None)
            ),
            models.CheckConstraint(
                condition=(Q(state="waiting") & ~Q(queue_number=None)) | ~Q(state="waiting"),
                name="who_waits_has_a_number",
            ),
            models.CheckConstraint(
                condition=(Q(held_until=None) & Q(held_for="")) | (~Q(held_until=None) & ~Q(held_for="")),
                name="held_for_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.part_id}: {self.state}"
