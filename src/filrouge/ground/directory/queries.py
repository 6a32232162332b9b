"""Reading the directory of one organiser."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from filrouge.core.text import Translated, search_form
from filrouge.ground.directory.models import ContactFunction, Organisation


@dataclass(frozen=True)
class BodyCard:
    """A body as rules and pages need it. Territories are keys, the body's own first, then each one around it."""

    id: int
    key: str
    name: Translated
    kind: str
    memberships: frozenset[str]
    territories: tuple[str, ...]
    instruments: frozenset[str]


def body_by_name(*, organiser_id: int, name: str, on: date) -> BodyCard | None:
    """The only body that bears exactly this name in one of its languages, accents and case aside; else None."""
    folded = search_form(name)
    if not folded:
        return None
    return _the_one(on=on, organiser_id=organiser_id, search_text__contains=f"|{folded}|")


def body_by_id(*, organiser_id: int, organisation_id: int, on: date) -> BodyCard | None:
    """The body with this id in this organiser's directory, None if there is none."""
    return _the_one(on=on, organiser_id=organiser_id, pk=organisation_id)


def bodies_by_id(*, organiser_id: int, ids: Collection[int], on: date) -> Mapping[int, BodyCard]:
    """Those of the bodies with these ids that this organiser's directory has, by id; one query, none for no ids."""
    return _by_id(on=on, organiser_id=organiser_id, pk__in=ids) if ids else {}


def bodies_of_contacts(*, organiser_id: int, on: date) -> Mapping[int, BodyCard]:
    """The bodies for which contacts of this organiser do something, by id; one query."""
    named = ContactFunction.objects.filter(contact__organiser_id=organiser_id).order_by()
    return _by_id(on=on, pk__in=named.values("organisation"))


def _by_id(*, on: date, **conditions: object) -> Mapping[int, BodyCard]:
    rows: dict[int, list[dict[str, Any]]] = {}
    found = Organisation.objects.filter(**conditions).order_by("pk", "memberships__kind")
    for row in found.values(*_CARD):
        rows.setdefault(row["pk"], []).append(row)
    return {pk: _card(held, on=on) for pk, held in rows.items()}


def search_bodies(*, organiser_id: int, text: str, limit: int = 8) -> Sequence[tuple[int, Translated]]:
    """Bodies one of whose names begins with, or else contains, the text; best first."""
    folded = search_form(text)
    if len(folded) < 2:
        return []
    begins = When(search_text__contains=f"|{folded}", then=Value(0))
    best_first = Case(begins, default=Value(1), output_field=IntegerField())
    found = Organisation.objects.filter(
        Q(organiser_id=organiser_id), *[Q(search_text__contains=word) for word in folded.split()]
    )
    rows = found.order_by(best_first, "key").values_list("id", "name", "organiser__language")[:limit]
    return [(pk, Translated.of(name, language)) for pk, name, language in rows]


# A body with its memberships and the territories around it, four storeys at most (commune, canton, country, beyond).
_STOREYS = ("territory", "territory__parent", "territory__parent__parent", "territory__parent__parent__parent")
_CARD = (
    "pk",
    "key",
    "name",
    "kind",
    "instruments",
    "memberships__kind",
    "memberships__since",
    "memberships__until",
    *(f"{storey}__key" for storey in _STOREYS),
)


@cache
def _with_all_around() -> Any:
    """Bodies with what a card needs, put together once in a process: it joins over four storeys of territories."""
    return Organisation.objects.order_by("pk").values(*_CARD)


def _the_one(*, on: date, **conditions: object) -> BodyCard | None:
    """The card of the only body that meets the conditions; one query, a row per membership."""
    rows = list(_with_all_around().filter(**conditions)[:10])
    return _card(rows, on=on) if len({row["pk"] for row in rows}) == 1 else None


def _card(rows: Sequence[Mapping[str, Any]], *, on: date) -> BodyCard:
    """The card of a body from its rows, one for each membership."""
    row = rows[0]
    return BodyCard(
        id=row["pk"],
        key=row["key"],
        name=Translated.of(row["name"], next(iter(row["name"]))),
        kind=row["kind"],
        memberships=frozenset(held["memberships__kind"] for held in rows if _holds_on(held, on)),
        territories=tuple(row[f"{storey}__key"] for storey in _STOREYS if row[f"{storey}__key"]),
        instruments=frozenset(row["instruments"]),
    )


def _holds_on(row: Mapping[str, Any], on: date) -> bool:
    since, until = row["memberships__since"], row["memberships__until"]
    return row["memberships__kind"] is not None and (since is None or since <= on) and (until is None or on <= until)
