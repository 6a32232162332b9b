"""Writing the quotas of a gathering and which parts they cover."""

from collections.abc import Mapping
from typing import Any

from filrouge.stages.gatherings.audience import rule_data
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.file.schema.quotas import QuotaEntry
from filrouge.stages.gatherings.file.writing.directory import stored
from filrouge.stages.gatherings.file.writing.ledger import Ledger, drop, put
from filrouge.stages.gatherings.models import Part, Quota


def put_quotas(
    ledger: Ledger, document: GatheringDocument, gathering_id: int, parts: Mapping[str, Part]
) -> frozenset[str]:
    """Write the quotas in order; those that the file no longer has are removed. Who holds a place keeps it.

    The keys of the parts that were limited by a quota which is gone, or not what it was: somebody may move up there.
    """
    rows = Quota.objects.filter(gathering_id=gathering_id).prefetch_related("parts")
    found = {row.key: row for row in rows.order_by("position", "pk")}
    covered = {key: {part.pk: part.key for part in row.parts.all()} for key, row in found.items()}
    for position, entry in enumerate(document.quotas):
        values = _values(entry, document) | {"gathering_id": gathering_id, "position": position}
        row = put(ledger, Quota, found.get(entry.key), f"quota {entry.key}", values)
        wanted = {parts[key].pk for key in entry.parts}
        if wanted != covered.get(entry.key, {}).keys():
            row.parts.set(sorted(wanted))
            ledger.note_change(f"quota {entry.key}")
    drop(ledger, found, [entry.key for entry in document.quotas], "quota")
    otherwise = {*ledger.changed, *ledger.removed}
    return frozenset(part for key, by_id in covered.items() if f"quota {key}" in otherwise for part in by_id.values())


def _values(entry: QuotaEntry, document: GatheringDocument) -> dict[str, Any]:
    return {
        "key": entry.key,
        "label": stored(entry.label),
        "seats": entry.seats,
        "reserved_for": rule_data(entry.reserved_for.rule) if entry.reserved_for else {},
        "opens_to_all_at": document.instant(entry.opens_to_all_at),
    }
