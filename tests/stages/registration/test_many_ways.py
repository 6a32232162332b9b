"""People registered together count for the link by which each of them comes."""

from dataclasses import replace

import pytest

from filrouge.stages.invitations.models import Relay
from filrouge.stages.registration.actions import register_many
from filrouge.stages.registration.models import Arrival
from tests.support.people import DESK
from tests.support.shared_gathering import group, shared_gathering
from tests.support.small_gathering import OPEN


@pytest.mark.django_db
def test_a_relay_is_counted_for_each_who_comes_by_it_and_for_nobody_else() -> None:
    facts = shared_gathering(capacities={"north": 5})
    relay = Relay.objects.create(gathering_id=facts.id, name="Réseau", made_at=OPEN, made_by="Desk")
    by_link, alone = group(2, "north")
    outcomes = register_many(facts=facts, applications=[replace(by_link, relay=relay.pk), alone], actor=DESK, now=OPEN)
    assert list(Arrival.objects.values_list("registration_id", "relay_id")) == [(outcomes[0].registration_id, relay.pk)]
