"""Reading the bodies of one organiser's directory, for those who keep it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from filrouge.core.postal import NOWHERE, PostalAddress
from filrouge.core.text import Translated, search_form
from filrouge.ground.directory.models import POSTAL_COLUMNS, Membership, Organisation


@dataclass(frozen=True)
class HeldMembership:
    """How a body belongs to the organiser's network, and from when to when where that is known."""

    kind: str
    since: date | None
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on that day; an unknown end is none."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class BodyRecord:
    """A body as it is kept, with all its memberships, ended ones too."""

    id: int
    key: str
    name: Translated
    short_name: str
    other_names: tuple[str, ...]
    kind: str
    level: str
    website: str
    territory_id: int | None
    memberships: tuple[HeldMembership, ...]
    postal: PostalAddress = NOWHERE


@dataclass(frozen=True)
class WantedBodies:
    """What a list of bodies shows: words of a name, a kind, a membership held today, territories by id.

    `territories` None asks for none; `membership` NOT_HELD for bodies that hold no membership today.
    """

    text: str = ""
    kind: str = ""
    membership: str = ""
    territories: frozenset[int] | None = None


NOT_HELD = "none"
_PLAIN = ("pk", "key", "name", "short_name", "other_names", "kind", "level", "website", "territory_id")


def body_record(*, organiser_id: int, body_id: int) -> BodyRecord | None:
    """One body of an organiser, None if there is none; two queries."""
    return next(iter(_records(Organisation.objects.filter(organiser_id=organiser_id, pk=body_id))), None)


def body_records(*, organiser_id: int, ids: Sequence[int]) -> Mapping[int, BodyRecord]:
    """Those of these bodies that the organiser has, by id; two queries."""
    rows = Organisation.objects.filter(organiser_id=organiser_id, pk__in=ids)
    return {one.id: one for one in _records(rows)} if ids else {}


class FoundBodies:
    """The bodies that match, by name; a paginator counts and slices it."""

    ordered = True

    def __init__(self, *, organiser_id: int, wanted: WantedBodies, on: date) -> None:
        rows = Organisation.objects.filter(organiser_id=organiser_id)
        for word in search_form(wanted.text).split():
            rows = rows.filter(search_text__contains=word)
        if wanted.kind:
            rows = rows.filter(kind=wanted.kind)
        if wanted.territories is not None:
            rows = rows.filter(territory__in=wanted.territories)
        if wanted.membership:
            rows = rows.filter(_held(wanted.membership, on))
        self._rows = rows

    def count(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[BodyRecord]:
        return _records(self._rows, which)


def _held(kind: str, on: date) -> Any:
    today = Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on)
    held = Membership.objects.filter(*today, organisation=OuterRef("pk")).order_by()
    return ~Exists(held) if kind == NOT_HELD else Exists(held.filter(kind=kind))


def _records(rows: QuerySet[Organisation], which: slice = slice(None)) -> list[BodyRecord]:
    # The folded names begin with the body's own, so that the list is in the order in which people look for one.
    found = rows.order_by("search_text", "pk").values_list(*_PLAIN, "organiser__language", *POSTAL_COLUMNS)
    plain = list(found[which])
    held: dict[int, list[HeldMembership]] = {}
    memberships = Membership.objects.filter(organisation__in=[row[0] for row in plain]).order_by("kind")
    for body, kind, since, until in memberships.values_list("organisation_id", "kind", "since", "until"):
        held.setdefault(body, []).append(HeldMembership(kind, since, until))
    return [_record(row, tuple(held.get(row[0], ()))) for row in plain]


def _record(row: tuple[Any, ...], memberships: tuple[HeldMembership, ...]) -> BodyRecord:
    pk, key, name, short_name, other_names, kind, level, website, territory_id, language, *postal = row
    spoken = Translated.of(name, language)
    what = (short_name, tuple(other_names), kind, level, website, territory_id)
    return BodyRecord(pk, key, spoken, *what, memberships, PostalAddress(*postal))


def body_addresses(ids: Collection[int]) -> Mapping[int, PostalAddress]:
    """Where letters go to those of these bodies of which it is known, by id; one query."""
    rows = Organisation.objects.filter(pk__in=ids).exclude(postal_town="").order_by("pk") if ids else ()
    return {row.pk: row.postal for row in rows}


def what_points_at(body_id: int) -> tuple[str, ...]:
    """By what a body is held, as the names of the relations; a query for each. Its own memberships hold nothing."""
    relations = [one for one in Organisation._meta.related_objects if one.related_model is not Membership]
    return tuple(
        str(one.get_accessor_name())
        for one in relations
        if one.related_model._default_manager.filter(**{one.field.name: body_id}).exists()
    )
