"""The only writers of delegations: one verb, one transaction."""

from filrouge.stages.delegations.actions.held import HoldRefused, hold_places
from filrouge.stages.delegations.actions.links import send_referent_link
from filrouge.stages.delegations.actions.members import NotTaken, add_member
from filrouge.stages.delegations.actions.moving import MoveRefused, move_place
from filrouge.stages.delegations.actions.orders import ReferencesMissing, record_order
from filrouge.stages.delegations.actions.register import DelegationReceipt, NotAll, register_delegation

__all__ = [
    "DelegationReceipt",
    "HoldRefused",
    "MoveRefused",
    "NotAll",
    "NotTaken",
    "ReferencesMissing",
    "add_member",
    "hold_places",
    "move_place",
    "record_order",
    "register_delegation",
    "send_referent_link",
]
