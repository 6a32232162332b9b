"""What can be done with delegations and their orders, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Delegations:
    """Permissions of the delegations stage."""

    SEE = "delegation:see"
    MANAGE = "delegation:manage"
    SEE_ORDERS = "delegation:see_orders"
    EXPORT_ORDERS = "delegation:export_orders"


_STAFF = frozenset({Role.MANAGER, Role.EDITOR})

grant(
    {
        Delegations.SEE: _STAFF | {Role.DESK_HELPER},
        Delegations.MANAGE: _STAFF,
        Delegations.SEE_ORDERS: _STAFF,
        Delegations.EXPORT_ORDERS: _STAFF,
    }
)
