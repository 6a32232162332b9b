"""The only writers of registrations: one verb, one transaction."""

from filrouge.stages.registration.actions.capacity import reconcile, set_capacity, set_deadline, set_quota
from filrouge.stages.registration.actions.change import change
from filrouge.stages.registration.actions.decide import decide, set_aside
from filrouge.stages.registration.actions.holds import keep_place
from filrouge.stages.registration.actions.links import send_link
from filrouge.stages.registration.actions.many import Outcome, register_many
from filrouge.stages.registration.actions.register import NothingTaken, Receipt, register
from filrouge.stages.registration.actions.withdraw import withdraw

__all__ = [
    "NothingTaken",
    "Outcome",
    "Receipt",
    "change",
    "decide",
    "keep_place",
    "reconcile",
    "register",
    "register_many",
    "send_link",
    "set_aside",
    "set_capacity",
    "set_deadline",
    "set_quota",
    "withdraw",
]
