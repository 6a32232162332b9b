"""The only writer of territories, beside the gathering file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name
from filrouge.ground.directory import alarms
from filrouge.ground.directory.body_actions import NoSuchBody, free_key
from filrouge.ground.directory.enums import TerritoryKind
from filrouge.ground.directory.models import Territory
from filrouge.ground.directory.territories import atlas_of
from filrouge.ground.people.actors import Actor


class InsideItself(ValueError):
    """A territory cannot lie in one that lies in it."""


@dataclass(frozen=True)
class TerritorySaid:
    """A territory as somebody says it; `name` by language, `code` the official one, `parent_id` in which it lies."""

    name: Mapping[str, str]
    kind: TerritoryKind
    code: str = ""
    parent_id: int | None = None


@transaction.atomic
def write_territory(
    *, organiser_id: int, said: TerritorySaid, actor: Actor, now: datetime, territory_id: int | None = None
) -> int:
    """Write a territory, a new one without `territory_id`; its id. Raises NoSuchBody, InsideItself."""
    lock_name(f"bodies {organiser_id}")
    if territory_id is not None:
        alarms.ring(organiser_id)
    atlas = atlas_of(organiser_id)
    known = {card.id for card in atlas.territories}
    if not {one for one in (territory_id, said.parent_id) if one is not None} <= known:
        raise NoSuchBody("territory")
    if territory_id is not None and said.parent_id in atlas.inside(territory_id):
        raise InsideItself
    columns = {"name": dict(said.name), "kind": said.kind.value, "code": said.code, "parent_id": said.parent_id}
    name = next(iter(said.name.values()))
    if territory_id is None:
        key = free_key(Territory, organiser_id, name, "territory")
        territory_id = Territory.objects.create(organiser_id=organiser_id, key=key, **columns).pk
        verb = "added"
    else:
        Territory.objects.filter(pk=territory_id).update(**columns)
        verb = "changed"
    record(
        verb=f"territory:{verb}",
        actor=actor,
        now=now,
        organiser_id=organiser_id,
        subject=("territory", str(territory_id)),
        data={"name": name},
    )
    return territory_id
