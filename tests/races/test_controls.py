"""The protections taken away: what they prevent really happens, so the other tests of this folder are able to fail."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, models, transaction

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.registration.actions import register, withdraw
from filrouge.stages.registration.models import PartSeats
from tests.support.at_once import at_once, failures
from tests.support.shared_gathering import shared_gathering
from tests.support.small_gathering import OPEN, small_gathering, wish
from tests.support.soundness import faults

TRIES = 12


def read_only(rows: models.QuerySet[Any], ids: Iterable[int]) -> dict[int, Any]:
    """What `lock_rows` reads, without the lock."""
    return {row.pk: row for row in rows.filter(pk__in=list(ids)).order_by("pk")}


@pytest.mark.only_on("postgresql")  # SQLite has no row locks to take away
def test_without_row_locks_seats_are_sold_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two takers count from the same number: rows and counts part, or a constraint has to stop one of them."""
    monkeypatch.setattr("filrouge.stages.registration.actions.ledger.lock_rows", read_only)
    for number in range(TRIES):
        facts = small_gathering(eve=5, key=f"control-{number}")
        take = lambda facts=facts: register(facts=facts, application=wish(), actor=REGISTRANT, now=OPEN)  # noqa: E731
        take()
        stopped = failures(at_once([take] * 12))
        if faults(facts.id) or any(isinstance(error, IntegrityError) for error in stopped):
            return
    pytest.fail("no seat was ever sold twice: the races prove nothing")


@pytest.mark.only_on("postgresql")
def test_without_row_locks_seats_of_a_quota_are_sold_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """People who ask for different parts contend for the quota that these share, and for nothing else."""
    monkeypatch.setattr("filrouge.stages.registration.actions.ledger.lock_rows", read_only)
    for number in range(TRIES):
        facts = shared_gathering(room=3, key=f"control-{number}")
        take = lambda part, facts=facts: register(  # noqa: E731
            facts=facts, application=wish(part), actor=REGISTRANT, now=OPEN
        )
        take("north"), take("south")
        stopped = failures(at_once([lambda part=part, take=take: take(part) for part in ("north", "south") * 6]))
        if faults(facts.id) or any(isinstance(error, IntegrityError) for error in stopped):
            return
    pytest.fail("no seat was ever sold twice: the races prove nothing")


@pytest.mark.only_on("sqlite")  # PostgreSQL has no transaction mode
@pytest.mark.usefixtures("deferred_transactions")
def test_without_immediate_transactions_people_see_an_error() -> None:
    """A transaction that read first cannot write once another has written: "database is locked"."""
    for number in range(TRIES):
        facts = small_gathering(eve=5, key=f"control-{number}")
        receipts = [register(facts=facts, application=wish(), actor=REGISTRANT, now=OPEN) for _ in range(12)]
        results = at_once(
            [
                lambda pk=receipt.registration_id: withdraw(
                    registration_id=pk, parts=["eve"], actor=REGISTRANT, now=OPEN
                )
                for receipt in receipts
            ]
        )
        if any(isinstance(error, OperationalError) for error in failures(results)):
            return
    pytest.fail("no transaction ever failed: the races prove nothing")


def test_with_immediate_transactions_or_row_locks_nobody_does() -> None:
    """The same twelve withdrawals as above, with the protection on."""
    facts = small_gathering(eve=5)
    receipts = [register(facts=facts, application=wish(), actor=REGISTRANT, now=OPEN) for _ in range(12)]
    results = at_once(
        [
            lambda pk=receipt.registration_id: withdraw(registration_id=pk, parts=["eve"], actor=REGISTRANT, now=OPEN)
            for receipt in receipts
        ]
    )
    assert results == [("eve",)] * 12
    assert faults(facts.id) == []


def test_the_last_defence_is_the_constraint() -> None:
    """Whatever code is written one day: the database refuses one seat too many."""
    facts = small_gathering(eve=5)
    for _ in range(5):
        register(facts=facts, application=wish(), actor=REGISTRANT, now=OPEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartSeats.objects.filter(part__key="eve").update(confirmed=models.F("confirmed") + 1)
