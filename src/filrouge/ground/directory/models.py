"""Territories, bodies and memberships; each belongs to one organiser's directory."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.directory.enums import MembershipKind, OrganisationLevel
from filrouge.ground.people.models import Organiser


class Territory(models.Model):
    """A territory, inside another where that matters. `code`: the official one of a département (59) or canton (ZH)."""

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="territories")
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20)
    name = models.JSONField()
    code = models.CharField(max_length=8, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organiser", "key"], name="one_territory_of_a_key"),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="territory_not_in_itself"),
        ]

    def __str__(self) -> str:
        return self.key


class Organisation(models.Model):
    """A body: a city, an association, a service. `search_text` holds all its names, folded, between bars.

    `siret` and the two needs are the settings of a French public buyer: without the references that it asks for, its
    invoices are rejected.
    """

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="organisations")
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=40)
    name = models.JSONField()
    short_name = models.CharField(max_length=80, blank=True)
    other_names = models.JSONField(default=list)
    town = models.JSONField(default=dict)
    country = models.CharField(max_length=2, blank=True)
    website = models.URLField(blank=True)
    about = models.JSONField(default=dict)
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="sections")
    territory = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="organisations")
    instruments = models.JSONField(default=list)
    level = models.CharField(
        max_length=13, blank=True, choices=[(level.value, level.value) for level in OrganisationLevel]
    )
    siret = models.CharField(max_length=14, blank=True)
    needs_service_code = models.BooleanField(default=False)
    needs_engagement_number = models.BooleanField(default=False)
    member_count = models.PositiveIntegerField(null=True)
    member_count_is_approximate = models.BooleanField(default=False)
    search_text = models.TextField()

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organiser", "key"], name="one_organisation_of_a_key"),
            models.CheckConstraint(condition=~Q(search_text=""), name="organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.key


class Membership(models.Model):
    """A body's belonging to the organiser's network, dated where the dates are known."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in MembershipKind])
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["organisation_id", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="one_membership_of_a_kind"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind}"
