"""How people register: channels, dates, price, forwarding; and whom to ask."""

from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from filrouge.stages.gatherings.enums import Channel, ForwardingScope
from filrouge.stages.gatherings.file.schema.base import (
    AsWritten,
    Base,
    Day,
    Email,
    Instant,
    Text,
    Url,
    line,
)
from filrouge.stages.gatherings.file.schema.quotas import PriorityEntry, WaitingEntry


class PriceEntry(Base):
    """What a place costs. No price at all means “not known”, which is not the same as free (amount 0)."""

    amount: Decimal = Field(ge=0, max_digits=9, decimal_places=2)
    currency: AsWritten = Field(pattern=r"^[A-Z]{3}$", description="EUR, CHF…")
    note: Text | None = None


class RegistrationEntry(Base):
    """How to register. Everything may be left out while it is not known."""

    also: ClassVar = {"until": "deadline", "preferred_channel": "preferred"}

    opens_at: Instant | None = Field(None, description="Day and hour in the gathering's time zone.")
    deadline: Day | None = Field(None, description="The last day; it counts in full, in the gathering's time zone.")
    channels: tuple[Channel, ...] = Field((), description="The doors by which a registration may come.")
    preferred: Channel | None = Field(None, description="The door that is asked for; one of the channels.")
    shortcut: bool = Field(False, description="Whether letters bear a direct link or code.")
    web_path: Text | None = Field(None, description="Where on the organiser's site the form is found.")
    price: PriceEntry | None = None
    forwarding: ForwardingScope = Field(ForwardingScope.NONE, description="To whom the invitation may be passed on.")
    priority: PriorityEntry | None = Field(None, description="Who may register before everybody else.")
    residents: bool = Field(False, description="Whether people come for themselves too, on a short plain form.")
    pictures: bool = Field(False, description="Whether pictures are taken: people are asked, and may say no.")
    category: bool = Field(False, description="Whether kind of body and level are asked for, for statistics only.")
    waiting: WaitingEntry = WaitingEntry()
    order_days: int | None = Field(
        None, ge=1, le=365, description="For how many days a place is held until the purchase order arrives."
    )


class ContactEntry(Base):
    """Whom to ask: a role rather than a person."""

    also: ClassVar = {"mail": "email", "telephone": "phone"}

    name: AsWritten = line(200)
    function: Text | None = None
    email: Email = ""
    phone: AsWritten = line(40)
    mobile: AsWritten = line(40)
    website: Url = ""
