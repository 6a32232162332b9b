"""Local days and UTC instants: deadlines are local end of day, stored instants are UTC.

Results are in UTC because Python compares and subtracts two datetimes of one zone by their wall clock, an
hour wrong across a change of hour. For display: ``instant.astimezone(ZoneInfo(zone))``.
Every function raises ValueError for an unknown zone and for a naive or zoned value where the other is needed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# A slip of the pen ("9999-12-31") is an instant of which every zone has a day, so that it can be read and mended.
_FIRST, _LAST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC)


def start_of_local_day(day: date, zone: str) -> datetime:
    """UTC instant of the first moment of the day in the zone."""
    return at_local(day, time.min, zone)


def end_of_local_day(day: date, zone: str) -> datetime:
    """UTC instant of the first refused moment of a deadline "until that day": the start of the next day.

    2023-04-14 in Europe/Zurich gives 2023-04-14 22:00 UTC: 23:59:59.999999 local is the last accepted moment,
    00:00 local of the 15th is refused. So test ``now < end_of_local_day(…)``, never ``<=``.
    """
    return start_of_local_day(min(day, _LAST.date()) + timedelta(days=1), zone)


def local_day(instant: datetime, zone: str) -> date:
    """The calendar day that the instant falls on in the zone; the instant must be aware."""
    if instant.utcoffset() is None:
        raise ValueError(f"{instant!r} has no zone: an instant is expected")
    return instant.astimezone(_zone(zone)).date()


def at_local(day: date, t: time, zone: str) -> datetime:
    """UTC instant of a wall-clock time (without zone) on a day in the zone.

    At the changes of hour the standard ``fold=0`` decides, whatever fold ``t`` carries: an hour that happens
    twice (02:30 in late October) is the first, in summer time; an hour that does not exist (02:30 in late
    March) is counted with the offset before the change, so the clocks then show 03:30. Days at the very ends of the
    calendar stand for the first or the last instant that has a day in every zone.
    """
    if t.tzinfo is not None:
        raise ValueError(f"{t!r} carries a zone: a wall-clock time is expected")
    day = min(max(day, _FIRST.date()), _LAST.date())
    return datetime.combine(day, t.replace(fold=0), _zone(zone)).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"unknown time zone {name!r}: expected a name such as Europe/Zurich") from None


def next_such_day(day: int, month: int, *, on: date) -> date:
    """The first day from `on` on that is this day of this month: what somebody means who names no year.

    Raises ValueError for a day that no year has (30 February).
    """
    date(2024, month, day)
    for year in range(on.year, on.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= on:
            return found
    raise ValueError(f"no {day}.{month}. after {on}")
