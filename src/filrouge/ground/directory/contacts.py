"""Reading the contacts of one organiser."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from filrouge.core.names import PersonName
from filrouge.core.postal import NOWHERE, PostalAddress
from filrouge.core.text import Translated, search_form
from filrouge.ground.directory.models import POSTAL_COLUMNS, Contact, ContactFunction


@dataclass(frozen=True)
class HeldFunction:
    """What somebody does for a body. `label` is as printed, `function` a key of the controlled list; or neither."""

    id: int
    organisation_id: int | None
    body: Translated
    function: str
    label: Translated
    since: date | None
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it is held on that day; an unknown end is none."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class ContactCard:
    """Somebody of the directory with all their functions, ended ones too."""

    id: int
    civility: str
    name: PersonName
    language: str
    email: str
    phone: str
    communities: frozenset[str]
    source: str
    source_on: date
    informed_on: date | None
    last_contact_on: date | None
    last_sign_on: date | None
    unreachable_at: datetime | None
    unreachable_why: str
    soft_bounces: int
    postal: PostalAddress = NOWHERE
    functions: tuple[HeldFunction, ...] = ()

    def functions_on(self, day: date) -> tuple[HeldFunction, ...]:
        """The functions held on a day."""
        return tuple(held for held in self.functions if held.holds_on(day))


@dataclass(frozen=True)
class WantedContacts:
    """What a list of contacts shows: words of a name, address or body; a function held today; a language; a state.

    `among`: who is in the state `due`, which is known by whoever knows the organiser's periods.
    """

    text: str = ""
    function: str = ""
    language: str = ""
    state: str = ""
    among: tuple[int, ...] = ()


STATES = ("unreachable", "no_address", "not_informed", "no_function", "silent", "due")
# After three years without a sign of somebody, nothing speaks for keeping them (law and convention, 2.3).
SILENT_AFTER = timedelta(days=3 * 365)

_PLAIN = (
    "pk",
    "civility",
    "given_name",
    "family_name",
    "language",
    "email",
    "phone",
    "communities",
    "source",
    "source_on",
    "informed_on",
    "last_contact_on",
    "last_sign_on",
    "unreachable_at",
    "unreachable_why",
    "soft_bounces",
    *POSTAL_COLUMNS,
)


def _kept(organiser_id: int) -> QuerySet[Contact]:
    return Contact.objects.filter(organiser_id=organiser_id, erased_at=None)


def contact_by_id(*, organiser_id: int, contact_id: int) -> ContactCard | None:
    """One contact of an organiser, None if there is none; two queries."""
    return next(iter(_cards(_kept(organiser_id).filter(pk=contact_id))), None)


def contact_at(*, organiser_id: int, address: str) -> ContactCard | None:
    """Whose this address is, None when it is nobody's; two queries."""
    return next(iter(_cards(_kept(organiser_id).filter(email=address.strip().casefold()))), None)


def own_data_of(card: ContactCard) -> Mapping[str, Any]:
    """All that the directory holds of somebody, ready for JSON: for their own eyes."""
    return {
        "format": "filrouge/contact/1",
        "civility": card.civility,
        "given_name": card.name.given,
        "family_name": card.name.family,
        "language": card.language,
        "email": card.email,
        "phone": card.phone,
        "postal_address": asdict(card.postal),
        "communities": sorted(card.communities),
        "source": card.source,
        "source_on": card.source_on.isoformat(),
        "informed_on": _iso(card.informed_on),
        "last_contact_on": _iso(card.last_contact_on),
        "last_sign_on": _iso(card.last_sign_on),
        "unreachable_at": _iso(card.unreachable_at),
        "unreachable_why": card.unreachable_why,
        "functions": [
            {
                "body": dict(held.body),
                "function": held.function,
                "label": dict(held.label),
                "since": _iso(held.since),
                "until": _iso(held.until),
            }
            for held in card.functions
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def contacts_by_id(*, organiser_id: int, ids: Collection[int]) -> Sequence[ContactCard]:
    """Those of these contacts that the organiser has, in the order of the list; two queries."""
    return _cards(_kept(organiser_id).filter(pk__in=ids)) if ids else ()


def contacts_for(*, organiser_id: int, body_id: int) -> Sequence[ContactCard]:
    """Who does or did something for a body, in the order of the list; two queries."""
    doing = ContactFunction.objects.filter(organisation=body_id).order_by()
    return _cards(_kept(organiser_id).filter(pk__in=doing.values("contact")))


def all_contacts(organiser_id: int) -> Sequence[ContactCard]:
    """Every contact of an organiser, in the order of the list; two queries, however many there are."""
    return _cards(_kept(organiser_id))


def ids_by_address(*, organiser_id: int, addresses: Collection[str]) -> Mapping[str, int]:
    """Whose these folded addresses are; one query."""
    rows = _kept(organiser_id).filter(email__in=[one for one in addresses if one])
    return dict(rows.order_by("pk").values_list("email", "pk"))


def namesakes(*, organiser_id: int, names: Collection[str]) -> Mapping[str, tuple[int, ...]]:
    """Contacts by folded full name, those of these names alone; one query."""
    found: dict[str, tuple[int, ...]] = {}
    rows = _kept(organiser_id).order_by("pk")
    for pk, given, family in rows.values_list("pk", "given_name", "family_name"):
        name = search_form(f"{given} {family}")
        if name and name in names:
            found[name] = (*found.get(name, ()), pk)
    return found


class FoundContacts:
    """The contacts that match, by family name; a paginator counts and slices it."""

    ordered = True

    def __init__(self, *, organiser_id: int, wanted: WantedContacts, on: date) -> None:
        rows = _kept(organiser_id)
        functions = ContactFunction.objects.filter(contact=OuterRef("pk")).order_by()
        for word in search_form(wanted.text).split():
            of_body = functions.filter(organisation__search_text__contains=word)
            rows = rows.filter(Q(search_text__contains=word) | Exists(of_body))
        held = functions.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gte=on))
        if wanted.function:
            rows = rows.filter(Exists(held.filter(function=wanted.function)))
        if wanted.language:
            rows = rows.filter(language=wanted.language)
        if wanted.state == "due":
            rows = rows.filter(pk__in=wanted.among)
        self._rows = _in_state(rows, wanted.state, held, on)

    def count(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[ContactCard]:
        return _cards(self._rows, which)


def _in_state(rows: QuerySet[Contact], state: str, held: QuerySet[ContactFunction], on: date) -> QuerySet[Contact]:
    match state:
        case "unreachable":
            return rows.exclude(unreachable_at=None)
        case "no_address":
            return rows.filter(email="")
        case "not_informed":
            return rows.filter(informed_on=None)
        case "no_function":
            return rows.filter(~Exists(held))
        case "silent":
            old = on - SILENT_AFTER
            return rows.filter(Q(last_sign_on=None) | Q(last_sign_on__lt=old), source_on__lt=old)
    return rows


def _cards(rows: QuerySet[Contact], which: slice = slice(None)) -> list[ContactCard]:
    plain = list(rows.order_by("family_name", "given_name", "pk").values_list(*_PLAIN)[which])
    cards = {card.id: card for card in map(_card, plain)}
    functions = ContactFunction.objects.filter(contact__in=list(cards)) if which != slice(None) else None
    if functions is None:
        functions = ContactFunction.objects.filter(contact__in=rows.order_by().values("pk"))
    held: dict[int, list[HeldFunction]] = {}
    for row in functions.order_by("contact_id", "until", "pk").values(*_HELD):
        held.setdefault(row["contact_id"], []).append(_held(row))
    return [replace(card, functions=tuple(held.get(card.id, ()))) for card in cards.values()]


_HELD = (
    "pk",
    "contact_id",
    "organisation_id",
    "organisation__name",
    "contact__organiser__language",
    "function",
    "label",
    "since",
    "until",
)


def _held(row: Mapping[str, Any]) -> HeldFunction:
    language = row["contact__organiser__language"]
    return HeldFunction(
        id=row["pk"],
        organisation_id=row["organisation_id"],
        body=Translated.of(row["organisation__name"], language),
        function=row["function"],
        label=Translated.of(row["label"], language),
        since=row["since"],
        until=row["until"],
    )


def _card(row: tuple[Any, ...]) -> ContactCard:
    pk, civility, given, family, language, email, phone, communities, *rest = row
    name = PersonName(given, family)
    last = len(rest) - len(POSTAL_COLUMNS)
    told = (*rest[:last], PostalAddress(*rest[last:]))
    return ContactCard(pk, civility, name, language, email, phone, frozenset(communities), *told)
