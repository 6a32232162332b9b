"""Writing the parts of a gathering and the roles of bodies in it."""

import uuid
from collections.abc import Mapping
from datetime import time
from typing import Any

from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings import rules
from filrouge.stages.gatherings.enums import Otherwise
from filrouge.stages.gatherings.facts import EarlierDate
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.file.schema.parts import PartEntry
from filrouge.stages.gatherings.file.writing.directory import stored
from filrouge.stages.gatherings.file.writing.ledger import Ledger, drop, put
from filrouge.stages.gatherings.file.writing.places import Refuse
from filrouge.stages.gatherings.file.writing.texts import stored_rule, stored_texts
from filrouge.stages.gatherings.models import OrganisingRole, Part


def put_parts(
    ledger: Ledger,
    document: GatheringDocument,
    gathering_id: int,
    venues: Mapping[str, int],
    *,
    announced: bool,
    refuse: Refuse,
) -> dict[str, Part]:
    """Write the parts in order; by key. A part that the file no longer has is removed unless something hangs on it.

    Once the gathering was `announced`, a date or an hour that moves is kept among the earlier ones.
    """
    found = {row.key: row for row in Part.objects.filter(gathering_id=gathering_id)}
    _remove(ledger, found, [part.key for part in document.parts], refuse)
    if _refuse_taken_uids(document, found, refuse):
        return {}
    rows: dict[str, Part] = {}
    for position, entry in enumerate(document.parts):
        row = found.get(entry.key)
        values = {
            **_values(entry),
            "gathering_id": gathering_id,
            "position": position,
            "venue_id": venues[entry.venue] if entry.venue else None,
        }
        if row is not None and announced and (moved_from := left_behind(row, values)):
            values["earlier"] = [*row.earlier, moved_from]
        made = {
            "uid": entry.uid or uuid.uuid4(),
            "sequence": entry.sequence,
            "earlier": [stored_date(said.when, said.starts_at, said.ends_at) for said in entry.earlier],
        }
        rows[entry.key] = put(ledger, Part, row, f"part {entry.key}", values, made)
    return rows


def _values(entry: PartEntry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "kind": entry.kind.value,
        "title": stored(entry.title),
        "when": str(entry.when),
        "first_day": entry.when.floor,
        "starts_at": entry.starts_at,
        "starts_from": entry.starts_from,
        "ends_at": entry.ends_at,
        "capacity": entry.capacity,
        "deadline": entry.deadline,
        "audience": stored_rule(entry),
        "otherwise": (entry.audience.otherwise if entry.audience else Otherwise.REFUSE).value,
        "has_meal": entry.has_meal,
        "asks_access": entry.asks_access,
        "answer_hours": entry.answer_hours,
        "promotion_stop_days": entry.promotion_stop_days,
        "texts": stored_texts(entry.texts),
    }


def left_behind(row: Part, values: Mapping[str, Any]) -> dict[str, str] | None:
    """What a part said until now, as `earlier` keeps it, when these values say another time; None when they do not."""
    said = EarlierDate(VagueDate.parse(row.when), row.starts_at, row.ends_at)
    wanted = EarlierDate(VagueDate.parse(values["when"]), values["starts_at"], values["ends_at"])
    return stored_date(said.when, said.starts_at, said.ends_at) if rules.is_another_time(said, wanted) else None


def stored_date(when: VagueDate, starts_at: time | None, ends_at: time | None) -> dict[str, str]:
    """A date with its hours as the column holds it."""
    hours = {"starts_at": starts_at, "ends_at": ends_at}
    return {"when": str(when), **{name: f"{hour:%H:%M}" for name, hour in hours.items() if hour is not None}}


def _remove(ledger: Ledger, found: Mapping[str, Part], kept: list[str], refuse: Refuse) -> None:
    """Remove parts one by one; what later stages protect, the database knows without our knowing those stages."""
    for key, row in found.items():
        try:
            drop(ledger, {key: row}, kept, "part")
        except (ProtectedError, RestrictedError):
            message = _("The part “%(key)s” is no longer in the file, but people have registered for it: keep it.")
            refuse(("parts",), message % {"key": key})


def _refuse_taken_uids(document: GatheringDocument, found: Mapping[str, Part], refuse: Refuse) -> bool:
    """Whether a new part asks for a uid that another one has; two parts cannot be told apart by diaries then."""
    said = {entry.uid: index for index, entry in enumerate(document.parts) if entry.uid and entry.key not in found}
    taken = list(Part.objects.filter(uid__in=said).select_related("gathering")) if said else []
    for row in taken:
        message = _("This uid belongs to the part “%(part)s” of “%(key)s”: leave the line out, a new one is made.")
        refuse(("parts", said[row.uid], "uid"), message % {"part": row.key, "key": row.gathering.key})
    return bool(taken)


def put_roles(
    ledger: Ledger, document: GatheringDocument, gathering_id: int, parts: Mapping[str, Part], bodies: Mapping[str, int]
) -> None:
    """Write the roles of bodies, for the whole and by part, in order; others are removed."""
    names = {row.pk: f"{row.key} " for row in parts.values()}
    rows = OrganisingRole.objects.filter(gathering_id=gathering_id).select_related("organisation")
    found = {f"{names.get(row.part_id or 0, '')}{row.organisation.key} {row.role}": row for row in rows}
    said = [("", entry) for entry in document.roles]
    said += [(f"{part.key} ", entry) for part in document.parts for entry in part.roles]
    kept: list[str] = []
    for position, (part, entry) in enumerate(said):
        name = f"{part}{entry.body} {entry.role.value}"
        values = {
            "gathering_id": gathering_id,
            "part_id": parts[part.strip()].pk if part else None,
            "organisation_id": bodies[entry.body],
            "role": entry.role.value,
            "position": position,
        }
        put(ledger, OrganisingRole, found.get(name), f"role {name}", values)
        kept.append(name)
    drop(ledger, found, kept, "role")
