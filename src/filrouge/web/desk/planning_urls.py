"""Addresses of the calendar, the series, the places and the acronyms of a gathering, below those of a gathering."""

from django.urls import path

from filrouge.web.desk import abbreviations, places, planning, series

_SERIES = "g/<slug:key>/series/"
_CALENDAR = "g/<slug:key>/calendar"

of_a_gathering = [
    path("g/<slug:key>/abbreviations/", abbreviations.page, name="abbreviations"),
    path("g/<slug:key>/abbreviations/remove/", abbreviations.remove, name="remove_abbreviation"),
    path("g/<slug:key>/places/", places.page, name="places"),
    path(_SERIES, series.page, name="series"),
    path(f"{_SERIES}name/", series.name, name="series_name"),
    path(f"{_SERIES}edition/", series.edition, name="series_edition"),
    path(f"{_SERIES}result/", series.result, name="series_result"),
    path(f"{_SERIES}result/<int:pk>/drop/", series.drop, name="series_drop"),
    path(f"{_SERIES}next/", series.following, name="next_edition"),
    path(f"{_CALENDAR}/", planning.page, name="calendar"),
    path(f"{_CALENDAR}.ics", planning.file, name="calendar_file"),
    path(f"{_CALENDAR}/<slug:step>/", planning.step, name="calendar_step"),
]
