"""Checks between fields. They read the tree, so that they speak even where a field could not be read."""

from django.utils.translation import gettext as _

from filrouge.stages.gatherings.file.checks.dates import dates
from filrouge.stages.gatherings.file.checks.duplicates import duplicates
from filrouge.stages.gatherings.file.checks.known import Known
from filrouge.stages.gatherings.file.checks.places import places
from filrouge.stages.gatherings.file.checks.quotas import quotas
from filrouge.stages.gatherings.file.checks.references import references
from filrouge.stages.gatherings.file.checks.terms import terms
from filrouge.stages.gatherings.file.problems import Problem, sentences
from filrouge.stages.gatherings.file.schema.gathering import ZONES
from filrouge.stages.gatherings.file.tree import Node


def check(tree: Node, known: Known) -> list[Problem]:
    """Every contradiction inside a file."""
    between = (references(tree, known), duplicates(tree), dates(tree), quotas(tree), terms(tree), places(tree))
    return [*(problem for found in between for problem in found), *_zone(tree), *_channel(tree)]


def _zone(tree: Node) -> list[Problem]:
    country = tree.child("country")
    if not country.text or country.text in ZONES or tree.child("timezone").text:
        return []
    return [country.problem(_("Write a “timezone” too: the country alone does not tell it."))]


def _channel(tree: Node) -> list[Problem]:
    registration = tree.child("registration")
    said, channels = registration.child("preferred"), [node.text for node in registration.child("channels").texts]
    if not said.text or said.text in channels:
        return []
    return [said.problem(sentences(_("The preferred channel must be one of the channels.")))]
