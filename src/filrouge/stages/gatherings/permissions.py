"""What can be done with gatherings, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Gatherings:
    """Permissions of the gatherings stage."""

    SEE = "gathering:see"
    EDIT = "gathering:edit"
    PUBLISH = "gathering:publish"
    EXPORT = "gathering:export"
    SEE_TRAIL = "gathering:see_trail"
    MANAGE_STAFF = "organiser:manage_staff"


_STAFF = frozenset({Role.MANAGER, Role.EDITOR})

grant(
    {
        Gatherings.SEE: _STAFF | {Role.DESK_HELPER, Role.ACCESS_REFERENT, Role.PARTNER},
        Gatherings.EDIT: _STAFF,
        Gatherings.PUBLISH: _STAFF,
        Gatherings.EXPORT: _STAFF,
        Gatherings.SEE_TRAIL: _STAFF,
        Gatherings.MANAGE_STAFF: frozenset({Role.MANAGER}),
    }
)
