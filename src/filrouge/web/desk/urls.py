"""Addresses of the desk."""

from django.urls import path, register_converter

from filrouge.stages.registration.export import FORMATS
from filrouge.web.desk import (
    acts,
    add,
    expected,
    gatherings,
    mails,
    overview,
    parts,
    registration,
    registrations,
    to_decide,
    trail,
)


class FormatConverter:
    """The ending of an exported file."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        """The name of the format."""
        return value

    def to_url(self, value: str) -> str:
        """The ending."""
        return value


register_converter(FormatConverter, "sheet")

app_name = "desk"
urlpatterns = [
    path("", gatherings.page, name="gatherings"),
    path("g/<slug:key>/", overview.overview, name="overview"),
    path("g/<slug:key>/step/", overview.step, name="step"),
    path("g/<slug:key>/parts/<slug:part>/", parts.page, name="part"),
    path("g/<slug:key>/registrations/", registrations.page, name="registrations"),
    path("g/<slug:key>/registrations.<sheet:form>", registrations.export, name="export"),
    path("g/<slug:key>/registrations/<int:pk>/", registration.page, name="registration"),
    path("g/<slug:key>/registrations/<int:pk>/decide/<slug:part>/", acts.decide_part, name="decide"),
    path("g/<slug:key>/registrations/<int:pk>/set-aside/<slug:part>/", acts.set_rule_aside, name="set_aside"),
    path("g/<slug:key>/registrations/<int:pk>/withdraw/", acts.withdraw_parts, name="withdraw"),
    path("g/<slug:key>/registrations/<int:pk>/link/", acts.give_link, name="link"),
    path("g/<slug:key>/to-decide/", to_decide.page, name="to_decide"),
    path("g/<slug:key>/add/", add.page, name="add"),
    path("g/<slug:key>/expected/", expected.page, name="expected"),
    path("g/<slug:key>/expected/<slug:part>/<slug:use>/", expected.people, name="expected_list"),
    path("g/<slug:key>/expected/<slug:part>/<slug:use>.<sheet:form>", expected.export, name="expected_export"),
    path("g/<slug:key>/trail/", trail.page, name="trail"),
    path("g/<slug:key>/mails/", mails.page, name="mails"),
    path("g/<slug:key>/mails/<int:pk>/retry/", mails.retry_mail, name="retry_mail"),
]
