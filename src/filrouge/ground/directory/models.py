"""Territories, bodies, memberships and contacts; each belongs to one organiser's directory."""

from dataclasses import astuple, fields
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.core.postal import MOST, PostalAddress
from filrouge.ground.directory.enums import Civility, FileKind, MembershipKind, OrganisationLevel
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


class Addressed(models.Model):
    """Where letters go, all empty where nobody knows it. An address that is kept is whole."""

    postal_extra = models.CharField(max_length=MOST["extra"], blank=True)
    postal_street = models.CharField(max_length=MOST["street"], blank=True)
    postal_number = models.CharField(max_length=MOST["number"], blank=True)
    postal_postcode = models.CharField(max_length=MOST["postcode"], blank=True)
    postal_town = models.CharField(max_length=MOST["town"], blank=True)
    postal_country = models.CharField(max_length=MOST["country"], blank=True)

    class Meta:
        abstract = True

    @property
    def postal(self) -> PostalAddress:
        """The address; false when none is known."""
        return PostalAddress(*(getattr(self, column) for column in POSTAL_COLUMNS))


POSTAL_COLUMNS = tuple(f"postal_{one.name}" for one in fields(PostalAddress))
"""The columns in the order of the pieces of an address."""


def postal_columns(address: PostalAddress) -> dict[str, str]:
    """An address as columns."""
    return dict(zip(POSTAL_COLUMNS, astuple(address), strict=True))


class Organisation(Addressed):
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


class Contact(Addressed):
    """Somebody whom the organiser knows: a person of the directory, not a registration.

    `email` is folded to lower case, and one contact's only. `source` and `source_on` say where the address comes from
    and since when; `informed_on` when the person was told that they are kept here. An address that no longer takes mail
    has `unreachable_at` and the reason as its server gave it; `soft_bounces` counts refusals for the time being.
    `last_contact_on` is the last day on which a mail left for the person or something came from them; `last_sign_on`
    the last on which they answered, came or passed something on: from it alone counts how long they are kept. None
    when there was none. Once `erased_at` is set, nothing is left that
    tells who it was: the row stands where the person counts.
    """

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="contacts")
    civility = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Civility])
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    communities = models.JSONField(default=list)
    source = models.CharField(max_length=300)
    source_on = models.DateField()
    informed_on = models.DateField(null=True)
    last_contact_on = models.DateField(null=True)
    last_sign_on = models.DateField(null=True)
    unreachable_at = models.DateTimeField(null=True)
    unreachable_why = models.CharField(max_length=500, blank=True)
    soft_bounces = models.PositiveSmallIntegerField(default=0)
    search_text = models.TextField(blank=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["organiser_id", "family_name", "given_name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organiser", "email"], name="one_contact_of_an_address", condition=~Q(email="")
            ),
            models.CheckConstraint(
                condition=~Q(family_name="") | ~Q(given_name="") | ~Q(email="") | ~Q(erased_at=None),
                name="contact_is_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or self.email


class ContactFunction(models.Model):
    """What somebody does for a body, from one day to another; an ended one stays as history.

    `function` is a key of the controlled list, empty when only the printed `label` is known. At least one of body,
    function and label is there.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="functions")
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="contact_functions"
    )
    function = models.CharField(max_length=60, blank=True)
    label = models.JSONField(default=dict, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["contact_id", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=models.F("since")),
                name="contact_function_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(organisation=None) | ~Q(function="") | ~Q(label={}), name="contact_function_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.function}"


class ContactFile(models.Model):
    """A file of contacts or of bodies, read and waiting for approval; its lines go once it is taken or left.

    `lines` are drafts as they were read; `source`, which bodies have none of, and `source_on` are said once for the
    whole file. `dropped`: pairs of a heading and why its column was not read.
    """

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="contact_files")
    kind = models.CharField(
        max_length=10, default=FileKind.CONTACTS.value, choices=[(kind.value, kind.value) for kind in FileKind]
    )
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)
    source_on = models.DateField()
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=200)
    lines = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["organiser_id", "-id"]

    def __str__(self) -> str:
        return f"{self.organiser_id} {self.name}"
