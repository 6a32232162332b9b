"""What can be done about personal data, and which roles may."""

from filrouge.ground.people.enums import Role
from filrouge.ground.people.permissions import grant


class Privacy:
    """Permissions of the privacy stage."""

    LEGAL = "privacy:legal"
    RETENTION = "privacy:retention"
    OBJECTIONS = "privacy:objections"
    REGISTER = "privacy:register"
    PARTNERS = "privacy:partners"
    ERASE = "privacy:erase"
    SEE_RESTRICTED = "privacy:see_restricted"
    PARTNER_LIST = "privacy:partner_list"


_MANAGER = frozenset({Role.MANAGER})

grant(
    {
        Privacy.LEGAL: _MANAGER,
        Privacy.RETENTION: _MANAGER,
        Privacy.OBJECTIONS: _MANAGER,
        Privacy.REGISTER: _MANAGER,
        Privacy.PARTNERS: _MANAGER,
        Privacy.ERASE: _MANAGER,
        Privacy.SEE_RESTRICTED: _MANAGER,
        Privacy.PARTNER_LIST: frozenset({Role.PARTNER}),
    }
)
