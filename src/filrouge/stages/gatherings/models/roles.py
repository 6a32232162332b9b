"""What hangs on a gathering: bodies with a role, contact points, themes, briefs of documents."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.directory.models import Organisation
from filrouge.stages.gatherings.enums import BodyRole, ContactKind
from filrouge.stages.gatherings.models.gathering import Gathering
from filrouge.stages.gatherings.models.part import Part


class OrganisingRole(models.Model):
    """A body's role for the whole gathering, or for one part."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="organising_roles")
    part = models.ForeignKey(Part, null=True, on_delete=models.CASCADE, related_name="organising_roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="organising_roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in BodyRole])
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["gathering_id", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["part", "organisation", "role"], name="one_role_of_a_body_in_a_part", condition=~Q(part=None)
            ),
            models.UniqueConstraint(
                fields=["gathering", "organisation", "role"], name="one_role_of_a_body", condition=Q(part=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}"


class ContactPoint(models.Model):
    """Whom to ask, by purpose."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ContactKind])
    name = models.CharField(max_length=200, blank=True)
    function = models.JSONField(default=dict)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    mobile = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)

    class Meta:
        ordering: ClassVar = ["gathering_id", "kind"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["gathering", "kind"], name="one_contact_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.kind}"


class Theme(models.Model):
    """A theme, axis or key, with its sub-topics; `open_ended` when that list does not claim to be whole."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    label = models.JSONField()
    subtopics = models.JSONField(default=list)
    open_ended = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["gathering_id", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["gathering", "key"], name="one_theme_of_a_key")]

    def __str__(self) -> str:
        return self.key


class Brief(models.Model):
    """What is known for a document before its own stage exists; the shape is checked by the file schema."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="briefs")
    kind = models.CharField(max_length=20)
    content = models.JSONField()

    class Meta:
        ordering: ClassVar = ["gathering_id", "kind"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["gathering", "kind"], name="one_brief_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.kind}"
