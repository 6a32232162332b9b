"""Parts and roles as data of a document."""

from collections.abc import Sequence
from typing import Any

from filrouge.stages.gatherings.file.collecting.values import said
from filrouge.stages.gatherings.models import OrganisingRole, Part

_SAME = (
    "key",
    "kind",
    "title",
    "when",
    "starts_at",
    "starts_from",
    "ends_at",
    "capacity",
    "deadline",
    "has_meal",
    "asks_access",
    "promotion_stop_days",
    "answer_hours",
    "texts",
    "uid",
    "sequence",
    "earlier",
)


def part_data(part: Part, roles: Sequence[OrganisingRole]) -> dict[str, Any]:
    """A part, with the roles of bodies in it."""
    return said(
        {
            **{name: getattr(part, name) for name in _SAME},
            "venue": part.venue.key if part.venue else None,
            "audience": {**part.audience, "otherwise": part.otherwise} if part.audience else None,
            "roles": [role_data(role) for role in roles if role.part_id == part.pk],
        }
    )


def role_data(role: OrganisingRole) -> dict[str, Any]:
    """What a body does."""
    return {"body": role.organisation.key, "role": role.role}
