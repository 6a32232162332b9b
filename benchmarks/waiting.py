"""Two thousand people wait and two hundred withdraw: one transaction each, and what moving one person up costs."""

import statistics
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from benchmarks import gathering

WAITING, WITHDRAWALS = 2000, 200


def promotions() -> dict[str, Any]:
    """Statements and milliseconds of each withdrawal, and of them what the promotion takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from filrouge.ground.people.actors import REGISTRANT
    from filrouge.stages.registration.actions import withdraw
    from filrouge.stages.registration.models import PartRegistration

    gathering.nobody_registered(eve=WITHDRAWALS)
    now = datetime.now(UTC)
    fill(WITHDRAWALS + WAITING, now=now)
    eve = PartRegistration.objects.filter(part__key="eve", part__gathering__key=gathering.KEY)
    leaving = list(eve.filter(state="confirmed").order_by("pk").values_list("registration_id", flat=True))
    first = list(eve.filter(state="waiting").order_by("queue_number").values_list("registration_id", flat=True))
    statements, times = [], []
    for registration_id in leaving:
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            withdraw(registration_id=registration_id, parts=["eve"], actor=REGISTRANT, now=now)
        times.append((time.perf_counter() - began) * 1000)
        said = [query["sql"].lstrip().upper() for query in queries.captured_queries]
        statements.append(sum(not text.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for text in said))
    seated = list(eve.filter(state="confirmed").order_by("queue_number").values_list("registration_id", flat=True))
    alone = without_anybody_waiting(now=now)
    return {
        "statements": max(statements),
        "of the promotion": max(statements) - alone,
        "p50": statistics.median(times),
        "largest": max(times),
        "in order": seated == first[:WITHDRAWALS],
        "confirmed": len(seated),
    }


def fill(people: int, *, now: datetime) -> None:
    """So many executive members of one city who wish the eve, in one transaction."""
    from filrouge.core.names import PersonName
    from filrouge.ground.directory.models import Organisation
    from filrouge.ground.people.actors import SYSTEM
    from filrouge.stages.gatherings.queries import facts_by_key
    from filrouge.stages.registration.actions import register_many
    from filrouge.stages.registration.facts import Applicant, Application

    facts = facts_by_key(gathering.KEY)
    assert facts is not None
    city = Organisation.objects.get(key="aarau", organiser_id=facts.organiser_id)
    applications = [
        Application(
            applicant=Applicant(
                name=PersonName("Anna", f"Muster{number}"),
                email=f"anna.{number}@bench.example",
                organisation_id=city.pk,
                function="executive_member",
            ),
            parts=("eve",),
            language="fr",
            submission=uuid4(),
            received_at=now,
        )
        for number in range(people)
    ]
    register_many(facts=facts, applications=applications, actor=SYSTEM, now=now, send_mails=False)


def without_anybody_waiting(*, now: datetime) -> int:
    """The statements of a withdrawal when the list is empty, everybody having been seated."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from filrouge.ground.people.actors import REGISTRANT, SYSTEM
    from filrouge.stages.gatherings.queries import facts_by_key
    from filrouge.stages.registration.actions import set_capacity, withdraw
    from filrouge.stages.registration.models import PartRegistration

    facts = facts_by_key(gathering.KEY)
    assert facts is not None
    set_capacity(facts=facts, part="eve", capacity=100_000, actor=SYSTEM, now=now)
    eve = PartRegistration.objects.filter(part__key="eve", part__gathering__key=gathering.KEY)
    assert not eve.filter(state="waiting").exists()
    first, last = eve.filter(state="confirmed").order_by("-queue_number")[:2]
    # The first one after a change of capacity reads the facts anew.
    withdraw(registration_id=first.registration_id, parts=["eve"], actor=REGISTRANT, now=now)
    with CaptureQueriesContext(connection) as queries:
        withdraw(registration_id=last.registration_id, parts=["eve"], actor=REGISTRANT, now=now)
    said = [query["sql"].lstrip().upper() for query in queries.captured_queries]
    return sum(not text.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for text in said)
