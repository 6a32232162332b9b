"""Moving a gathering in time by whole weeks, so that a demonstration always lies ahead and weekdays stay true."""

from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel

from filrouge.core.vague_dates import Precision, VagueDate
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument

Model = TypeVar("Model", bound=BaseModel)
_SHIFTED_NUMBERS = {"year"}
_KEPT = {"since", "until"}
_PORTION_DAYS = 10


def shift_document(document: GatheringDocument, weeks: int) -> GatheringDocument:
    """The same gathering that many weeks later (earlier when negative).

    Days, half-days and hours move exactly. A vaguer date (a month, early in a month, a year) moves to the month or
    year into which its middle falls. Years of editions move by the same rule; memberships stay where they are.
    """
    return _shifted(document, timedelta(weeks=weeks))


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


def _shifted(model: Model, by: timedelta) -> Model:
    changes = {
        name: _year(value, by) if name in _SHIFTED_NUMBERS else _value(value, by)
        for name, value in model
        if name not in _KEPT
    }
    return model.model_copy(update=changes)


def _value(value: Any, by: timedelta) -> Any:
    if isinstance(value, BaseModel):
        return _shifted(value, by)
    if isinstance(value, VagueDate):
        return shift_date(value, by)
    if isinstance(value, datetime | date):
        return value + by
    if isinstance(value, tuple):
        return tuple(_value(inner, by) for inner in value)
    # Texts are mappings too: only mappings of models (contacts) could hold dates, and these have none.
    return value


def _year(year: int | None, by: timedelta) -> int | None:
    return None if year is None else (date(year, 7, 2) + by).year
