"""Territories, bodies and memberships; each belongs to one organiser's directory."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.directory.enums import MembershipKind
from filrouge.ground.people.models import Organiser


class Territory(models.Model):
    """A territory, inside another where that matters."""

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="territories")
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20)
    name = models.JSONField()
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
    """A body: a city, an association, a service. `search_text` holds all its names, folded, between bars."""

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
