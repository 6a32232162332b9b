"""Moving a gathering in time by whole weeks, so that a demonstration always lies ahead and weekdays stay true."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel

from filrouge.core.date_words import date_in_words, date_range_in_words
from filrouge.core.text import LANGUAGES, Translated
from filrouge.core.vague_dates import Precision, VagueDate
from filrouge.stages.gatherings.file.schema.directory import MembershipEntry
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument

Model = TypeVar("Model", bound=BaseModel)
_SHIFTED_NUMBERS = {"year"}
_PORTION_DAYS = 10


@dataclass(frozen=True)
class _Shift:
    """By how much, and which dates in words become which, by language."""

    by: timedelta
    words: Mapping[str, Mapping[str, str]]


def shift_document(document: GatheringDocument, weeks: int) -> GatheringDocument:
    """The same gathering that many weeks later (earlier when negative).

    Days, half-days and hours move exactly. A vaguer date (a month, early in a month, a year) moves to the month or
    year into which its middle falls. Years of editions move by the same rule; memberships stay where they are. Where a
    text says the day of a part or the deadline in full words, with the year, these words move too.
    """
    by = timedelta(weeks=weeks)
    words = {language: dict(_said(document, by, language)) for language in LANGUAGES}
    return _shifted(document, _Shift(by, words))


def _said(document: GatheringDocument, by: timedelta, language: str) -> Iterator[tuple[str, str]]:
    """Dates in words, before and after; the longest first: “2 et 3 février 2024” goes before “3 février 2024”."""
    whens = [part.when for part in document.parts]
    days = sorted({when.floor for when in whens if when.floor and when.floor == when.last})
    if len(days) > 1:
        for weekday in (True, False):
            ends = (days[0], days[-1]), (days[0] + by, days[-1] + by)
            before, after = (date_range_in_words(*pair, language=language, weekday=weekday) for pair in ends)
            yield before, after
    deadline = document.registration.deadline
    for day in (*days, *([deadline] if deadline else [])):
        for weekday in (True, False):
            before, after = (date_in_words(one, language=language, weekday=weekday) for one in (day, day + by))
            yield before, after


def shift_date(when: VagueDate, by: timedelta) -> VagueDate:
    """A vague date that much later, with the same precision."""
    if when.floor is None or when.last is None:
        return when
    if when.precision in (Precision.DAY, Precision.HALF_DAY):
        return VagueDate.on(when.floor + by, when.half)
    middle = when.floor + (when.last - when.floor) / 2 + by
    return VagueDate.parse(_around(middle, when.precision))


def _around(day: date, precision: Precision) -> str:
    """The vague date of this precision in which a day lies."""
    month = f"{day:%Y-%m}"
    if precision is Precision.MONTH:
        return month
    third = ("early", "mid", "late")
    if precision is Precision.PART_OF_MONTH:
        return f"{third[min((day.day - 1) // _PORTION_DAYS, 2)]} {month}"
    if precision is Precision.PART_OF_YEAR:
        return f"{third[(day.month - 1) // 4]} {day.year:04d}"
    return f"{day.year:04d}"


def _shifted(model: Model, shift: _Shift) -> Model:
    if isinstance(model, MembershipEntry):
        return model
    changes = {
        name: _year(value, shift.by) if name in _SHIFTED_NUMBERS else _value(value, shift) for name, value in model
    }
    return model.model_copy(update=changes)


def _value(value: Any, shift: _Shift) -> Any:
    if isinstance(value, BaseModel):
        return _shifted(value, shift)
    if isinstance(value, Translated):
        return _reworded(value, shift)
    if isinstance(value, VagueDate):
        return shift_date(value, shift.by)
    if isinstance(value, datetime | date):
        return value + shift.by
    if isinstance(value, tuple):
        return tuple(_value(inner, shift) for inner in value)
    if isinstance(value, Mapping):
        return {key: _value(inner, shift) for key, inner in value.items()}
    return value


def _reworded(text: Translated, shift: _Shift) -> Translated:
    """The text with its dates moved; every place once, so that a date that was written is not moved again."""
    said = {language: _replaced(words, shift.words[language]) for language, words in text.items()}
    return Translated.of(said, text.source)


def _replaced(text: str, words: Mapping[str, str]) -> str:
    if not words:
        return text
    return re.sub("|".join(re.escape(before) for before in words), lambda found: words[found[0]], text)


def _year(year: int | None, by: timedelta) -> int | None:
    return None if year is None else (date(year, 7, 2) + by).year
