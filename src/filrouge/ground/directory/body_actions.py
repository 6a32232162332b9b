"""The only writers of bodies and their memberships, beside the gathering file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from filrouge.core.postal import NOWHERE, PostalAddress
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name, lock_rows
from filrouge.ground.directory import alarms
from filrouge.ground.directory.bodies import what_points_at
from filrouge.ground.directory.enums import MembershipKind
from filrouge.ground.directory.matching import search_text
from filrouge.ground.directory.models import Membership, Organisation, Territory, postal_columns
from filrouge.ground.people.actors import Actor

_LONGEST_KEY = 70


class NoSuchBody(LookupError):
    """The organiser has no such body or territory."""


class NameBorne(ValueError):
    """Another body of the organiser bears one of these names; `name` is what that one is called."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class InUse(ValueError):
    """Something points at the body."""


class StillNamed(ValueError):
    """A text of a gathering names the body, so that it stays; `title` says which gathering."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


@dataclass(frozen=True)
class BodySaid:
    """A body as somebody says it; `name` by language. What is not said here stays as it is."""

    name: Mapping[str, str]
    kind: str
    short_name: str = ""
    other_names: tuple[str, ...] = ()
    level: str = ""
    website: str = ""
    territory_id: int | None = None
    postal: PostalAddress = NOWHERE

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which it is found."""
        return (*self.name.values(), self.short_name, *self.other_names)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of the row."""
        return {
            "name": dict(self.name),
            "kind": self.kind,
            "short_name": self.short_name,
            "other_names": list(self.other_names),
            "level": self.level,
            "website": self.website,
            "territory_id": self.territory_id,
            "search_text": search_text(*self.names),
            **postal_columns(self.postal),
        }


@dataclass(frozen=True)
class MembershipSaid:
    """A membership as somebody says it."""

    kind: MembershipKind
    since: date | None = None
    until: date | None = None


@transaction.atomic
def write_body(*, organiser_id: int, said: BodySaid, actor: Actor, now: datetime, body_id: int | None = None) -> int:
    """Write a body, a new one without `body_id`; its id.

    Raises NoSuchBody, and NameBorne for a full name that is new to it and another body bears: who types it would mean
    neither.
    """
    lock_name(f"bodies {organiser_id}")
    if body_id is not None:
        alarms.ring(organiser_id)
    if said.territory_id and not Territory.objects.filter(organiser_id=organiser_id, pk=said.territory_id).exists():
        raise NoSuchBody("territory")
    row = locked_body(organiser_id, body_id) if body_id is not None else None
    columns = said.columns
    _refuse_borne(organiser_id, search_text(*said.name.values()), row)
    if row is None:
        key = free_key(Organisation, organiser_id, next(iter(said.name.values())), "body")
        row = Organisation.objects.create(organiser_id=organiser_id, key=key, **columns)
        note("body:added", row.pk, organiser_id, actor, now, {"name": next(iter(said.name.values()))})
    elif changed := sorted(name for name, value in columns.items() if getattr(row, name) != value):
        Organisation.objects.filter(pk=row.pk).update(**columns)
        note("body:changed", row.pk, organiser_id, actor, now, {"name": name_of(row), "fields": changed})
    return row.pk


def _refuse_borne(organiser_id: int, text: str, row: Organisation | None) -> None:
    known = set(row.search_text.split("|")) if row else set()
    others = Organisation.objects.filter(organiser_id=organiser_id).exclude(pk=row.pk if row else 0).order_by("pk")
    for name in filter(None, text.split("|")):
        if name not in known and (other := others.filter(search_text__contains=f"|{name}|").first()):
            raise NameBorne(name_of(other))


def free_key(model: type[Organisation] | type[Territory], organiser_id: int, name: str, otherwise: str) -> str:
    """A key made of a name that nothing else of the organiser has."""
    base = slugify(name)[:_LONGEST_KEY] or otherwise
    taken = set(model.objects.filter(organiser_id=organiser_id, key__startswith=base).values_list("key", flat=True))
    number = 2
    key = base
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


@transaction.atomic
def put_membership(*, organiser_id: int, body_id: int, said: MembershipSaid, actor: Actor, now: datetime) -> None:
    """Say how a body belongs to the network; what was said of the same kind before is replaced. Raises NoSuchBody."""
    row = locked_body(organiser_id, body_id)
    days = {"since": said.since, "until": said.until}
    held = Membership.objects.filter(organisation=row, kind=said.kind.value).first()
    if held and (held.since, held.until) == (said.since, said.until):
        return
    Membership.objects.update_or_create(organisation=row, kind=said.kind.value, defaults=days)
    told = {name: day.isoformat() if day else "" for name, day in days.items()}
    told |= {"name": name_of(row), "kind": said.kind.value}
    note("body:membership_said", body_id, organiser_id, actor, now, told)


@transaction.atomic
def drop_membership(*, organiser_id: int, body_id: int, kind: MembershipKind, actor: Actor, now: datetime) -> None:
    """Take away a membership that never was; one that ends gets its last day instead. Raises NoSuchBody."""
    row = locked_body(organiser_id, body_id)
    gone, _ = Membership.objects.filter(organisation=row, kind=kind.value).delete()
    if gone:
        told = {"name": name_of(row), "kind": kind.value}
        note("body:membership_dropped", body_id, organiser_id, actor, now, told)


@transaction.atomic
def drop_body(*, organiser_id: int, body_id: int, actor: Actor, now: datetime) -> None:
    """Drop a body at which nothing points. Raises NoSuchBody, InUse, StillNamed."""
    lock_name(f"bodies {organiser_id}")
    alarms.ring(organiser_id)
    row = locked_body(organiser_id, body_id)
    refuse_named(body_id)
    if what_points_at(body_id):
        raise InUse(body_id)
    note("body:dropped", body_id, organiser_id, actor, now, {"name": name_of(row)})
    row.delete()


def refuse_named(body_id: int) -> None:
    """Raise StillNamed for a body that a text names by its key: nobody could put it right there."""
    if title := alarms.named_by(body_id):
        raise StillNamed(title)


def locked_body(organiser_id: int, body_id: int) -> Organisation:
    """A body of the organiser, locked until the transaction ends. Raises NoSuchBody."""
    row = lock_rows(Organisation.objects.filter(organiser_id=organiser_id), [body_id]).get(body_id)
    if row is None:
        raise NoSuchBody("body")
    return row


def name_of(row: Organisation) -> str:
    """The name of a body as the trail says it."""
    return str(next(iter(row.name.values())))


def note(verb: str, pk: int, organiser_id: int, actor: Actor, now: datetime, data: Mapping[str, Any]) -> None:
    """A line in the trail about a body."""
    record(verb=verb, actor=actor, now=now, organiser_id=organiser_id, subject=("body", str(pk)), data=data)
