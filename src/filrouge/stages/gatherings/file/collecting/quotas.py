"""Quotas and the priority window as data of a document."""

from typing import Any

from filrouge.stages.gatherings.file.collecting.values import local, said
from filrouge.stages.gatherings.models import Gathering, Quota


def quota_data(quota: Quota, zone: str) -> dict[str, Any]:
    """A quota, with its parts in the order of the gathering."""
    return said(
        {
            "key": quota.key,
            "label": quota.label,
            "parts": [part.key for part in sorted(quota.parts.all(), key=lambda part: (part.position, part.pk))],
            "seats": quota.seats,
            "reserved_for": quota.reserved_for,
            "opens_to_all_at": local(quota.opens_to_all_at, zone),
        }
    )


def priority_data(row: Gathering) -> dict[str, Any] | None:
    """Who comes first and until when; None where nobody does."""
    if row.priority_until is None:
        return None
    return {"for": row.priority_rule, "until": local(row.priority_until, row.zone)}
