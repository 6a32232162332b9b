"""What must hold of a gathering's registrations whatever happened before, read from the tables alone."""

from collections import Counter
from collections.abc import Iterator

from filrouge.ground.audit.models import AuditEntry
from filrouge.stages.gatherings.models import Part
from filrouge.stages.registration.models import PartRegistration, PartSeats, Registration

Key = tuple[int, str]


def faults(gathering_id: int) -> list[str]:
    """What does not hold; empty when all is well. The waiting lists must not have been stopped by the calendar."""
    parts = Part.objects.filter(gathering_id=gathering_id).order_by("position")
    return [
        *(fault for part in parts for fault in (*wrong_counts(part), *wrong_list(part))),
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
    if seats.ceiling is not None and rows["confirmed"] > seats.ceiling:
        yield f"{part.key}: {rows['confirmed']} confirmed under a ceiling of {seats.ceiling}"
    if seats.capacity != part.capacity:
        yield f"{part.key}: the seats say {seats.capacity}, the part {part.capacity}"


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
    for subject, data in entries.values_list("subject_id", "data"):
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
