"""Tables of the registration stage, by noun."""

from filrouge.stages.registration.models.needs import Need
from filrouge.stages.registration.models.people import (
    Arrival,
    Forwarding,
    MergedRegistration,
    OpeningNotice,
    Replacement,
    SecondForm,
    ToldApart,
)
from filrouge.stages.registration.models.registration import PartRegistration, Registration
from filrouge.stages.registration.models.seats import PartSeats, QuotaSeats
from filrouge.stages.registration.models.texts import FreeMessage, ImportedFile, MessageText

__all__ = [
    "Arrival",
    "Forwarding",
    "FreeMessage",
    "ImportedFile",
    "MergedRegistration",
    "MessageText",
    "Need",
    "OpeningNotice",
    "PartRegistration",
    "PartSeats",
    "QuotaSeats",
    "Registration",
    "Replacement",
    "SecondForm",
    "ToldApart",
]
