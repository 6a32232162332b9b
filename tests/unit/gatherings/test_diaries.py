"""What raises the SEQUENCE of a part in diaries, and what does not."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from filrouge.core.text import Translated
from filrouge.stages.gatherings.audience import Audience, Is
from filrouge.stages.gatherings.enums import Attribute, DiaryStatus, GatheringState, Otherwise
from filrouge.stages.gatherings.facts import VenueFacts
from filrouge.stages.gatherings.rules import diary_status, hours_shown, moved_in_diaries
from tests.support.plain_facts import a_gathering, a_part

S = GatheringState
HALL = VenueFacts(Translated.of("Halle", "fr"), "rue du Marché", "3", "5000", "Aarau", "CH")
PART = a_part(id=7, starts_at=time(9), ends_at=time(12), venue=HALL)
BEFORE = a_gathering(PART, state=S.REGISTRATION_OPEN)


@pytest.mark.parametrize(
    "changes",
    [
        {"when": a_part("2023-05-12").when},
        {"when": a_part("2023-05").when},
        {"starts_at": time(9, 30)},
        {"starts_at": None},
        {"ends_at": time(13)},
        {"venue": None},
        {"venue": replace(HALL, number="5")},
        {"venue": replace(HALL, name=Translated.of("Halle neuve", "fr"))},
    ],
)
def test_date_hour_and_place_raise_it(changes: dict[str, Any]) -> None:
    after = a_gathering(replace(PART, **changes), state=S.REGISTRATION_OPEN)
    assert moved_in_diaries(BEFORE, after) == (7,)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": Translated.of("Autre titre", "fr")},
        {"capacity": 12},
        {"deadline": date(2023, 1, 1)},
        {"audience": Audience(Is(Attribute.FUNCTION, ("mayor",)), Otherwise.REFUSE)},
        {"has_meal": True},
        {"starts_from": True},
        {"sequence": 5},
        {"venue": replace(HALL, access=Translated.of("Par la cour", "fr"))},
    ],
)
def test_nothing_else_does(changes: dict[str, Any]) -> None:
    after = a_gathering(replace(PART, **changes), state=S.REGISTRATION_OPEN, title=Translated.of("Nouveau", "fr"))
    assert moved_in_diaries(BEFORE, after) == ()


def test_the_town_counts_while_no_venue_is_known() -> None:
    nowhere = replace(PART, venue=None)
    before, after = (a_gathering(nowhere, town=Translated.of(town, "fr")) for town in ("Aarau", "Bienne"))
    assert moved_in_diaries(before, after) == (7,)
    before, after = (a_gathering(PART, town=Translated.of(town, "fr")) for town in ("Aarau", "Bienne"))
    assert moved_in_diaries(before, after) == ()


def test_a_new_part_begins_where_it_is_and_one_that_is_gone_is_left() -> None:
    new = replace(PART, id=8, key="new")
    assert moved_in_diaries(BEFORE, a_gathering(PART, new, state=S.REGISTRATION_OPEN)) == ()
    assert moved_in_diaries(BEFORE, a_gathering(new, state=S.REGISTRATION_OPEN)) == ()


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (S.DRAFT, DiaryStatus.TENTATIVE),
        (S.SAVE_THE_DATE, DiaryStatus.TENTATIVE),
        (S.POSTPONED, DiaryStatus.TENTATIVE),
        (S.INVITATION_SENT, DiaryStatus.CONFIRMED),
        (S.REGISTRATION_OPEN, DiaryStatus.CONFIRMED),
        (S.REGISTRATION_CLOSED, DiaryStatus.CONFIRMED),
        (S.HELD, DiaryStatus.CONFIRMED),
        (S.DOCUMENTED, DiaryStatus.CONFIRMED),
        (S.ARCHIVED, DiaryStatus.CONFIRMED),
        (S.CANCELLED, DiaryStatus.CANCELLED),
    ],
)
def test_every_state_has_a_status_and_a_change_of_it_raises(state: GatheringState, status: DiaryStatus) -> None:
    assert diary_status(state) is status
    moved = moved_in_diaries(BEFORE, a_gathering(PART, state=state))
    assert moved == (() if status is DiaryStatus.CONFIRMED else (7,))


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2016-11-22 morning", (time(9), time(12))),
        ("2016-11-22 afternoon", (time(14), time(17))),
        ("2016-11-22", (None, None)),
        ("2016-11", (None, None)),
    ],
)
def test_half_a_day_without_hours_is_shown_with_approximate_ones(when: str, shown: tuple[Any, Any]) -> None:
    assert hours_shown(a_part(when)) == shown
    assert hours_shown(a_part(when, starts_at=time(8))) == (time(8), None)
