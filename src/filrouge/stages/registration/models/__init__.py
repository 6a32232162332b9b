"""Tables of the registration stage, by noun."""

from filrouge.stages.registration.models.registration import PartRegistration, Registration
from filrouge.stages.registration.models.seats import PartSeats

__all__ = ["PartRegistration", "PartSeats", "Registration"]
