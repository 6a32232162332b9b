"""Reserves and priority: what holds at an instant, and how it is said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from filrouge.core.text import Translated
from filrouge.stages.gatherings.audience import Is
from filrouge.stages.gatherings.enums import Attribute
from filrouge.stages.gatherings.facts import GatheringFacts, PriorityFacts, QuotaFacts, TermFacts, Vocabulary
from filrouge.stages.gatherings.rules import kept_in, priority_at, reserves_at, rules_beside
from filrouge.stages.gatherings.words import instant_in_words, quotas_in_words
from tests.support.plain_facts import EVE, a_gathering

MEMBERS, NIGHT = Is(Attribute.MEMBERSHIP, ("member",)), Is(Attribute.COMMUNITY, ("night",))
OPENS = datetime(2023, 4, 1, 7, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
DAY = replace(EVE, id=2, key="day", title=Translated.of({"fr": "Journée", "en": "Day"}, "fr"))
COACH = QuotaFacts(1, "coach", Translated.of({"fr": "Le car", "en": "Coach"}, "fr"), ("eve", "day"), 40)
UNTIL = QuotaFacts(2, "until", Translated.of("Membres", "fr"), ("day",), 10, MEMBERS, OPENS)
ALWAYS = QuotaFacts(3, "always", Translated.of("Nuit", "fr"), ("day",), 1, NIGHT)
WORDS = Vocabulary(
    memberships=(
        TermFacts(
            "member",
            Translated.of("ville membre", "fr"),
            Translated.of({"fr": "villes membres", "en": "member cities"}, "fr"),
        ),
    ),
    communities=(
        TermFacts(
            "night",
            Translated.of("communauté de nuit", "fr"),
            Translated.of({"fr": "communautés de nuit", "en": "night communities"}, "fr"),
        ),
    ),
)


def a_gathering_with(*quotas: QuotaFacts, priority: PriorityFacts | None = None) -> GatheringFacts:
    """An eve and a day with these quotas."""
    return a_gathering(EVE, DAY, vocabulary=WORDS, quotas=quotas, priority=priority)


FACTS = a_gathering_with(COACH, UNTIL, ALWAYS, priority=PriorityFacts(NIGHT, OPENS - timedelta(days=7)))


def test_a_reserve_ends_with_its_moment_and_a_shared_quota_is_none() -> None:
    assert reserves_at(FACTS, OPENS - MOMENT) == (UNTIL, ALWAYS)
    assert reserves_at(FACTS, OPENS) == (ALWAYS,)


def test_somebody_comes_first_until_the_moment() -> None:
    assert FACTS.priority is not None
    assert priority_at(FACTS, FACTS.priority.until - MOMENT) is FACTS.priority
    assert priority_at(FACTS, FACTS.priority.until) is None
    assert priority_at(a_gathering_with(), OPENS) is None


def test_only_rules_that_are_in_force_are_asked_about() -> None:
    assert rules_beside(FACTS, OPENS - timedelta(days=8)) == (MEMBERS, NIGHT, NIGHT)
    assert rules_beside(FACTS, OPENS - MOMENT) == (MEMBERS, NIGHT)
    assert rules_beside(FACTS, OPENS) == (NIGHT,)
    assert rules_beside(FACTS, None) == (MEMBERS, NIGHT, NIGHT)
    assert rules_beside(a_gathering_with(COACH), OPENS) == ()


def test_the_reserves_of_a_part_are_added_up() -> None:
    assert (kept_in(FACTS, "day"), kept_in(FACTS, "eve"), kept_in(FACTS, "night")) == (11, 0, 0)


def test_a_part_says_what_is_kept_and_with_whom_it_shares() -> None:
    with override("en"):
        assert quotas_in_words(DAY, FACTS, "en", at=OPENS - MOMENT) == (
            "10 places are kept for member cities until Saturday 1 April 2023 at 9:00.",
            "1 place is kept for night communities.",
            "Coach: 40 places, shared with Veille.",
        )
        assert quotas_in_words(DAY, FACTS, "en", at=OPENS)[0] == "1 place is kept for night communities."
        assert quotas_in_words(EVE, FACTS, "en", at=OPENS) == ("Coach: 40 places, shared with Day.",)
        assert quotas_in_words(EVE, a_gathering_with(), "en", at=OPENS) == ()


@pytest.mark.parametrize(("zone", "said"), [("Europe/Zurich", "at 9:00"), ("Europe/Lisbon", "at 8:00")])
def test_an_instant_is_said_by_the_clock_of_the_gathering(zone: str, said: str) -> None:
    with override("en"):
        assert instant_in_words(OPENS, replace(FACTS, zone=zone), "en").endswith(said)
