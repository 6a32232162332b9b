"""Values of the delegations stage."""

from enum import StrEnum


class OrderState(StrEnum):
    """Where an order stands. Lapsed: it did not come in time, and the places that were held for it went back."""

    NOT_AWAITED = "not_awaited"
    AWAITED = "awaited"
    ARRIVED = "arrived"
    LAPSED = "lapsed"


class Reference(StrEnum):
    """What an invoice for a public buyer is rejected without, when the buyer's own settings ask for it."""

    SIRET = "siret"
    SERVICE_CODE = "service_code"
    ENGAGEMENT_NUMBER = "engagement_number"


class LineProblem(StrEnum):
    """Why somebody of a delegation cannot be registered with the others."""

    ALREADY_REGISTERED = "already_registered"
    NOTHING_TAKEN = "nothing_taken"
