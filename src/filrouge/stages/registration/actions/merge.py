"""Two registrations of one person become one, because staff say so: never by themselves, and never silently."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from filrouge.core import days
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import now_about
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.arriving import follow, move_ways
from filrouge.stages.registration.actions.change import APPLICANT_FIELDS
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.loading import Gone, wishes_of
from filrouge.stages.registration.actions.merging import (
    FIELDS,
    followers,
    halves_stored,
    merged_applicant,
    merged_parts,
)
from filrouge.stages.registration.actions.promote import answer_now, move, promote
from filrouge.stages.registration.actions.register import fill_applicant
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.models import (
    Forwarding,
    MergedRegistration,
    Need,
    PartRegistration,
    Registration,
    Replacement,
    ToldApart,
)
from filrouge.stages.registration.queries import applicant_of, capacity_of

# What came with the form that arrived first.
_ARRIVAL = ("channel", "received_at", "created_at", "late_by", "late_motive")
_REGISTRANT = ("registrant_given_name", "registrant_family_name", "registrant_email")

Wishes = Mapping[str, PartRegistration]


@transaction.atomic
def merge(
    *,
    keep_id: int,
    drop_id: int,
    facts: GatheringFacts,
    from_dropped: Collection[str] = (),
    seen: tuple[int, int] | None = None,
    actor: Actor,
    now: datetime,
) -> tuple[rules.PartAnswer, ...]:
    """Put two registrations of one person together; what holds of every part afterwards.

    `from_dropped` names the FIELDS taken from the one that goes. Of each part the better answer stays, with its seat or
    rank; a seat left over is given on. The first to arrive counts for the deadline. The one that goes is deleted, and
    its links say so. The person is told, at the address given up too. `seen` are the numbers of their links (`link`)
    when they were compared: another person may have come since. Raises Gone, then too; ValueError for what is no pair.
    """
    if keep_id == drop_id or not set(from_dropped) <= set(FIELDS):
        raise ValueError(f"cannot merge {keep_id} and {drop_id}, {sorted(from_dropped)}")
    keep, drop = _lock(keep_id, drop_id, facts, seen=seen)
    ledger = Ledger(facts, facts.parts)
    mine, other = wishes_of(keep, facts), wishes_of(drop, facts)
    addresses = {row.email: applicant_of(row).name.full for row in (drop, keep)}
    capacity = _write_person(keep, drop, facts, from_dropped, now=now)
    freed = _write_parts(keep, facts, ledger, mine, other, capacity, now=now)
    _move_belongings(keep, drop, now=now)
    now_about(gathering_id=facts.id, name="registration", before=drop.pk, after=keep.pk)
    drop.delete()
    trace = Trace(facts, actor=actor, now=now)
    held = _answers_now(keep, facts)
    trace.note("registration:merged", keep, data=states(held) | {"with": drop_id, "taken": sorted(from_dropped)})
    drop.pk = drop_id
    trace.note("registration:merged_into", drop, data={"into": keep_id})
    _tell(keep, held, freed, addresses, trace)
    for part in (part for part in facts.parts if part.key in freed):
        promote(part=part, ledger=ledger, trace=trace, now=now)
    trace.write()
    ledger.write()
    follow(keep, trace)
    return held


@transaction.atomic
def tell_apart(*, first_id: int, second_id: int, facts: GatheringFacts, actor: Actor, now: datetime) -> None:
    """Record that two registrations are two people, so that they are not proposed again. Raises Gone."""
    first, second = _lock(min(first_id, second_id), max(first_id, second_id), facts)
    _, is_new = ToldApart.objects.get_or_create(
        first=first, second=second, defaults={"said_at": now, "said_by": actor.label}
    )
    if is_new:
        trace = Trace(facts, actor=actor, now=now)
        for one, another in ((first, second), (second, first)):
            trace.note("registration:told_apart", one, data={"from": another.pk})
        trace.write()


def _lock(
    first_id: int, second_id: int, facts: GatheringFacts, *, seen: tuple[int, int] | None = None
) -> tuple[Registration, Registration]:
    """Both rows, locked in the order of their ids; with the numbers of their links as they were `seen`."""
    rows = lock_rows(Registration.objects.filter(gathering_id=facts.id, erased_at=None), [first_id, second_id])
    if set(rows) != {first_id, second_id}:
        raise Gone(f"{first_id}, {second_id}")
    if seen not in (None, (rows[first_id].link, rows[second_id].link)):
        raise Gone(f"{first_id}, {second_id}: not those who were compared")
    return rows[first_id], rows[second_id]


def _write_person(
    keep: Registration, drop: Registration, facts: GatheringFacts, from_dropped: Collection[str], *, now: datetime
) -> Capacity:
    """Write the chosen fields over the kept registration; in which capacity they come now."""
    applicant = merged_applicant(applicant_of(keep), applicant_of(drop), from_dropped)
    capacity = capacity_of(applicant, facts, on=days.local_day(now, facts.zone))
    fill_applicant(keep, applicant, capacity)
    taken = ["language"] if "language" in from_dropped else []
    taken += _REGISTRANT if "registrant" in from_dropped else ()
    taken += _ARRIVAL if drop.received_at < keep.received_at else ()
    if keep.party is None:
        taken += ("party", "party_may_split")
    # Whoever came through their own other entry came through whom that one came.
    keep.invited_through_id = None if keep.invited_through_id == drop.pk else keep.invited_through_id
    taken += [name for name in ("reference", "invited_through_id") if not getattr(keep, name)]
    for name in taken:
        setattr(keep, name, getattr(drop, name))
    keep.save(update_fields=[*APPLICANT_FIELDS, "language", *_REGISTRANT, *_ARRIVAL, *_ALSO])
    return capacity


_ALSO = ("party", "party_may_split", "reference", "invited_through")


def _write_parts(
    keep: Registration,
    facts: GatheringFacts,
    ledger: Ledger,
    mine: Wishes,
    other: Wishes,
    capacity: Capacity,
    *,
    now: datetime,
) -> set[str]:
    """Move the better half of each part to the kept registration; the keys of the parts in which a seat was left over
    or lost.
    """
    freed = set()
    for key, merged in merged_parts(facts, halves_stored(mine), halves_stored(other), capacity, now=now).items():
        wish, surplus = mine.get(key), other.get(key)
        if merged.from_dropped:
            wish, surplus = surplus, wish
        if surplus is not None:
            ledger.leave(surplus.part_id, PartState(surplus.state), quotas=surplus.quotas)
            surplus.delete()
        if wish is None:
            continue
        PartRegistration.objects.filter(pk=wish.pk).update(registration=keep)
        wish.registration = keep
        before = PartState(wish.state)
        if merged.answer.state is not before:
            move(wish, merged.answer, ledger=ledger, now=now)
        elif merged.answer.reasons:
            wish.reasons = [reason.to_json() for reason in merged.answer.reasons]
            wish.save(update_fields=["reasons"])
        if (surplus is not None and surplus.state == PartState.CONFIRMED.value) or before is not merged.answer.state:
            freed.add(key)
    return freed


def _move_belongings(keep: Registration, drop: Registration, *, now: datetime) -> None:
    """Let what hangs on the registration that goes hang on the other; where both have it, the kept one's stays."""
    for need in Need.objects.filter(registration=drop, erased_at=None).order_by("pk"):
        said = Need.objects.filter(registration=keep, part_id=need.part_id, kind=need.kind)
        if not said.filter(erased_at=None).exists():
            said.delete()
            Need.objects.filter(pk=need.pk).update(registration=keep)
    Forwarding.objects.filter(passed_on_by=drop).update(passed_on_by=keep)
    Forwarding.objects.filter(registration=drop).update(registration=keep)
    Registration.objects.filter(invited_through=drop).exclude(pk=keep.pk).update(invited_through=keep)
    Replacement.objects.filter(registration=drop).update(registration=keep)
    MergedRegistration.objects.filter(registration=drop).update(registration=keep)
    MergedRegistration.objects.create(public_id=drop.public_id, registration=keep, merged_at=now)
    move_ways(keep, drop)
    _leave_no_circle(keep, drop)
    for move_along in followers:
        move_along(keep.pk, drop.pk)


def _leave_no_circle(keep: Registration, drop: Registration) -> None:
    """Nobody came through themselves, be it through others whom they had told."""
    above, met = keep.invited_through_id, {drop.pk}
    while above is not None and above not in met and above != keep.pk:
        met.add(above)
        above = Registration.objects.values_list("invited_through_id", flat=True).get(pk=above)
    if above is not None:
        keep.invited_through = None
        keep.save(update_fields=["invited_through"])


def _answers_now(row: Registration, facts: GatheringFacts) -> tuple[rules.PartAnswer, ...]:
    wishes = wishes_of(row, facts)
    return tuple(answer_now(wishes[part.key], part) for part in facts.parts if part.key in wishes)


def _tell(
    keep: Registration,
    held: tuple[rules.PartAnswer, ...],
    freed: Collection[str],
    addresses: Mapping[str, str],
    trace: Trace,
) -> None:
    """What holds now, and what no longer does; and a word to an address that is given up."""
    trace.mail("merged", keep, parts=[one for one in held if one.state in ACTIVE or one.part.key in freed])
    for address, name in addresses.items():
        if address and address not in (keep.email, keep.registrant_email):
            said = {"gathering": trace.facts.id, "name": name}
            trace.letter("merged_away", address, keep.language, said)
