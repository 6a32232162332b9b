"""The gathering and its venue."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.engines.waiting import Policy
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.enums import ForwardingScope, GatheringKind, GatheringState, ThemeLabel


class Venue(models.Model):
    """A place with an address. Street and number are apart; the number is kept as written.

    `latitude` and `longitude` are degrees, both or neither; `map` is a link to a map that the organiser chose.
    """

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="venues")
    key = models.SlugField(max_length=80)
    name = models.JSONField()
    street = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    town = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    map = models.URLField(max_length=500, blank=True)
    access = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organiser", "key"], name="one_venue_of_a_key"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="venues_lie_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Gathering(models.Model):
    """A gathering. Capacity, audience and hours belong to its parts, never to it.

    `version` grows with every change of a fact; caches of facts are keyed by it. `texts` maps a TextName to a list of
    translated texts. `vocabulary` holds the labels of what the audience rules name. Until `priority_until` only those
    whom `priority_rule` admits may register. `asks_category` asks for kind of body and level, for statistics only.
    `order_days` is for how long places are held against a purchase order; None when none is asked for. `state_reason`
    is said on the public page while it is postponed or cancelled. `abbreviations` maps acronyms to translated texts.
    """

    organiser = models.ForeignKey(Organiser, on_delete=models.PROTECT, related_name="gatherings")
    key = models.SlugField(max_length=80, unique=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in GatheringKind])
    kind_note = models.JSONField(default=dict)
    state = models.CharField(
        max_length=20, choices=[(state.value, state.value) for state in GatheringState], default="draft"
    )
    language = models.CharField(max_length=2)
    languages = models.JSONField(default=list)
    country = models.CharField(max_length=2)
    zone = models.CharField(max_length=60)
    title = models.JSONField()
    title_is_verbatim = models.BooleanField(default=False)
    town = models.JSONField(default=dict)
    venue = models.ForeignKey(Venue, null=True, on_delete=models.PROTECT, related_name="gatherings")
    duration_days = models.PositiveSmallIntegerField(null=True)
    published_on = models.CharField(max_length=40, default="unknown")
    opens_at = models.DateTimeField(null=True)
    deadline = models.DateField(null=True)
    channels = models.JSONField(default=list)
    preferred_channel = models.CharField(max_length=10, blank=True)
    shortcut = models.BooleanField(default=False)
    web_path = models.JSONField(default=dict)
    price = models.JSONField(null=True)
    forwarding = models.CharField(max_length=20, default=ForwardingScope.NONE.value)
    priority_rule = models.JSONField(default=dict)
    priority_until = models.DateTimeField(null=True)
    welcomes_residents = models.BooleanField(default=False)
    takes_pictures = models.BooleanField(default=False)
    asks_category = models.BooleanField(default=False)
    waiting_policy = models.CharField(
        max_length=10, choices=[(policy.value, policy.value) for policy in Policy], default=Policy.SPLIT.value
    )
    most_overtakings = models.PositiveSmallIntegerField(default=2)
    order_days = models.PositiveSmallIntegerField(null=True)
    theme_label = models.CharField(max_length=10, default=ThemeLabel.THEME.value)
    texts = models.JSONField(default=dict)
    claims = models.JSONField(default=list)
    vocabulary = models.JSONField(default=dict)
    state_reason = models.JSONField(default=dict)
    programme_published_at = models.DateTimeField(null=True)
    abbreviations = models.JSONField(default=dict)
    edition = models.OneToOneField("gatherings.Edition", null=True, on_delete=models.SET_NULL, related_name="gathering")
    phase = models.OneToOneField("gatherings.Phase", null=True, on_delete=models.SET_NULL, related_name="gathering")

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title={}), name="gathering_has_a_title"),
            models.CheckConstraint(
                condition=Q(priority_until=None) | ~Q(priority_rule={}), name="priority_is_for_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in GatheringState]), name="gathering_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key
