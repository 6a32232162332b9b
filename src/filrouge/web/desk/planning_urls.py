"""Addresses of what is settled about a gathering: calendar, series, places, acronyms, languages, terms, sessions."""

from django.urls import path

from filrouge.web.desk import abbreviations, languages, places, planning, proposals, series, sessions, terms

_SERIES = "g/<slug:key>/series/"
_CALENDAR = "g/<slug:key>/calendar"

of_a_gathering = [
    path("g/<slug:key>/abbreviations/", abbreviations.page, name="abbreviations"),
    path("g/<slug:key>/abbreviations/remove/", abbreviations.remove, name="remove_abbreviation"),
    path("g/<slug:key>/places/", places.page, name="places"),
    path("g/<slug:key>/languages/", languages.page, name="languages"),
    path("g/<slug:key>/terms/", terms.page, name="terms"),
    path("g/<slug:key>/sessions/", sessions.page, name="sessions"),
    path("g/<slug:key>/sessions/<slug:session>/", sessions.change, name="session"),
    path("g/<slug:key>/sessions/<slug:session>/remove/", sessions.remove, name="remove_session"),
    path(_SERIES, series.page, name="series"),
    path(f"{_SERIES}name/", series.name, name="series_name"),
    path(f"{_SERIES}edition/", series.edition, name="series_edition"),
    path(f"{_SERIES}result/", series.result, name="series_result"),
    path(f"{_SERIES}result/<int:pk>/drop/", series.drop, name="series_drop"),
    path("g/<slug:key>/proposals/", proposals.page, name="proposals"),
    path("g/<slug:key>/proposals/<int:pk>/", proposals.change, name="proposal"),
    path("g/<slug:key>/proposals/<int:pk>/drop/", proposals.drop, name="proposal_drop"),
    path("g/<slug:key>/proposals/of/<int:number>/show/", proposals.show, name="proposals_show"),
    path(f"{_SERIES}next/", series.following, name="next_edition"),
    path(f"{_CALENDAR}/", planning.page, name="calendar"),
    path(f"{_CALENDAR}.ics", planning.file, name="calendar_file"),
    path(f"{_CALENDAR}/<slug:step>/", planning.step, name="calendar_step"),
]
