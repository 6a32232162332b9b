"""Addresses of telling who was invited or written to, below those of a gathering."""

from django.urls import path

from filrouge.web.desk import telling

_TELLING = "g/<slug:key>/telling/"

of_a_gathering = [
    path(_TELLING, telling.page, name="telling"),
    path(f"{_TELLING}ask/", telling.ask, name="telling_ask"),
    path(f"{_TELLING}after-all/", telling.after_all, name="telling_after_all"),
    path(f"{_TELLING}<slug:news>/<slug:language>/", telling.preview_page, name="telling_preview"),
    path(f"{_TELLING}<slug:news>/<slug:language>/html/", telling.preview_html, name="telling_preview_html"),
]
