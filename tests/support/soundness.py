"""What must hold of a gathering's registrations whatever happened before, read from the tables alone."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from filrouge.engines.waiting import Party, Run
from filrouge.ground.audit.models import AuditEntry
from filrouge.stages.gatherings.models import Part, Quota
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.line import waiting_groups
from filrouge.stages.registration.models import PartRegistration, PartSeats, QuotaSeats, Registration

Key = tuple[int, str]


def faults(gathering_id: int) -> list[str]:
    """What does not hold; empty when all is well. The waiting lists must not have been stopped by the calendar."""
    parts = list(Part.objects.filter(gathering_id=gathering_id).order_by("position"))
    is_plain = not Quota.objects.filter(gathering_id=gathering_id).exists() and not Registration.objects.filter(
        gathering_id=gathering_id, party__isnull=False
    )
    return [
        *(fault for part in parts for fault in wrong_counts(part)),
        *(fault for part in parts if is_plain for fault in wrong_list(part)),
        *wrong_quotas(gathering_id),
        *seats_left_empty(gathering_id),
        *wrong_trail(gathering_id),
        *registered_twice(gathering_id),
    ]


def wrong_counts(part: Part) -> Iterator[str]:
    """Counts that differ from the rows, or go beyond what may be given."""
    seats = PartSeats.objects.filter(part=part).first()
    if seats is None:
        return
    rows = Counter(PartRegistration.objects.filter(part=part).order_by("pk").values_list("state", flat=True))
    for state, counted in (("confirmed", seats.confirmed), ("waiting", seats.waiting)):
        if rows[state] != counted:
            yield f"{part.key}: {rows[state]} rows are {state}, {counted} are counted"
    if seats.ceiling is not None and rows["confirmed"] + seats.held > seats.ceiling:
        yield f"{part.key}: {rows['confirmed']} confirmed, {seats.held} held under a ceiling of {seats.ceiling}"
    if seats.capacity != part.capacity:
        yield f"{part.key}: the seats say {seats.capacity}, the part {part.capacity}"


def wrong_quotas(gathering_id: int) -> Iterator[str]:
    """A quota that counts other places than those that say they take a seat of it, or more than it may."""
    confirmed = PartRegistration.objects.filter(part__gathering_id=gathering_id, state="confirmed").order_by("pk")
    taken = Counter(quota for quotas in confirmed.values_list("quotas", flat=True) for quota in quotas)
    elsewhere = PartRegistration.objects.filter(part__gathering_id=gathering_id).exclude(state="confirmed")
    if elsewhere.exclude(quotas=[]).exists():
        yield "somebody without a place takes a seat of a quota"
    for row in QuotaSeats.objects.filter(quota__gathering_id=gathering_id).select_related("quota").order_by("pk"):
        if taken[row.pk] != row.confirmed:
            yield f"{row.quota.key}: {taken[row.pk]} places are taken, {row.confirmed} are counted"
        if row.ceiling is not None and row.confirmed + row.held > row.ceiling:
            yield f"{row.quota.key}: {row.confirmed} taken, {row.held} held under a ceiling of {row.ceiling}"


def seats_left_empty(gathering_id: int) -> Iterator[str]:
    """Somebody waits whom the policy would seat now: told by the engine, which has its own proofs in tests/unit."""
    facts = facts_by_id(gathering_id)
    assert facts is not None
    now = datetime.combine(min(part.day for part in facts.parts if part.day), time(), UTC) - timedelta(days=40)
    with transaction.atomic():
        free, totals = Ledger(facts, facts.parts).units(facts.parts)
    run = Run(free, totals=totals, policy=facts.waiting_policy, most_overtakings=facts.most_overtakings)
    for group in waiting_groups(facts, facts.parts, now=now):
        lines = [
            frozenset({Ledger.part_line(group.part.id), *map(Ledger.quota_line, entry.quotas)})
            for entry in group.entries
        ]
        first = group.entries[0].wish
        most = max(entry.wish.overtaken for entry in group.entries)
        verdict = run.consider(Party(group.key, tuple(lines), first.registration.party_may_split, most))
        if verdict.seated:
            yield f"{group.part.key}: number {first.queue_number} waits beside a seat that is theirs"


def wrong_list(part: Part) -> Iterator[str]:
    """A free seat while somebody waits, or somebody seated before one who came earlier."""
    numbers = {
        state: list(
            PartRegistration.objects.filter(part=part, state=state, queue_number__isnull=False)
            .order_by("queue_number")
            .values_list("queue_number", flat=True)
        )
        for state in ("confirmed", "waiting")
    }
    confirmed = PartRegistration.objects.filter(part=part, state="confirmed").count()
    if numbers["waiting"] and (part.capacity is None or confirmed < part.capacity):
        yield f"{part.key}: {confirmed} of {part.capacity} seats taken while {len(numbers['waiting'])} wait"
    if numbers["waiting"] and numbers["confirmed"] and numbers["confirmed"][-1] > numbers["waiting"][0]:
        yield f"{part.key}: number {numbers['confirmed'][-1]} sits while {numbers['waiting'][0]} waits"


def wrong_trail(gathering_id: int) -> Iterator[str]:
    """A row whose state the audit trail does not tell: played from its beginning, it ends where the rows are."""
    told: dict[Key, str] = {}
    entries = AuditEntry.objects.filter(gathering_id=gathering_id, subject_kind="registration").order_by("id")
    for subject, verb, data in entries.values_list("subject_id", "verb", "data"):
        if verb == "registration:merged_into":
            told = {key: state for key, state in told.items() if key[0] != int(subject)}
        told |= {(int(subject), part): said["state"] for part, said in data.get("parts", {}).items()}
    rows = PartRegistration.objects.filter(part__gathering_id=gathering_id).order_by("pk")
    found = {(pk, part): state for pk, part, state in rows.values_list("registration_id", "part__key", "state")}
    if told != found:
        yield f"told but not so: {set(told.items()) - set(found.items())}; so but not told: " + str(
            set(found.items()) - set(told.items())
        )


def registered_twice(gathering_id: int) -> Iterator[str]:
    """A person with two registrations that both count."""
    active = (
        Registration.objects.filter(gathering_id=gathering_id, parts__state__in=["confirmed", "waiting", "requested"])
        .exclude(email="")
        .distinct()
    )
    people = Counter(active.order_by("pk").values_list("email", "sort_name"))
    yield from (f"{person} is registered {times} times" for person, times in people.items() if times > 1)
