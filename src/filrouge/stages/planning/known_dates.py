"""Public holidays, school holidays, weekends and voting days around a date: worth knowing, never in the way. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from filrouge.stages.planning.elections import voting
from filrouge.stages.planning.enums import NoticeKind
from filrouge.stages.planning.facts import Notice, Place

_ZONES = {
    "A": "01 03 07 15 16 17 19 21 23 24 25 26 33 38 39 40 42 43 47 58 63 64 69 70 71 73 74 79 86 87 89 90",
    "B": "02 04 05 06 08 10 13 14 18 22 27 28 29 35 36 37 41 44 45 49 50 51 52 53 54 55 56 57 59 60 61 62 67 68 72 76"
    " 80 83 84 85 88",
    "C": "09 11 12 30 31 32 34 46 48 65 66 75 77 78 81 82 91 92 93 94 95",
}
ZONE_OF_DEPARTMENT = {department: zone for zone, those in _ZONES.items() for department in those.split()}
_REGIONS = {"57": "57", "67": "6AE", "68": "6AE", "971": "971", "972": "972", "973": "973", "974": "974", "976": "976"}
# Postcodes of Corsica begin with 20, its départements are 2A and 2B.
_OWN_CALENDAR = ("20", "2A", "2B", "97")
_SATURDAY = 5
_LANGUAGES = {"FR": {"fr": "fr", "en": "en_US"}, "CH": {"fr": "fr", "de": "de", "it": "it", "en": "en_US"}}
_HOME = {"FR": "fr", "CH": "de", "BE": "fr", "LU": "fr", "DE": "de", "AT": "de", "IT": "it"}
_MOST_DAYS = 31


def notices_on(first: date, last: date, place: Place, *, language: str) -> tuple[Notice, ...]:
    """What may be worth knowing of these days, at most a month of them, in the reader's language where known."""
    days = [first + timedelta(days=n) for n in range(min((last - first).days, _MOST_DAYS) + 1)]
    return (
        *_public(days, place, language),
        *_school(days, place),
        *(Notice(NoticeKind.WEEKEND, day, day) for day in days if day.weekday() >= _SATURDAY),
        *voting(days, place.country),
    )


def _public(days: Sequence[date], place: Place, language: str) -> Iterator[Notice]:
    spoken = language if language in _LANGUAGES.get(place.country, {}) else _HOME.get(place.country, "en")
    region = _REGIONS.get(place.department, "") if place.country == "FR" else place.canton
    for day in days:
        if name := _names(place.country, region, day.year, spoken).get(day):
            yield Notice(NoticeKind.PUBLIC_HOLIDAY, day, day, name=name, language=spoken)


def _school(days: Sequence[date], place: Place) -> Iterator[Notice]:
    """French school holidays, of the zone of the département, else of every zone; where they are not known, that.

    Corsica and the départements overseas have calendars of their own académie (code de l'éducation), Swiss ones are
    those of cantons and municipalities: neither is published in a form that could be kept here.
    """
    if place.country == "CH" or place.department.startswith(_OWN_CALENDAR):
        yield Notice(NoticeKind.SCHOOL_UNKNOWN, days[0], days[-1], zone=place.country)
    if place.country != "FR" or place.department.startswith(_OWN_CALENDAR):
        return
    zone = ZONE_OF_DEPARTMENT.get(place.department, "")
    for one in [zone] if zone else ["A", "B", "C"]:
        names = {day: name for day in days if (name := _free_of_school(one, day.year).get(day))}
        for name in dict.fromkeys(names.values()):
            those = [day for day, said in names.items() if said == name]
            yield Notice(NoticeKind.SCHOOL_HOLIDAY, those[0], those[-1], name=name, language="fr", zone=one)


@lru_cache(maxsize=256)
def _names(country: str, region: str, year: int, language: str) -> dict[date, str]:
    """The public holidays of a country or region in a year, by day; none for a country that is not known."""
    # Slow to import, and needed where a date is looked at only.
    import holidays

    code = _LANGUAGES.get(country, {}).get(language)
    try:
        return dict(holidays.country_holidays(country, subdiv=region or None, years=year, language=code).items())
    except NotImplementedError:
        return {}


@lru_cache(maxsize=64)
def _free_of_school(zone: str, year: int) -> dict[date, str]:
    import holidays

    found = holidays.country_holidays("FR", f"Zone {zone}", years=year, language="fr", categories=("school",))
    return dict(found.items())
