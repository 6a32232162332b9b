"""Addresses of the public pages."""

from django.urls import path

from filrouge.web.public import gathering, personal, registering

app_name = "public"
urlpatterns = [
    path("", gathering.home, name="home"),
    path("g/<slug:key>/", gathering.page, name="gathering"),
    path("g/<slug:key>/register/", registering.page, name="register"),
    path("g/<slug:key>/bodies/", registering.bodies, name="bodies"),
    path("g/<slug:key>/<slug:part>.ics", gathering.diary, name="diary"),
    path("r/<str:token>/", personal.page, name="personal"),
    path("r/<str:token>/change/", personal.change_page, name="change"),
    path("r/<str:token>/withdraw/", personal.withdraw_page, name="withdraw"),
    path("r/<str:token>/<slug:part>.ics", personal.diary, name="personal_diary"),
]
