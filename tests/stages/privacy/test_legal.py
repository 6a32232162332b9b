"""Who answers for personal data: written once, changed with a line in the trail."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from filrouge.ground.audit.models import AuditEntry
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions import set_legal_profile
from filrouge.stages.privacy.facts import Periods
from filrouge.stages.privacy.queries.legal import has_legal_profile, legal_of, periods_of
from filrouge.stages.privacy.queries.retention import restricted_since
from tests.support.people import DESK, NOW
from tests.support.privacy import COMMUNE, NETWORK, YEAR_LATER, moment, profile

pytestmark = pytest.mark.django_db


def test_what_is_written_is_read(facts: GatheringFacts) -> None:
    assert legal_of(facts.organiser_id) is None
    assert periods_of(facts.organiser_id) == Periods()
    said = replace(COMMUNE, authority="Beauftragte AG", periods=Periods(10, 20, 24, False, 18))
    assert set_legal_profile(organiser_id=facts.organiser_id, legal=said, actor=DESK, now=NOW)
    assert legal_of(facts.organiser_id) == said
    assert periods_of(facts.organiser_id) == said.periods
    assert has_legal_profile(facts.organiser_id)


def test_the_same_again_writes_nothing(facts: GatheringFacts) -> None:
    for expected in (True, False):
        done = set_legal_profile(organiser_id=facts.organiser_id, legal=NETWORK, actor=DESK, now=NOW)
        assert done is expected
    assert AuditEntry.objects.filter(verb="legal:changed").count() == 1


def test_the_trail_says_what_changed_and_the_periods(facts: GatheringFacts) -> None:
    profile(facts)
    profile(facts, registrations_months=24)
    line = AuditEntry.objects.filter(verb="legal:changed").order_by("-pk")[0]
    assert line.data["changed"] == ["registrations_months"]
    assert line.data["periods"]["before"]["registrations_months"] == 12
    assert line.data["periods"]["now"]["registrations_months"] == 24


@pytest.mark.parametrize(
    "periods",
    [
        {"needs_days": 31},
        {"registrations_months": 0},
        {"registrations_months": 61},
        {"contacts_months": 0},
        {"contacts_months": 61},
    ],
)
def test_the_database_keeps_the_floor_and_the_ceiling(facts: GatheringFacts, periods: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        profile(facts, **periods)
    assert not has_legal_profile(facts.organiser_id)


def test_registrations_leave_active_use_with_their_period(facts: GatheringFacts) -> None:
    assert restricted_since(facts, now=moment("2024-05-11T12:00:00+02:00")) is None
    assert str(restricted_since(facts, now=moment(YEAR_LATER))) == "2024-05-12"
    profile(facts, registrations_months=24)
    assert restricted_since(facts, now=moment(YEAR_LATER)) is None


def test_nothing_is_asked_of_the_database_while_a_gathering_is_young(
    facts: GatheringFacts, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert restricted_since(facts, now=NOW) is None
