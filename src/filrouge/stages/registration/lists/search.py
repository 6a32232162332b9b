"""The list of registrations: searched, filtered, sorted, a page at a time; three queries whatever its length."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextField, When
from django.db.models.functions import Lower

from filrouge.core.names import PersonName
from filrouge.core.text import search_form
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.lists.columns import COLUMNS, body_of, function_of, positions_in, positions_of
from filrouge.stages.registration.lists.cuts import Cut, Within, came, having, living_in, received_between
from filrouge.stages.registration.models import PartRegistration, Registration

CHUNK = 500


class Sort(StrEnum):
    """In which order a list stands."""

    NAME = "name"
    BODY = "body"
    RECEIVED = "received"


@dataclass(frozen=True)
class Wanted:
    """Which registrations a list shows. `part` is a key; with a state, the state is the one of that part.

    `active`: confirmed, waiting or to decide. `came`: to that part, if one is named. `cuts` are values of what figures
    are counted by; `since` and `until` are local days on which the registration was received, both included.
    """

    text: str = ""
    part: str = ""
    state: PartState | None = None
    channel: Channel | None = None
    late: bool = False
    sort: Sort = Sort.NAME
    active: bool = False
    came: bool = False
    within: Within | None = None
    cuts: Mapping[Cut, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class PartLine:
    """What became of one part, with the place in the waiting list."""

    state: PartState
    position: int | None = None


@dataclass(frozen=True)
class RegistrationLine:
    """One attendee in a list. Who registered them is not shown in lists."""

    id: int
    name: PersonName
    email: str
    body: str
    function: str
    channel: Channel
    received_at: datetime
    is_late: bool
    parts: Mapping[str, PartLine]


class FoundRegistrations:
    """The registrations that were asked for; a paginator slices it, an export iterates over it."""

    ordered = True

    def __init__(self, facts: GatheringFacts, wanted: Wanted, language: str) -> None:
        self._facts, self._language = facts, language
        self._sort = wanted.sort
        self._rows = _sorted(_filtered(facts, wanted), wanted.sort)

    def count(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[RegistrationLine]:
        return self._read(which)

    def _read(self, which: slice, positions: Mapping[int, int] | None = None) -> Sequence[RegistrationLine]:
        # The ids first, inside the statement: what is shown of somebody is read for this page, not for those before it.
        page = Registration.objects.filter(pk__in=self._rows[which].values("pk"))
        return _lines(_sorted(page, self._sort), self._facts, self._language, positions)

    def __iter__(self) -> Iterator[RegistrationLine]:
        start, positions = 0, positions_in(self._facts)
        while lines := self._read(slice(start, start + CHUNK), positions):
            yield from lines
            start += CHUNK


def _filtered(facts: GatheringFacts, wanted: Wanted) -> QuerySet[Registration]:
    rows = Registration.objects.filter(
        Q(gathering_id=facts.id), *[Q(search_text__contains=word) for word in search_form(wanted.text).split()]
    )
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel.value)
    if wanted.late:
        rows = rows.exclude(late_by="")
    if wanted.within:
        rows = living_in(rows, wanted.within)
    for cut, value in wanted.cuts.items():
        rows = having(rows, cut, value)
    rows = received_between(rows, facts, wanted.since, wanted.until)
    return _answered(rows, facts, wanted)


def _answered(rows: QuerySet[Registration], facts: GatheringFacts, wanted: Wanted) -> QuerySet[Registration]:
    """Those who asked for the part, and got this answer."""
    wishes = PartRegistration.objects.all()
    part = facts.part(wanted.part)
    if wanted.came:
        return came(rows, [one.id for one in facts.parts if part in (None, one)])
    if part is not None:
        wishes = wishes.filter(part_id=part.id)
    if wanted.state:
        wishes = wishes.filter(state=wanted.state.value)
    if wanted.active:
        wishes = wishes.filter(state__in=[state.value for state in ACTIVE])
    if part is not None and wanted.state:
        # The index of the waiting list leads to them; who has another state is not looked at one by one.
        return rows.filter(pk__in=wishes.values("registration_id"))
    own = wishes.filter(registration=OuterRef("pk"))
    return rows.filter(Exists(own)) if part or wanted.state or wanted.active else rows


def _sorted(rows: QuerySet[Registration], sort: Sort) -> QuerySet[Registration]:
    if sort is Sort.RECEIVED:
        return rows.order_by("-received_at", "-pk")
    if sort is Sort.BODY:
        typed = When(organisation=None, then=Lower("organisation_text"))
        body = Case(typed, default=F("organisation__key"), output_field=TextField())
        return rows.annotate(body_sort=body).order_by("body_sort", "sort_name", "pk")
    return rows.order_by("sort_name", "pk")


def lines_of(facts: GatheringFacts, ids: Collection[int], language: str) -> Mapping[int, RegistrationLine]:
    """The registrations with these ids, by id; three queries."""
    rows = Registration.objects.filter(gathering_id=facts.id, pk__in=list(ids)).order_by("pk")
    return {line.id: line for line in _lines(rows, facts, language)}


def _lines(
    rows: QuerySet[Registration], facts: GatheringFacts, language: str, positions: Mapping[int, int] | None = None
) -> list[RegistrationLine]:
    """The rows as lines; with the `positions` in the waiting lists, if they are known already."""
    found = list(rows.values(*COLUMNS))
    parts = _parts_of([row["pk"] for row in found], facts, positions)
    return [
        RegistrationLine(
            id=row["pk"],
            name=PersonName(row["given_name"], row["family_name"]),
            email=row["email"],
            body=body_of(row, facts, language),
            function=function_of(row, facts, language),
            channel=Channel(row["channel"]),
            received_at=row["received_at"],
            is_late=bool(row["late_by"]),
            parts=parts[row["pk"]],
        )
        for row in found
    ]


def _parts_of(
    ids: Sequence[int], facts: GatheringFacts, positions: Mapping[int, int] | None
) -> Mapping[int, Mapping[str, PartLine]]:
    keys = {part.id: part.key for part in facts.parts}
    positions = positions_of(ids, facts) if positions is None else positions
    wishes = PartRegistration.objects.filter(registration_id__in=ids).order_by("registration_id", "part_id")
    found: dict[int, dict[str, PartLine]] = defaultdict(dict)
    for pk, registration_id, part_id, state in wishes.values_list("pk", "registration_id", "part_id", "state"):
        found[registration_id][keys[part_id]] = PartLine(PartState(state), positions.get(pk))
    return found
