"""The only writers of the privacy stage, by verb."""

from filrouge.stages.privacy.actions.contacts import erase_contacts
from filrouge.stages.privacy.actions.erasing import erase_registration
from filrouge.stages.privacy.actions.legal import set_legal_profile
from filrouge.stages.privacy.actions.objecting import object_to_mails, take_objection_back
from filrouge.stages.privacy.actions.partners import give_access, record_opening, take_access
from filrouge.stages.privacy.actions.proving import ask_for_data, erase_address
from filrouge.stages.privacy.actions.purging import purge
from filrouge.stages.privacy.actions.slips import approve_slip, drop_slip, execute_approved, prepare_slip

__all__ = [
    "approve_slip",
    "ask_for_data",
    "drop_slip",
    "erase_address",
    "erase_contacts",
    "erase_registration",
    "execute_approved",
    "give_access",
    "object_to_mails",
    "prepare_slip",
    "purge",
    "record_opening",
    "set_legal_profile",
    "take_access",
    "take_objection_back",
]
