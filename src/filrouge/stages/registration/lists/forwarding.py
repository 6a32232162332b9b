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
    added,
    invited_by,
    invited_roots,
    of_an_invitation,
    sent_by_invited,
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
        return len(self.came) + sum(line.came_in_all for line in self.came)


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
    return Registration.objects.filter(invited_through_id=registration_id, erased_at=None).count()


def invited_through(registration_id: int) -> tuple[int, PersonName] | None:
    """The registration and the name of whoever passed the gathering on to somebody, None for nobody; one query."""
    rows = Registration.objects.filter(passed_on_to=registration_id)
    row = rows.values_list("pk", "given_name", "family_name").first()
    return (row[0], PersonName(row[1], row[2])) if row else None


def passed_on_tree(facts: GatheringFacts, language: str) -> Sequence[tuple[str, Sequence[PassedOnLine]]]:
    """The bodies whose people passed the gathering on, each with those people and all who came of it; five queries.

    Somebody stands under the one through whom they came, whatever their own body; bodies in the order of their names.
    """
    own = Registration.objects.filter(gathering_id=facts.id)
    passed = Q(forwardings__isnull=False) | Q(invited_through__isnull=False) | of_an_invitation()
    rows = list(own.filter(passed).distinct().order_by("sort_name", "pk").values(*COLUMNS, *_OF_THE_TREE))
    roots, sent = invited_roots(facts, rows), added(_sent(facts.id), sent_by_invited(facts.id, rows))
    tree = _Tree(facts, language, [*rows, *roots], sent, _parts(facts, [row["pk"] for row in rows]))
    bodies: dict[str, list[PassedOnLine]] = defaultdict(list)
    for line in tree.roots():
        bodies[line.body].append(line)
    return sorted(bodies.items(), key=lambda item: item[0].casefold())


_OF_THE_TREE = ("organisation_id", "invited_through_id", "arrival__invitation_id", "arrival__is_own")


class _Tree:
    """Rows put together as lines, each under the one through whom it came."""

    def __init__(
        self,
        facts: GatheringFacts,
        language: str,
        rows: Iterable[Mapping[str, Any]],
        sent: Mapping[int, tuple[int, int]],
        parts: Mapping[int, Mapping[str, PartState]],
    ) -> None:
        self._facts, self._language, self._sent, self._parts = facts, language, sent, parts
        self._rows = {row["pk"]: row for row in rows}
        self._below: dict[int, list[int]] = defaultdict(list)
        self._invited = {invited_by(row): pk for pk, row in self._rows.items() if invited_by(row) is not None}
        self._above = {pk: above for pk, row in self._rows.items() if (above := self._above_of(row)) is not None}
        for pk, above in self._above.items():
            self._below[above].append(pk)

    def _above_of(self, row: Mapping[str, Any]) -> int | None:
        """The row under which this one stands: whom they came through, else whose invitation reached them."""
        if row["invited_through_id"] in self._rows:
            return int(row["invited_through_id"])
        return self._invited.get(row["arrival__invitation_id"]) if not row["arrival__is_own"] else None

    def roots(self) -> Sequence[PassedOnLine]:
        """Those with whom it began, by name."""
        begun = [row for pk, row in self._rows.items() if pk not in self._above]
        return [self._line(row, None) for row in begun]

    def _line(self, row: Mapping[str, Any], above: Mapping[str, Any] | None) -> PassedOnLine:
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
            came=tuple(self._line(self._rows[pk], row) for pk in self._below[row["pk"]]),
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
