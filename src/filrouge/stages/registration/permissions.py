"""What can be done with registrations, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Registrations:
    """Permissions of the registration stage."""

    SEE_COUNTS = "registration:see_counts"
    SEE = "registration:see"
    ADD = "registration:add"
    CHANGE = "registration:change"
    DECIDE = "registration:decide"
    OVERRIDE = "registration:override"
    EXPORT = "registration:export"
    CHANGE_CAPACITY = "registration:change_capacity"
    SEE_MAILS = "registration:see_mails"
    WRITE_MAILS = "registration:write_mails"
    SEE_NEEDS = "registration:see_needs"
    IMPORT = "registration:import"


_STAFF = frozenset({Role.MANAGER, Role.EDITOR})

grant(
    {
        Registrations.SEE_COUNTS: _STAFF | {Role.DESK_HELPER, Role.ACCESS_REFERENT},
        Registrations.SEE: _STAFF | {Role.DESK_HELPER},
        Registrations.ADD: _STAFF | {Role.DESK_HELPER},
        Registrations.CHANGE: _STAFF,
        Registrations.DECIDE: _STAFF,
        Registrations.OVERRIDE: _STAFF,
        Registrations.EXPORT: _STAFF,
        Registrations.CHANGE_CAPACITY: _STAFF,
        Registrations.SEE_MAILS: _STAFF,
        Registrations.WRITE_MAILS: _STAFF,
        Registrations.IMPORT: _STAFF,
        # Nobody else, managers least of all: a diet tells a faith, an access need tells a health.
        Registrations.SEE_NEEDS: frozenset({Role.ACCESS_REFERENT}),
    }
)
