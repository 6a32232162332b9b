"""The words of the roles: what each is called, and what it may do."""

from django.utils.translation import gettext

from filrouge.core.decisions import Reason
from filrouge.ground.people.enums import Role


def role_in_words(role: Role) -> str:
    """What a role is called."""
    return {
        Role.MANAGER: gettext("Manager"),
        Role.EDITOR: gettext("Editor"),
        Role.DESK_HELPER: gettext("Desk helper"),
        Role.ACCESS_REFERENT: gettext("Access referent"),
        Role.PARTNER: gettext("Partner"),
    }[role]


def role_may(role: Role) -> str:
    """What somebody with a role may do, in one or two sentences."""
    return {
        Role.MANAGER: gettext("Everything an editor may, and decides who works here."),
        Role.EDITOR: gettext(
            "Prepares and publishes gatherings, sees every registration, decides requests, sets a rule aside with a "
            "motive, exports lists."
        ),
        Role.DESK_HELPER: gettext(
            "Looks people up and adds the registrations that come by paper or telephone. Decides nothing and exports "
            "nothing."
        ),
        Role.ACCESS_REFERENT: gettext("Sees the gatherings and their counts, no list of names."),
        Role.PARTNER: gettext(
            "Sees the front of each gathering, and who takes the parts that a manager names: name, function, body and "
            "territory. Each opening of such a list is recorded."
        ),
    }[role]


def reason_in_words(reason: Reason) -> str:
    """Why a role cannot be taken back."""
    return {
        "last_manager": gettext(
            "This is the last manager. Give the role to somebody else first, otherwise nobody could decide who works "
            "here."
        ),
    }[reason.code]
