"""The only writers of registrations: one verb, one transaction."""

from filrouge.stages.registration.actions.capacity import reconcile, set_capacity, set_deadline
from filrouge.stages.registration.actions.change import change
from filrouge.stages.registration.actions.decide import decide, set_aside
from filrouge.stages.registration.actions.links import send_link
from filrouge.stages.registration.actions.register import NothingTaken, Receipt, register
from filrouge.stages.registration.actions.withdraw import withdraw

__all__ = [
    "NothingTaken",
    "Receipt",
    "change",
    "decide",
    "reconcile",
    "register",
    "send_link",
    "set_aside",
    "set_capacity",
    "set_deadline",
    "withdraw",
]
