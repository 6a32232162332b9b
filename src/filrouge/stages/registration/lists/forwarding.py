"""Who passed the gathering on, and who came of it: for one's own page, and as a tree by body for the organiser."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from filrouge.core.names import PersonName
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.lists.arrivals import came_through_invitation
from filrouge.stages.registration.lists.columns import COLUMNS, body_of, function_of
from filrouge.stages.registration.lists.invited import (
    Ways,
    added,
    invited_roots,
    of_an_invitation,
    sent_by_invited,
    ways_in,
)
from filrouge.stages.registration.models import Forwarding, PartRegistration, Registration


@dataclass(frozen=True)
class ForwardingFacts:
    """One passing on, as the form of whoever comes by it reads it: by whom, and for which registration or
    invitation it counts.
    """

    public_id: UUID
    passed_on_by: int | None
    by: PersonName
    invitation: int | None = None


@dataclass(frozen=True)
class PassedOn:
    """What somebody sees of their own passing on: whom they named and when, the relay link, and how many registered.

    Who of those named registered and who did not is not told.
    """

    named: tuple[tuple[str, datetime], ...]
    relay: UUID | None
    registered: int


@dataclass(frozen=True)
class PassedOnLine:
    """Somebody in the tree: how many they passed the gathering on to by name, and who registered through them.

    `registration_id` is None for somebody who is only invited: then `invitation_id` says by which invitation.
    """

    registration_id: int | None
    name: PersonName
    function: str
    body: str
    is_other_body: bool
    parts: Mapping[str, PartState]
    named: int
    has_relay: bool
    came: tuple["PassedOnLine", ...]
    invitation_id: int | None = None

    @property
    def came_in_all(self) -> int:
        """Everybody below."""
        return len(self._below())

    def _below(self) -> frozenset[tuple[int | None, int | None]]:
        """Each once: whoever came through two people stands under both."""
        found = {(line.registration_id, line.invitation_id) for line in self.came}
        return frozenset(found).union(*(line._below() for line in self.came))


def forwarding_by_id(gathering_id: int, public_id: UUID) -> ForwardingFacts | None:
    """The passing on that a link names, None when the gathering has none such; one query."""
    registered = Q(passed_on_by__gathering_id=gathering_id, passed_on_by__erased_at=None)
    invited = Q(invitation__gathering_id=gathering_id, invitation__contact__isnull=False)
    found = Forwarding.objects.filter(registered | invited, public_id=public_id)
    row = found.select_related("passed_on_by", "invitation__contact").first()
    if row is None:
        return None
    person = row.passed_on_by or (row.invitation.contact if row.invitation else None)
    name = PersonName(person.given_name, person.family_name) if person else PersonName("", "")
    return ForwardingFacts(public_id, row.passed_on_by_id, name, row.invitation_id)


def passed_on_by(registration_id: int) -> PassedOn:
    """What somebody sees of their own passing on; two queries."""
    return _passed_on(Q(passed_on_by_id=registration_id), came_through(registration_id))


def passed_on_by_invited(invitation_id: int) -> PassedOn:
    """The same for somebody who is invited; two queries."""
    return _passed_on(Q(invitation_id=invitation_id), came_through_invitation(invitation_id))


def _passed_on(whose: Q, came: int) -> PassedOn:
    rows = Forwarding.objects.filter(whose).order_by("passed_on_at", "pk")
    said = list(rows.values_list("name", "public_id", "passed_on_at"))
    relay = next((public_id for name, public_id, _ in said if not name), None)
    return PassedOn(tuple((name, at) for name, _, at in said if name), relay, came)


def came_through(registration_id: int) -> int:
    """How many registered through somebody; one query."""
    through = Q(invited_through_id=registration_id) | Q(arrivals__also_through_id=registration_id)
    return Registration.objects.filter(through, erased_at=None).distinct().count()


def invited_through(registration_id: int) -> tuple[int, PersonName] | None:
    """The registration and the name of whoever passed the gathering on to somebody, None for nobody; one query."""
    rows = Registration.objects.filter(passed_on_to=registration_id)
    row = rows.values_list("pk", "given_name", "family_name").first()
    return (row[0], PersonName(row[1], row[2])) if row else None


def passed_on_tree(facts: GatheringFacts, language: str) -> Sequence[tuple[str, Sequence[PassedOnLine]]]:
    """The bodies whose people passed the gathering on, each with those people and all who came of it; six queries.

    Somebody stands under the one through whom they came, whatever their own body, and under both where two entries of
    one person became one; bodies in the order of their names.
    """
    own = Registration.objects.filter(gathering_id=facts.id)
    passed = Q(forwardings__isnull=False) | Q(invited_through__isnull=False) | of_an_invitation()
    passed |= Q(also_passed_on_to__isnull=False)
    rows = list(own.filter(passed).distinct().order_by("sort_name", "pk").values(*COLUMNS, *_OF_THE_TREE))
    ways = ways_in(facts.id)
    roots, sent = invited_roots(facts, ways), added(_sent(facts.id), sent_by_invited(facts.id, ways))
    tree = _Tree(facts, language, [*rows, *roots], ways, sent, _parts(facts, [row["pk"] for row in rows]))
    bodies: dict[str, list[PassedOnLine]] = defaultdict(list)
    for line in tree.roots():
        bodies[line.body].append(line)
    return sorted(bodies.items(), key=lambda item: item[0].casefold())


_OF_THE_TREE = ("organisation_id", "invited_through_id")


class _Tree:
    """Rows put together as lines, each under the one through whom it came."""

    def __init__(
        self,
        facts: GatheringFacts,
        language: str,
        rows: Iterable[Mapping[str, Any]],
        ways: Mapping[int, Ways],
        sent: Mapping[int, tuple[int, int]],
        parts: Mapping[int, Mapping[str, PartState]],
    ) -> None:
        self._facts, self._language, self._sent, self._parts = facts, language, sent, parts
        self._rows = {row["pk"]: row for row in rows}
        self._below: dict[int, list[int]] = defaultdict(list)
        self._ways = ways
        self._invited = {one: pk for pk in self._rows for one in ([-pk] if pk < 0 else self._ways_of(pk).own)}
        self._above = {pk: self._above_of(pk, row) for pk, row in self._rows.items()}
        for pk, every in self._above.items():
            for above in every:
                self._below[above].append(pk)

    def _ways_of(self, pk: int) -> Ways:
        return self._ways.get(pk, Ways())

    def _above_of(self, pk: int, row: Mapping[str, Any]) -> Sequence[int]:
        """The rows under which this one stands: those through whom they came, and whose invitation reached them."""
        ways = self._ways_of(pk)
        through = (row["invited_through_id"], *(self._invited.get(one) for one in ways.others), *ways.also_through)
        return [one for one in dict.fromkeys(through) if one in self._rows and one != pk]

    def roots(self) -> Sequence[PassedOnLine]:
        """Those with whom it began, by name; of people who came through each other the first."""
        begun = [pk for pk in self._rows if not self._above[pk]]
        met = self._reached(begun)
        for pk in self._rows:
            if pk not in met:
                begun.append(pk)
                met |= self._reached([pk])
        return [self._line(self._rows[pk], None, frozenset()) for pk in begun]

    def _reached(self, begun: Iterable[int]) -> set[int]:
        met, ahead = set(), list(begun)
        while ahead:
            pk = ahead.pop()
            ahead += [one for one in self._below[pk] if one not in met]
            met.add(pk)
        return met

    def _line(self, row: Mapping[str, Any], above: Mapping[str, Any] | None, met: frozenset[int]) -> PassedOnLine:
        met |= {row["pk"]}
        named, relays = self._sent.get(row["pk"], (0, 0))
        return PassedOnLine(
            registration_id=row["pk"] if row["pk"] > 0 else None,
            invitation_id=-row["pk"] if row["pk"] < 0 else None,
            name=PersonName(row["given_name"], row["family_name"]),
            function=function_of(row, self._facts, self._language),
            body=body_of(row, self._facts, self._language),
            is_other_body=above is not None and _body_key(row) != _body_key(above),
            parts=self._parts.get(row["pk"], {}),
            named=named,
            has_relay=bool(relays),
            came=tuple(self._line(self._rows[pk], row, met) for pk in self._below[row["pk"]] if pk not in met),
        )


def _body_key(row: Mapping[str, Any]) -> object:
    return row["organisation_id"] or str(row["organisation_text"]).strip().casefold()


def _sent(gathering_id: int) -> Mapping[int, tuple[int, int]]:
    rows = Forwarding.objects.filter(passed_on_by__gathering_id=gathering_id).values("passed_on_by_id")
    counted = rows.annotate(named=Count("pk", filter=~Q(name="")), relays=Count("pk", filter=Q(name="")))
    found = counted.order_by("passed_on_by_id").values_list("passed_on_by_id", "named", "relays")
    return {pk: (named, relays) for pk, named, relays in found}


def _parts(facts: GatheringFacts, ids: Collection[int]) -> Mapping[int, Mapping[str, PartState]]:
    keys = {part.id: part.key for part in facts.parts}
    counted = PartRegistration.objects.filter(registration_id__in=ids, state__in=[state.value for state in ACTIVE])
    found: dict[int, dict[str, PartState]] = defaultdict(dict)
    for pk, part_id, state in counted.order_by("pk").values_list("registration_id", "part_id", "state"):
        found[pk][keys[part_id]] = PartState(state)
    return found
