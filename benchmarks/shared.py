"""Five hundred people want three parts that share two quotas: no limit is ever passed, and when the last one knows."""

from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.installation import Server, load

KEY = "shared-seats"
PEOPLE = 500
SEATS = {"room": 60, "bus": 40}
PARTS = {"north": 50, "south": 30, "west": 30}
TURNS = [["north"], ["south"], ["west"], ["north", "west"], ["south", "west"]]

FILE = """
filrouge: gathering/1
key: shared-seats
organiser: {{key: bench, name: Bench}}
kind: workshops
title: Shared seats
languages: [en]
country: CH
town: Aarau
state: registration_open
published_on: "{today}"
registration: {{deadline: {deadline}, channels: [web]}}
contacts: {{registration: {{name: Desk, email: desk@bench.example}}}}
parts:
  - {{key: north, kind: workshop, title: North, when: "{day}",
     starts_at: "09:00", ends_at: "11:00", capacity: 50, audience: {{open: true}}}}
  - {{key: south, kind: workshop, title: South, when: "{day}",
     starts_at: "12:00", ends_at: "14:00", capacity: 30, audience: {{open: true}}}}
  - {{key: west, kind: workshop, title: West, when: "{day}",
     starts_at: "15:00", ends_at: "17:00", capacity: 30, audience: {{open: true}}}}
quotas:
  - {{key: room, label: Room, parts: [north, south], seats: 60}}
  - {{key: bus, label: Bus, parts: [south, west], seats: 40}}
"""


def prepare() -> None:
    """The gathering, open today, with nobody registered."""
    from filrouge.ground.people.actors import SYSTEM
    from filrouge.stages.gatherings.file.loading import load_gathering
    from filrouge.stages.registration.models import PartSeats, QuotaSeats, Registration

    now = datetime.now(UTC)
    text = FILE.format(today=now.date(), deadline=now.date() + timedelta(days=30), day=now.date() + timedelta(days=60))
    load_gathering(text, actor=SYSTEM, now=now)
    Registration.objects.filter(gathering__key=KEY).delete()
    PartSeats.objects.filter(part__gathering__key=KEY).delete()
    QuotaSeats.objects.filter(quota__gathering__key=KEY).delete()


def rush(server: Server) -> dict[str, Any]:
    """Everybody at the same moment, for one part or two of them in turn."""
    prepare()
    job = {
        "kind": "people",
        "port": server.port,
        "path": f"/g/{KEY}/register/",
        "people": PEOPLE,
        "at_once": PEOPLE,
        "first": 900,
        "open_first": False,
        "since_start": True,
        "fields": [],
        "parts_by_turn": TURNS,
    }
    people = load(job)["people"]
    errors = sorted({person["error"] for person in people if person["error"]})
    last = max(person["milliseconds"] for person in people) / 1000
    return {"last answer": last, "errors": errors, "failed": wrong(), "people": len(people)}


def wrong() -> list[str]:
    """What is not exactly as it must be, told by the tables: limits, counts, and seats left empty beside people."""
    from django.db.models import Count, Q

    from filrouge.stages.registration.models import PartRegistration

    rows = PartRegistration.objects.filter(part__gathering__key=KEY)
    confirmed = dict(rows.filter(state="confirmed").values_list("part__key").annotate(Count("pk")).order_by())
    waiting = dict(rows.filter(state="waiting").values_list("part__key").annotate(Count("pk")).order_by())
    taken = {
        "room": confirmed.get("north", 0) + confirmed.get("south", 0),
        "bus": confirmed.get("south", 0) + confirmed.get("west", 0),
    }
    found = [f"{quota}: {taken[quota]} of {seats}" for quota, seats in SEATS.items() if taken[quota] > seats]
    found += [
        f"{part}: {confirmed.get(part, 0)} of {seats}"
        for part, seats in PARTS.items()
        if confirmed.get(part, 0) > seats
    ]
    quotas_of = {"north": ["room"], "south": ["room", "bus"], "west": ["bus"]}
    for part, seats in PARTS.items():
        is_free = confirmed.get(part, 0) < seats and all(taken[quota] < SEATS[quota] for quota in quotas_of[part])
        if is_free and waiting.get(part, 0):
            found.append(f"{part}: {waiting[part]} wait beside a free seat")
    wished = sum(len(TURNS[number % len(TURNS)]) for number in range(PEOPLE))
    recorded = rows.filter(Q(state="confirmed") | Q(state="waiting")).count()
    return found if recorded == wished else [*found, f"{recorded} of {wished} wishes recorded"]
