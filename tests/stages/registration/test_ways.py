"""What the database itself holds of ways of coming, whatever the code above forgets; and what older rows become."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from filrouge.stages.invitations.models import Invitation
from filrouge.stages.registration.models import Arrival, Forwarding, Registration
from tests.support.invited import a_guest, comes
from tests.support.small_gathering import OPEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> Mapping[str, Any]:
    """Somebody invited, and registered by that."""
    facts, pk = a_guest()
    comes(facts, pk, "day", "anna@rey.example")
    return {"invitation": Invitation.objects.get(), "registration": Registration.objects.get()}


def refused(make: Any, **said: Any) -> bool:
    """Whether the database takes no such row."""
    try:
        with transaction.atomic():
            make(**said)
    except IntegrityError:
        return True
    return False


def test_somebody_passed_it_on_and_one_alone(rows: Mapping[str, Any]) -> None:
    make = Forwarding.objects.create
    by_both = {"passed_on_by": rows["registration"], "invitation": rows["invitation"]}
    assert refused(make, passed_on_at=OPEN)
    assert refused(make, passed_on_at=OPEN, **by_both)
    for name, row in by_both.items():
        assert not refused(make, passed_on_at=OPEN, **{name: row})
    assert Forwarding.objects.count() == 2


def test_one_registration_answers_an_invitation(rows: Mapping[str, Any]) -> None:
    make = Arrival.objects.create
    assert refused(make, **rows, is_own=True)
    assert refused(make, **rows, is_instead=True)
    assert not refused(make, **rows), "others may have come through it"
    Arrival.objects.filter(is_own=True).delete()
    assert refused(make, **rows, is_own=True, is_instead=True)


def test_of_two_older_answers_the_first_stays(rows: Mapping[str, Any]) -> None:
    """What the migration does with rows from before the constraint; it is taken away for that."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_comes_on_an_invitation")
    second = Arrival.objects.create(**rows, is_own=True)
    import_module("filrouge.stages.registration.migrations.0005_every_way_of_coming").first_alone_answers(apps, None)
    assert list(Arrival.objects.filter(is_own=True).values_list("pk", flat=True)) == [second.pk - 1]
    assert Arrival.objects.count() == 2
