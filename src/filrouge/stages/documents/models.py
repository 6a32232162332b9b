"""Letters: drafts in several languages, who signs them, what travels with them, and what was issued."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.models import Organiser
from filrouge.stages.documents.enums import AnnexKind, ApprovedBy, LetterKind, LetterProfile, LetterState
from filrouge.stages.gatherings.models import Gathering


class Letter(models.Model):
    """A letter of a gathering. `dated` is a vague date, `dated_floor` the earliest day that it can mean, for sorting.

    `languages` is also the order in which a recipient falls back. `corrects` is set for an erratum. `is_personal`: each
    reader gets it in their own name. `not_needed`: why an annex that must be there is not, by the key of what is
    required.
    """

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="letters")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        max_length=20,
        choices=[(kind.value, kind.value) for kind in LetterKind],
        default=LetterKind.INVITATION_LETTER.value,
    )
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in LetterState], default=LetterState.DRAFT.value
    )
    corrects = models.ForeignKey("self", null=True, on_delete=models.RESTRICT, related_name="errata")
    languages = models.JSONField(default=list)
    place = models.JSONField(default=dict)
    dated = models.CharField(max_length=40, default="unknown")
    dated_floor = models.DateField(null=True)
    side_by_side = models.BooleanField(default=True)
    is_personal = models.BooleanField(default=False)
    not_needed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "dated_floor", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft", issued_at=None) | Q(state="issued", issued_at__isnull=False),
                name="an_issued_letter_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(kind="erratum", corrects__isnull=False) | (~Q(kind="erratum") & Q(corrects=None)),
                name="an_erratum_corrects_a_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.kind} {self.dated}"


class LetterText(models.Model):
    """The texts of one language as they were typed, with placeholders for facts."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    profile = models.CharField(max_length=20, choices=[(profile.value, profile.value) for profile in LetterProfile])
    subject = models.TextField(blank=True)
    salutation = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    about = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["letter_id", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "language"], name="one_text_of_a_letter_in_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.language}"


class LetterSignatory(models.Model):
    """Who signs a letter, in which capacities (a list of translated titles), and how they approved its wording."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="signatories")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    body = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="signed_letters")
    # Frozen when the letter is issued: a body may take another name later.
    body_name = models.JSONField(default=dict)
    capacities = models.JSONField(default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="signed_letters"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=200, blank=True)
    approved_way = models.CharField(max_length=10, blank=True, choices=[(way.value, way.value) for way in ApprovedBy])
    approved_note = models.CharField(max_length=500, blank=True)
    approved_wording = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["letter_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "position"], name="one_signatory_at_a_position"),
            models.CheckConstraint(
                condition=Q(approved_at=None) | ~Q(approved_wording=""), name="an_approval_is_of_a_wording"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.name}"


class LetterAnnex(models.Model):
    """What travels with a letter. `part` is the key of the part that it invites to. `from_facts`: the programme is made
    from the facts, as invitations to a part and reply forms always are.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="annexes")
    position = models.PositiveSmallIntegerField()
    title = models.JSONField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in AnnexKind])
    part = models.CharField(max_length=60, blank=True)
    shows_deadline = models.BooleanField(default=False)
    from_facts = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["letter_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "position"], name="one_annex_at_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} annex {self.position}"


class LetterAnnexFile(models.Model):
    """A file for an annex, in the database and never where a web server gives it out; language empty: for all."""

    annex = models.ForeignKey(LetterAnnex, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=2, blank=True)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    is_draft = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["annex_id", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["annex", "language"], name="one_file_of_an_annex_in_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.annex_id} {self.name}"


class IssuedLetter(models.Model):
    """One language of an issued letter, as it left: what it was set from, each fact as it was said, and the PDF."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="issued")
    language = models.CharField(max_length=2)
    set_from = models.JSONField()
    stated = models.JSONField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["letter_id", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "language"], name="one_issued_letter_in_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.language}"


class OrganiserLogo(models.Model):
    """A logo that an organiser put above its letters; letters that left with an earlier one find it by its `key`.

    `svg` is the harmless drawing, `png` the picture of it, measures are those of the letterhead in millimetres.
    """

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="logos")
    key = models.CharField(max_length=64)
    svg = models.TextField()
    png = models.BinaryField()
    width = models.FloatField()
    height = models.FloatField()
    alternative = models.JSONField(default=dict)
    is_shown = models.BooleanField(default=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["organiser_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organiser", "key"], name="a_logo_of_an_organiser_once"),
            models.UniqueConstraint(
                fields=["organiser"], condition=Q(is_shown=True), name="one_logo_of_an_organiser_is_shown"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organiser_id} {self.key[:8]}"


class WatchedAddress(models.Model):
    """A mailbox that was given out and is no longer the contact; `closed_at` when nobody needs to look there."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="watched_addresses")
    address = models.EmailField()
    since = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "address"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gathering", "address"], name="one_watch_of_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.address}"
