"""Coordinates of venues that lack one half or were probably written the wrong way round."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from filrouge.core.coordinates import are_exchanged, degrees
from filrouge.stages.gatherings.file.problems import Problem
from filrouge.stages.gatherings.file.tree import Node


def places(tree: Node) -> Iterator[Problem]:
    """A problem for every venue whose coordinates cannot be right."""
    country = tree.child("country").text
    for venue in tree.select("venues[]"):
        yield from _venue(venue, venue.child("country").text or country)


def _venue(venue: Node, country: str) -> Iterator[Problem]:
    latitude, longitude = venue.child("latitude"), venue.child("longitude")
    if bool(latitude.text) is not bool(longitude.text):
        yield venue.problem(_("Write both “latitude” and “longitude”, or neither: one alone is no place."))
    said = _degrees(latitude), _degrees(longitude)
    if said[0] is not None and said[1] is not None and are_exchanged(said[0], said[1], country):
        yield latitude.problem(_("Latitude and longitude seem to be the wrong way round: the latitude comes first."))


def _degrees(node: Node) -> Decimal | None:
    try:
        return degrees(node.text)
    except ValueError:
        return None
