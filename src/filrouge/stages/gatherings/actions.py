"""The only writers of a gathering's facts, apart from its file. Each raises the version: cached facts are re-read."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from filrouge.core import days
from filrouge.core.text import search_form
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings import rules
from filrouge.stages.gatherings.assembly import assemble
from filrouge.stages.gatherings.audience import admitting, parse_rule, rule_data
from filrouge.stages.gatherings.enums import Attribute, GatheringState
from filrouge.stages.gatherings.models import Gathering, Part, Quota


class NotReady(Exception):
    """A step was refused because facts are missing; `missing` lists the blocking ones."""

    def __init__(self, missing: tuple[rules.Missing, ...]) -> None:
        super().__init__(", ".join(lack.fact.value for lack in missing))
        self.missing = missing


def lock_shown_together(gathering_id: int) -> dict[int, Gathering]:
    """A gathering and those that show it as edition or phase, locked in the order of their ids, by id.

    All of them at once: two editions that change at the same moment then wait for each other, never in a circle.
    Raises Gathering.DoesNotExist for an unknown id.
    """
    edition_id, phase_id = Gathering.objects.values_list("edition_id", "phase_id").get(pk=gathering_id)
    shown_beside = Q(pk=gathering_id)
    if edition_id:
        shown_beside |= Q(edition__series__editions=edition_id)
    if phase_id:
        shown_beside |= Q(phase__process__phases=phase_id)
    ids = Gathering.objects.filter(shown_beside).order_by("pk").values_list("pk", flat=True).distinct()
    return lock_rows(Gathering.objects.all(), list(ids))


def touch(locked: Mapping[int, Gathering]) -> None:
    """Raise the version of gatherings that were locked together, so that cached facts are read anew."""
    Gathering.objects.filter(pk__in=list(locked)).update(version=F("version") + 1)


@transaction.atomic
def change_state(*, gathering_id: int, to: GatheringState, actor: Actor, now: datetime, motive: str = "") -> None:
    """Move a gathering to another state of its life.

    Raises ForbiddenTransition when that state does not follow, NotReady when blocking facts of the document that
    the state needs are missing. A gathering that becomes public for the first time is dated today.
    """
    locked = lock_shown_together(gathering_id)
    gathering = locked[gathering_id]
    before = GatheringState(gathering.state)
    rules.STATES.check(before, to)
    if document := rules.DOCUMENT_OF_STATE.get(to):
        lacking = tuple(lack for lack in rules.readiness(assemble(gathering_id), document) if lack.is_blocking)
        if lacking:
            raise NotReady(lacking)
    gathering.state = to.value
    if gathering.published_on == "unknown" and before is GatheringState.DRAFT:
        gathering.published_on = days.local_day(now, gathering.zone).isoformat()
    gathering.save(update_fields=["state", "published_on"])
    # Diaries show a part as tentative, confirmed or cancelled: a change of that raises each part's sequence.
    if _diary_status(before) != _diary_status(to):
        Part.objects.filter(gathering=gathering).update(sequence=F("sequence") + 1)
    touch(locked)
    record(
        verb="gathering:state_changed",
        actor=actor,
        now=now,
        organiser_id=gathering.organiser_id,
        gathering_id=gathering_id,
        subject=("gathering", gathering.key),
        motive=motive,
        data={"from": before.value, "to": to.value},
    )


def _diary_status(state: GatheringState) -> str:
    if state in (GatheringState.DRAFT, GatheringState.SAVE_THE_DATE, GatheringState.POSTPONED):
        return "tentative"
    return "cancelled" if state is GatheringState.CANCELLED else "confirmed"


def write_part(
    *, part_id: int, changes: Mapping[str, Any], actor: Actor, now: datetime, motive: str = ""
) -> tuple[Part, Mapping[str, Any]]:
    """Write changed fields of a part inside the caller's transaction; the part and the fields' earlier values.

    Only capacity and deadline are accepted: a later stage that reacts to them owns the verb and calls this.
    """
    if not set(changes) <= {"capacity", "deadline"}:
        raise ValueError(f"cannot write {sorted(changes)} of a part")
    # The gathering before its parts, as every writer of both does: two that met half-way would wait for ever.
    gathering_id = Part.objects.values_list("gathering_id", flat=True).get(pk=part_id)
    locked = lock_shown_together(gathering_id)
    gathering = locked[gathering_id]
    part = lock_rows(Part.objects.all(), [part_id])[part_id]
    before = {name: getattr(part, name) for name in changes if getattr(part, name) != changes[name]}
    for name in before:
        setattr(part, name, changes[name])
    if before:
        part.save(update_fields=list(before))
        touch(locked)
        record(
            verb="part:changed",
            actor=actor,
            now=now,
            organiser_id=gathering.organiser_id,
            gathering_id=gathering_id,
            subject=("part", part.key),
            motive=motive,
            data={name: {"from": _plain(old), "to": _plain(changes[name])} for name, old in before.items()},
        )
    return part, before


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def add_function(
    *, gathering_id: int, label: str, plural: str, part: str, actor: Actor, now: datetime, motive: str = ""
) -> str:
    """Add a function to the gathering's list and to the audience of one part, in the caller's transaction; its key.

    A function of the same name is not added twice. Raises Part.DoesNotExist for an unknown part.
    """
    locked = lock_shown_together(gathering_id)
    gathering = locked[gathering_id]
    row = lock_rows(Part.objects.all(), [Part.objects.get(gathering=gathering, key=part).pk]).popitem()[1]
    known = list(gathering.vocabulary.get("functions", []))
    key = _function_key(known, label)
    if all(function["key"] != key for function in known):
        words = {"label": {gathering.language: label}, "plural": {gathering.language: plural}}
        known.append({"key": key, **words, "elected": False, "public_agent": False, "instrument": ""})
        gathering.vocabulary = {**gathering.vocabulary, "functions": known}
        gathering.save(update_fields=["vocabulary"])
    if row.audience:
        row.audience = rule_data(admitting(parse_rule(row.audience), Attribute.FUNCTION, key))
        row.save(update_fields=["audience"])
    touch(locked)
    record(
        verb="gathering:function_added",
        actor=actor,
        now=now,
        organiser_id=gathering.organiser_id,
        gathering_id=gathering_id,
        subject=("part", row.key),
        motive=motive,
        data={"key": key, "label": label},
    )
    return key


def _function_key(known: Iterable[Mapping[str, Any]], label: str) -> str:
    """The key of the function with this name, else a new one made of it."""
    taken = {function["key"] for function in known}
    for function in known:
        if any(search_form(text) == search_form(label) for text in function["label"].values()):
            return str(function["key"])
    stem = _ASCII.sub("", search_form(label).replace(" ", "_")).strip("_")[:50] or "function"
    candidates = (stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3)))
    return next(key for key in candidates if key not in taken)


_ASCII = re.compile(r"[^a-z0-9_]")


def write_quota(
    *,
    gathering_id: int,
    quota: str,
    seats: int,
    opens_to_all_at: datetime | None,
    actor: Actor,
    now: datetime,
    motive: str = "",
) -> None:
    """Write the seats of a quota, and of a reserve when it opens to all, in the caller's transaction.

    A later stage counts what is taken and owns the verb. Raises Quota.DoesNotExist for an unknown key.
    """
    locked = lock_shown_together(gathering_id)
    row = Quota.objects.get(gathering_id=gathering_id, key=quota)
    changes = {"seats": seats, "opens_to_all_at": opens_to_all_at}
    before = {name: getattr(row, name) for name in changes if getattr(row, name) != changes[name]}
    if not before:
        return
    for name in before:
        setattr(row, name, changes[name])
    row.save(update_fields=list(before))
    touch(locked)
    record(
        verb="quota:changed",
        actor=actor,
        now=now,
        organiser_id=locked[gathering_id].organiser_id,
        gathering_id=gathering_id,
        subject=("quota", quota),
        motive=motive,
        data={name: {"from": _plain(old), "to": _plain(changes[name])} for name, old in before.items()},
    )
