"""What is worth knowing of a date when it is chosen or looked at: notices, which never block anything."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.planning.elections import caution_on, pre_election
from filrouge.stages.planning.enums import NoticeKind
from filrouge.stages.planning.facts import Notice, Place, PlannedStep
from filrouge.stages.planning.known_dates import notices_on
from filrouge.stages.planning.queries import others_on, place_of, place_of_organiser
from filrouge.stages.planning.words import caution_in_words, notice_in_words


def notices_of(facts: GatheringFacts, language: str) -> list[str]:
    """Of the exact days of a gathering, in the order in which they come."""
    place = place_of(facts)
    days = sorted({part.day for part in facts.parts if part.day is not None})
    found = [notice for day in days for notice in notices_on(day, day, place, language=language)]
    if days:
        found += others_on(facts.id, facts.organiser_id, days[0], days[-1], language=language)
    return _said(found, language)


def notices_of_choice(facts: GatheringFacts, when: VagueDate, language: str) -> list[str]:
    """Of a date that is about to be given to a part; nothing while it is not known to the day."""
    if when.floor is None or when.floor != when.last:
        return []
    return _of_day(when.floor, place_of(facts), facts.id, facts.organiser_id, language)


def notices_of_start(organiser_id: int, country: str, day: date, language: str) -> list[str]:
    """Of the day on which somebody is about to start a gathering."""
    return _of_day(day, place_of_organiser(organiser_id, country), None, organiser_id, language)


def _of_day(day: date, place: Place, gathering_id: int | None, organiser_id: int, language: str) -> list[str]:
    found = [
        *notices_on(day, day, place, language=language),
        *others_on(gathering_id, organiser_id, day, day, language=language),
    ]
    caution = caution_in_words([Notice(NoticeKind.PRE_ELECTION, day, day)], language) if place.is_municipal else {}
    return [*_said(found, language), *([f"{caution['title']}. {caution['text']}"] if caution else [])]


def caution_of(facts: GatheringFacts, planned: Sequence[PlannedStep], language: str, today: date) -> dict[str, Any]:
    """The pre-election notice of a gathering and its mailings; empty when there is nothing to say."""
    notices = pre_election(facts, place_of(facts), planned, on=today)
    return caution_in_words(notices, language) if notices and caution_on(notices[0].first) else {}


def _said(notices: Sequence[Notice], language: str) -> list[str]:
    return list(dict.fromkeys(notice_in_words(notice, language) for notice in notices))
