"""The desk's list of twenty thousand registrations: pages, searches and filters, by Django's test client."""

import statistics
import time
from datetime import UTC, datetime
from typing import Any

from benchmarks import gathering
from benchmarks.waiting import fill

PEOPLE = 20_000
LOOKS = ("", "?page=2", "?page=300", "?q=muster1999", "?part=eve&state=waiting", "?sort=-received", "?q=ann")


def desk_list() -> dict[str, Any]:
    """Milliseconds of each look, several times, and the number of statements, which must not depend on the page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from filrouge.ground.people.actions import give_role
    from filrouge.ground.people.actors import SYSTEM
    from filrouge.ground.people.enums import Role
    from filrouge.ground.people.models import Organiser

    gathering.nobody_registered(eve=10_000)
    now = datetime.now(UTC)
    fill(PEOPLE, now=now)
    if connection.vendor == "postgresql":
        # What autovacuum does within a minute; twenty thousand registrations never are younger than that.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    organiser = Organiser.objects.get(gatherings__key=gathering.KEY)
    user = give_role(
        email="bench@desk.example", name="Bench", organiser=organiser, role=Role.MANAGER, actor=SYSTEM, now=now
    )
    client = Client(headers={"host": "127.0.0.1", "accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/desk/g/{gathering.KEY}/registrations/"
    client.get(address)
    times, statements = [], set()
    for look in LOOKS * 5:
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address + look)
        times.append((time.perf_counter() - began) * 1000)
        statements.add(len(queries))
        assert answer.status_code == 200, answer.status_code
    return {
        "p50": statistics.median(times),
        "p95": sorted(times)[int(len(times) * 0.95)],
        "statements": sorted(statements),
    }
