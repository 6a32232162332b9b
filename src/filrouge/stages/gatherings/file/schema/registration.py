"""How people register: channels, dates, price, forwarding; and whom to ask."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field

from filrouge.stages.gatherings.enums import Channel, ForwardingScope
from filrouge.stages.gatherings.file.schema.base import (
    AsWritten,
    Base,
    Day,
    Email,
    Text,
    Url,
    line,
    shared,
)


def _instant(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        found = datetime.fromisoformat(str(value))
        if len(str(value)) >= 16:
            return found
    except ValueError:
        pass
    raise ValueError(_("“%(value)s” is not a day and hour. Write it as 2027-01-15 09:00.") % {"value": value})


Instant = Annotated[datetime, BeforeValidator(_instant), shared("Instant")]


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


class ContactEntry(Base):
    """Whom to ask: a role rather than a person."""

    also: ClassVar = {"mail": "email", "telephone": "phone"}

    name: AsWritten = line(200)
    function: Text | None = None
    email: Email = ""
    phone: AsWritten = line(40)
    mobile: AsWritten = line(40)
    website: Url = ""
