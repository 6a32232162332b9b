"""Press releases, to whom they left, the press list, and journalists who asked to come."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.press.enums import AccreditationState, ReleaseKind, ReleaseState


class PressRelease(models.Model):
    """A press release of a gathering. `languages` is also the order in which a reader falls back.

    Nobody but journalists reads it before `embargo_until`. `corrects` is the first version, `number` counts the issued
    ones from 1; `version` counts what was written.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="press_releases")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in ReleaseState], default=ReleaseState.DRAFT.value
    )
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in ReleaseKind], default=ReleaseKind.RELEASE.value
    )
    corrects = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="corrections")
    number = models.PositiveSmallIntegerField(default=1)
    languages = models.JSONField(default=list)
    place = models.JSONField(default=dict)
    dated = models.DateField(null=True)
    embargo_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "dated", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft", issued_at=None) | Q(state="issued", issued_at__isnull=False),
                name="an_issued_release_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction", corrects__isnull=False) | (~Q(kind="correction") & Q(corrects=None)),
                name="a_correction_corrects_a_release",
            ),
            models.UniqueConstraint(
                fields=["corrects"], condition=Q(state="draft"), name="one_correction_is_drafted_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} press release {self.pk}"


class PressText(models.Model):
    """The texts of one language as they were typed; `quotes` is a list of said, name, capacity."""

    release = models.ForeignKey(PressRelease, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    headline = models.TextField(blank=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    quotes = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["release_id", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "language"], name="one_text_of_a_release_in_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.language}"


class PressAnnex(models.Model):
    """What travels with a release; empty content while its file is missing."""

    release = models.ForeignKey(PressRelease, on_delete=models.CASCADE, related_name="annexes")
    position = models.PositiveSmallIntegerField()
    title = models.JSONField()
    filename = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(null=True)
    size = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["release_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "position"], name="one_press_annex_at_a_position")
        ]

    def __str__(self) -> str:
        return f"{self.release_id} annex {self.position}"


class IssuedRelease(models.Model):
    """One language of an issued release as it left: what it was set from, each fact as it was said, and its PDF.

    `pdf` is the journalists' copy. `public_pdf` is the same without the line of the embargo, empty where there is none.
    """

    release = models.ForeignKey(PressRelease, on_delete=models.CASCADE, related_name="issued")
    language = models.CharField(max_length=2)
    set_from = models.JSONField()
    stated = models.JSONField(default=dict)
    pdf = models.BinaryField()
    public_pdf = models.BinaryField(null=True)

    class Meta:
        ordering: ClassVar = ["release_id", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "language"], name="one_issued_release_in_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.language}"


class Journalist(models.Model):
    """Somebody of an organiser's press list: neither a contact nor a participant."""

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="journalists")
    name = models.CharField(max_length=200)
    medium = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2)
    source = models.CharField(max_length=300)
    source_on = models.DateField()
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["organiser_id", "medium", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organiser", "email"], name="one_journalist_of_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.organiser_id} {self.pk}"


class PressDelivery(models.Model):
    """That a release left to an address, so that it leaves to nobody twice.

    `digest` stands for the address (`ground.address_digests`) and stays when the journalist is forgotten.
    """

    release = models.ForeignKey(PressRelease, on_delete=models.CASCADE, related_name="deliveries")
    journalist = models.ForeignKey(Journalist, null=True, on_delete=models.SET_NULL, related_name="deliveries")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["release_id", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "digest"], name="a_release_once_to_an_address")
        ]

    def __str__(self) -> str:
        return f"{self.release_id} to {self.digest[:8]}"


class Accreditation(models.Model):
    """A journalist who asked to come: in no list of participants, on no seat, erased soon after the gathering."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="accreditations")
    name = models.CharField(max_length=200)
    medium = models.CharField(max_length=200)
    email = models.EmailField()
    press_card = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in AccreditationState],
        default=AccreditationState.ASKED.value,
    )
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    motive = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "asked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "email"], name="one_accreditation_of_an_address"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None) | (~Q(state="asked") & Q(decided_at__isnull=False)),
                name="a_decided_accreditation_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.pk}"
