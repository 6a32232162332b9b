"""Two bodies that are one: what points at the one that goes points at the one that stays."""

from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.ground.database import lock_name, lock_rows
from filrouge.ground.directory import alarms
from filrouge.ground.directory.body_actions import NoSuchBody, name_of, note, refuse_named
from filrouge.ground.directory.matching import search_text
from filrouge.ground.directory.models import POSTAL_COLUMNS, ContactFunction, Membership, Organisation
from filrouge.ground.people.actors import Actor

# Of these the body that stays keeps its own, and takes the other's only where it says nothing.
_FILLED = (
    "short_name",
    "town",
    "country",
    "website",
    "about",
    "part_of_id",
    "territory_id",
    "level",
    "siret",
    "member_count",
)


@transaction.atomic
def join_bodies(*, organiser_id: int, keep: int, drop: int, actor: Actor, now: datetime) -> None:
    """Put two bodies together: people, registrations, memberships and all else of `drop` go to `keep`, its names too.

    The body that stays keeps what it says and takes the other's where it says nothing. Raises NoSuchBody, ValueError
    for a body and itself, and StillNamed.
    """
    if keep == drop:
        raise ValueError("a body cannot be put together with itself")
    lock_name(f"bodies {organiser_id}")
    alarms.ring(organiser_id)
    rows = lock_rows(Organisation.objects.filter(organiser_id=organiser_id), [keep, drop])
    if len(rows) < 2:
        raise NoSuchBody("body")
    refuse_named(drop)
    alarms.ring_for_joining(keep=keep, drop=drop)
    _drop_doubled_functions(keep, drop)
    _join_memberships(keep, drop)
    moved = _move(keep, drop)
    _fill(rows[keep], rows[drop])
    rows[drop].delete()
    told = {"name": name_of(rows[keep]), "other": name_of(rows[drop]), "key": rows[drop].key, "moved": moved}
    note("body:joined", keep, organiser_id, actor, now, told)


def _move(keep: int, drop: int) -> dict[str, int]:
    """Let every row that points at the one point at the other; how many of which relation. New relations follow."""
    moved = {}
    for relation in Organisation._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: drop})
        locked = lock_rows(
            relation.related_model._default_manager.all(), rows.order_by("pk").values_list("pk", flat=True)
        )
        if locked:
            moved[str(relation.get_accessor_name())] = len(locked)
            relation.related_model._default_manager.filter(pk__in=list(locked)).update(**{relation.field.attname: keep})
    Organisation.objects.filter(pk=keep, part_of=keep).update(part_of=None)
    return moved


def _drop_doubled_functions(keep: int, drop: int) -> None:
    """Somebody who holds the same function for both holds it once."""
    columns = ("contact_id", "function", "label", "since", "until")
    held = [row[1:] for row in _functions(keep, columns)]
    doubled = [pk for pk, *row in _functions(drop, columns) if tuple(row) in held]
    ContactFunction.objects.filter(pk__in=doubled).delete()


def _functions(body: int, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return list(ContactFunction.objects.filter(organisation=body).order_by("pk").values_list("pk", *columns))


def _join_memberships(keep: int, drop: int) -> None:
    """Of a membership that both hold, the longer one: from the earlier day to the later one, an unknown day is open."""
    held = {row.kind: row for row in Membership.objects.filter(organisation=keep).order_by("kind")}
    for other in Membership.objects.filter(organisation=drop).order_by("kind"):
        if mine := held.get(other.kind):
            mine.since = min(mine.since, other.since) if mine.since and other.since else None
            mine.until = max(mine.until, other.until) if mine.until and other.until else None
            mine.save(update_fields=["since", "until"])
            other.delete()


def _fill(row: Organisation, other: Organisation) -> None:
    """Complete the body that stays; every name of the other one finds it from now on."""
    row.refresh_from_db()
    for column in _FILLED:
        if not getattr(row, column) and getattr(other, column) and getattr(other, column) != row.pk:
            setattr(row, column, getattr(other, column))
    if not row.postal:
        for column in POSTAL_COLUMNS:
            setattr(row, column, getattr(other, column))
    if row.member_count == other.member_count:
        row.member_count_is_approximate = other.member_count_is_approximate
    row.name = {**other.name, **row.name}
    row.instruments = [*dict.fromkeys([*row.instruments, *other.instruments])]
    row.needs_service_code |= other.needs_service_code
    row.needs_engagement_number |= other.needs_engagement_number
    borne = {*row.name.values(), row.short_name}
    others = [*row.other_names, *other.name.values(), other.short_name, *other.other_names]
    row.other_names = [name for name in dict.fromkeys(others) if name and name not in borne]
    row.search_text = search_text(*row.name.values(), row.short_name, *row.other_names)
    row.save()
