"""A gathering as an agenda takes it: hours that are not known, texts that are too long, what is in the way."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pytest

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.agendas.enums import Trouble
from filrouge.stages.agendas.rules import event_for, trouble_of, wait_minutes
from filrouge.stages.gatherings.enums import GatheringKind, GatheringState, TextName
from filrouge.stages.gatherings.facts import EarlierDate, GatheringFacts
from tests.support.plain_facts import a_gathering, a_part

AARAU = Translated.of({"fr": "Aarau", "de": "Aarau (AG)"}, "fr")


def event(**other: Any) -> Any:
    """What an agenda is given for the assembly with something else."""
    return event_for(a_gathering(**other), link="https://here.example/g/assembly/")


@pytest.mark.parametrize(
    ("part", "begin", "end"),
    [
        ({"starts_at": time(9), "ends_at": time(12)}, "2023-05-11T09:00:00+02:00", "2023-05-11T12:00:00+02:00"),
        ({"starts_at": time(17, 15)}, "2023-05-11T17:15:00+02:00", "2023-05-11T23:59:00+02:00"),
        ({}, "2023-05-11T00:00:00+02:00", "2023-05-11T23:59:00+02:00"),
        ({"when": "2023-01-11 afternoon"}, "2023-01-11T14:00:00+01:00", "2023-01-11T17:00:00+01:00"),
    ],
)
def test_every_part_with_a_day_has_a_timing(part: dict[str, Any], begin: str, end: str) -> None:
    vague = a_part("2023-06", key="later")
    (timing,) = event_for(a_gathering(a_part(**part), vague), link="").timings
    assert (timing.begin.isoformat(), timing.end.isoformat()) == (begin, end)


def test_timings_stand_in_their_order() -> None:
    late, early = a_part("2023-05-12", key="late"), a_part("2023-05-11", key="early")
    begins = [timing.begin for timing in event_for(a_gathering(late, early), link="").timings]
    assert begins == sorted(begins) and isinstance(begins[0], datetime)


def test_texts_are_cut_between_words_in_each_language() -> None:
    long = Translated.of({"fr": "mot " * 200, "de": "kurz"}, "fr")
    short = dict(event(texts={TextName.PRESENTATION: (long,)}).short)
    assert short["de"] == "kurz"
    assert len(short["fr"]) <= 200 and short["fr"].endswith("mot…")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (GatheringState.REGISTRATION_OPEN, "scheduled"),
        (GatheringState.POSTPONED, "postponed"),
        (GatheringState.CANCELLED, "cancelled"),
        (GatheringState.HELD, "scheduled"),
    ],
)
def test_the_status_follows_the_life(state: GatheringState, said: str) -> None:
    assert event(state=state).status == said


def test_another_day_is_rescheduled() -> None:
    moved = a_part("2023-05-12", earlier=(EarlierDate(VagueDate.parse("2023-05-11")),))
    assert event_for(a_gathering(moved), link="").status == "rescheduled"
    precise = a_part("2023-05-12", earlier=(EarlierDate(VagueDate.parse("2023-05")),))
    assert event_for(a_gathering(precise), link="").status == "scheduled"


@pytest.mark.parametrize(
    ("other", "trouble"),
    [
        ({"town": AARAU}, None),
        ({"town": AARAU, "state": GatheringState.DRAFT}, Trouble.NOT_PUBLIC),
        ({}, Trouble.NO_PLACE),
        ({"kind": GatheringKind.WEBINAR}, None),
    ],
)
def test_what_is_in_the_way(other: dict[str, Any], trouble: Trouble | None) -> None:
    assert trouble_of(a_gathering(**other)) is trouble


def test_without_a_day_there_is_nothing_to_push() -> None:
    facts: GatheringFacts = replace(a_gathering(a_part("2023-05")), town=AARAU)
    assert trouble_of(facts) is Trouble.NO_DAY


def test_waiting_doubles_and_ends_at_a_day() -> None:
    assert [wait_minutes(tries) for tries in (0, 1, 2, 3, 11, 12, 4000)] == [1, 1, 2, 4, 1024, 1440, 1440]
