"""The only writers of a gathering's facts, apart from its file. Each raises the version: cached facts are re-read."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q

from filrouge.core import days
from filrouge.core.states import ForbiddenTransition
from filrouge.core.text import search_form
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.directory.models import Organisation
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings import alarms, rules
from filrouge.stages.gatherings.assembly import assemble
from filrouge.stages.gatherings.audience import admitting, parse_rule, rule_data
from filrouge.stages.gatherings.enums import Attribute, DocumentKind, GatheringState, PublicationKind
from filrouge.stages.gatherings.models import Brief, Gathering, OrganisingRole, Part, Publication, Quota
from filrouge.stages.gatherings.store import KeptFile

_ASIDE = (GatheringState.POSTPONED, GatheringState.CANCELLED)


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


def lock_all_of(organiser_id: int) -> dict[int, Gathering]:
    """All gatherings of an organiser, locked in the order of their ids, by id: for what each of them shows."""
    ids = Gathering.objects.filter(organiser_id=organiser_id).order_by("pk").values_list("pk", flat=True)
    return lock_rows(Gathering.objects.all(), list(ids))


def read_directory_anew(organiser_id: int) -> None:
    """What the gatherings of an organiser show of its bodies and territories is about to change."""
    touch(lock_all_of(organiser_id))


def title_naming(body_id: int) -> str:
    """The title of a gathering whose documents name a body by its key; empty when none does."""
    # Here, so that the product starts without the schema of the file.
    from filrouge.stages.gatherings.file.collecting.directory import bodies_in

    body = Organisation.objects.get(pk=body_id)
    briefs = Brief.objects.filter(gathering__organiser_id=body.organiser_id).select_related("gathering").order_by("pk")
    found = (brief.gathering for brief in briefs if body.key in bodies_in({brief.kind: brief.content}))
    gathering = next(found, None)
    return str(gathering.title.get(gathering.language) or gathering.key) if gathering else ""


def join_roles(keep: int, drop: int) -> None:
    """Of two bodies that become one and have the same role in the same gathering or part, one has it."""
    has = set(OrganisingRole.objects.filter(organisation=keep).values_list("gathering_id", "part_id", "role"))
    rows = OrganisingRole.objects.filter(organisation=drop).order_by("pk")
    doubled = [pk for pk, *role in rows.values_list("pk", "gathering_id", "part_id", "role") if tuple(role) in has]
    OrganisingRole.objects.filter(pk__in=doubled).delete()


@transaction.atomic
def change_state(*, gathering_id: int, to: GatheringState, actor: Actor, now: datetime, motive: str = "") -> None:
    """Move a gathering to another state of its life.

    Raises ForbiddenTransition when that state does not follow, NotReady when blocking facts of the document that
    the state needs are missing. A gathering that becomes public for the first time is dated today. Why it is put off
    or called off is said on its page.
    """
    locked = lock_shown_together(gathering_id)
    gathering = locked[gathering_id]
    before = GatheringState(gathering.state)
    rules.STATES.check(before, to)
    if document := rules.DOCUMENT_OF_STATE.get(to):
        _refuse_unready(gathering_id, document)
    gathering.state = to.value
    if gathering.published_on == "unknown" and before is GatheringState.DRAFT:
        gathering.published_on = days.local_day(now, gathering.zone).isoformat()
    # Said on the public page for as long as it holds.
    gathering.state_reason = {gathering.language: motive.strip()} if to in _ASIDE and motive.strip() else {}
    gathering.save(update_fields=["state", "published_on", "state_reason"])
    if rules.diary_status(before) is not rules.diary_status(to):
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
    if to in _ASIDE:
        alarms.ring(gathering_id, now)


@transaction.atomic
def publish_programme(*, gathering_id: int, actor: Actor, now: datetime) -> None:
    """Show the programme on the public page from now on; published twice, it keeps its first moment.

    Raises NotReady when blocking facts of a programme are missing, ForbiddenTransition for a draft: a state that shows
    nothing shows no programme.
    """
    locked = lock_shown_together(gathering_id)
    gathering = locked[gathering_id]
    if gathering.state == GatheringState.DRAFT.value:
        raise ForbiddenTransition(gathering.state, "programme")
    _refuse_unready(gathering_id, DocumentKind.PROGRAMME)
    if gathering.programme_published_at is not None:
        return
    gathering.programme_published_at = now
    gathering.save(update_fields=["programme_published_at"])
    touch(locked)
    record(verb="gathering:programme_published", **_about(gathering, actor, now))


@transaction.atomic
def publish_thing(
    *,
    gathering_id: int,
    kind: PublicationKind,
    title: str,
    language: str,
    url: str = "",
    kept: KeptFile | None = None,
    actor: Actor,
    now: datetime,
) -> str:
    """Put a link, or a file that is kept already, on the page of a gathering, last of all; its key.

    Raises ValueError unless there is exactly one of the two.
    """
    if bool(url) is (kept is not None):
        raise ValueError("a publication is a link or a file")
    locked = lock_shown_together(gathering_id)
    gathering = locked[gathering_id]
    rows = Publication.objects.filter(gathering=gathering)
    key = _free_key(title, set(rows.values_list("key", flat=True)))
    file = {"filename": kept.filename, "digest": kept.digest, "size": kept.size} if kept else {}
    Publication.objects.create(
        gathering=gathering,
        key=key,
        position=(rows.aggregate(last=Max("position"))["last"] or 0) + 1,
        kind=kind.value,
        title={gathering.language: title},
        language=language,
        url=url,
        **file,
    )
    touch(locked)
    record(verb="gathering:thing_published", **_about(gathering, actor, now), data={"key": key, "kind": kind.value})
    return key


@transaction.atomic
def take_thing_back(*, gathering_id: int, key: str, actor: Actor, now: datetime, motive: str) -> None:
    """Take a link or a file off the page, for a reason. The file itself is dropped by a chore, once nobody names it."""
    locked = lock_shown_together(gathering_id)
    gone, _ = Publication.objects.filter(gathering_id=gathering_id, key=key).delete()
    if gone:
        touch(locked)
        about = _about(locked[gathering_id], actor, now)
        record(verb="gathering:thing_taken_back", **about, motive=motive, data={"key": key})


def _about(gathering: Gathering, actor: Actor, now: datetime) -> dict[str, Any]:
    """What every line of the trail about the gathering itself says."""
    return {
        "actor": actor,
        "now": now,
        "organiser_id": gathering.organiser_id,
        "gathering_id": gathering.pk,
        "subject": ("gathering", gathering.key),
    }


def _refuse_unready(gathering_id: int, document: DocumentKind) -> None:
    lacking = tuple(lack for lack in rules.readiness(assemble(gathering_id), document) if lack.is_blocking)
    if lacking:
        raise NotReady(lacking)


def _free_key(title: str, taken: Collection[str]) -> str:
    stem = _ASCII.sub("", search_form(title).replace(" ", "-")).strip("-")[:50] or "document"
    candidates = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(key for key in candidates if key not in taken)


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


_ASCII = re.compile(r"[^a-z0-9_-]")


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
