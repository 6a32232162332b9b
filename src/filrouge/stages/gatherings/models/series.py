"""Series and editions: an edition is a link between gatherings, never a gathering inside another."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.enums import ProposalState


class Series(models.Model):
    """A gathering that comes back."""

    organiser = models.ForeignKey(Organiser, on_delete=models.CASCADE, related_name="series")
    key = models.SlugField(max_length=80)
    name = models.JSONField()

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organiser", "key"], name="one_series_of_a_key")]

    def __str__(self) -> str:
        return self.key


class Edition(models.Model):
    """The n-th of a series, held here or not."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True)
    purpose = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["series_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="one_edition_of_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="editions_are_counted_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id} {self.number}"


class EditionResult(models.Model):
    """Something that an edition produced and that lies elsewhere: a report, proceedings, a page."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="results")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500)
    language = models.CharField(max_length=2, blank=True)

    class Meta:
        # The stage planning had it first, and the table keeps its name.
        db_table = "planning_editionresult"
        ordering: ClassVar = ["edition_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "url"], name="one_result_of_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.url}"


class EditionProposal(models.Model):
    """Something that an edition proposed to somebody, and what became of it.

    `text` and `answer` are translated texts. `whose` says who proposed it, as a body or a group. An edition held
    elsewhere has them as well. Nobody outside sees one that is not `is_public`.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="proposals")
    key = models.SlugField(max_length=60)
    text = models.JSONField()
    whose = models.CharField(max_length=200, blank=True)
    addressee = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ProposalState],
        default=ProposalState.NO_ANSWER.value,
    )
    answered_on = models.DateField(null=True)
    answer = models.JSONField(default=dict)
    is_public = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["edition_id", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "key"], name="one_proposal_of_a_key"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ProposalState]), name="proposal_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.NO_ANSWER.value) | Q(answered_on=None, answer={}),
                name="no_answer_has_no_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.key}"
