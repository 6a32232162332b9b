"""The assembly with quotas: seats shared by both parts, and seats of the day kept for member cities for a while."""

from typing import Any

from tests.support.gatherings import AARAU, changed, with_part
from tests.support.people import EXECUTIVE, PARTNER, Person

OPENS = "2023-04-01 09:00"
UNTIL = "2023-03-25 12:00"
NIGHT = {
    "key": "night",
    "label": {"fr": "communauté de nuit", "de": "Gemeinschaft der Nacht", "en": "night community"},
    "plural": {"fr": "communautés de nuit", "de": "Gemeinschaften der Nacht", "en": "night communities"},
}


def shared(seats: int) -> dict[str, Any]:
    """Seats in a coach, for the eve and the day together."""
    return {"key": "coach", "label": {"fr": "Places dans le car"}, "parts": ["eve", "day"], "seats": seats}


def reserve(seats: int, *, opens: str = OPENS) -> dict[str, Any]:
    """Seats of the day, kept for member cities."""
    label = {"fr": "Places des villes membres"}
    whom = {"reserved_for": {"membership": "member"}, **({"opens_to_all_at": opens} if opens else {})}
    return {"key": "members", "label": label, "parts": ["day"], "seats": seats, **whom}


def with_quotas(*quotas: dict[str, Any], day: int | None = None, eve: int | None = None) -> dict[str, Any]:
    """The assembly with these quotas and numbers of places, its day open to everybody."""
    document = with_part(AARAU, "day", audience={"open": True}, **({} if day is None else {"capacity": day}))
    return changed(with_part(document, "eve", capacity=eve), quotas=list(quotas))


def communities_first(*, until: str = UNTIL) -> dict[str, Any]:
    """The assembly, its day open to everybody, registration for one community first."""
    window = {"for": {"community": "night"}, "until": until}
    document = with_part(AARAU, "day", audience={"open": True})
    registration = {**AARAU["registration"], "priority": window}
    return changed(document, registration=registration, communities=[NIGHT])


def member(number: int = 0) -> Person:
    """Somebody of a member city."""
    return EXECUTIVE.but(family=f"Membre {number}", email=f"m{number}@lindenau.example")


def other(number: int = 0) -> Person:
    """Somebody of a body that is no member."""
    return PARTNER.but(family=f"Autre {number}", email=f"a{number}@entraide.example")
