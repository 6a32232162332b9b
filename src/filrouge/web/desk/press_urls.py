"""Addresses of the press desk, below those of a gathering."""

from django.urls import path

from filrouge.web.desk import press, press_people, release, release_text

_PRESS = "g/<slug:key>/press/"
_ONE = f"{_PRESS}<int:pk>/"

of_a_gathering = [
    path(_PRESS, press.page, name="press"),
    path(f"{_PRESS}start/", press.start, name="release_start"),
    path(f"{_PRESS}cancelled/", press.cancelled, name="release_cancelled"),
    path(f"{_PRESS}contact/", press_people.contact, name="press_contact"),
    path(f"{_PRESS}list/", press_people.listed, name="press_list"),
    path(f"{_PRESS}list/<int:pk>/drop/", press_people.drop, name="journalist_drop"),
    path(f"{_PRESS}accreditations/", press_people.accreditations, name="accreditations"),
    path(f"{_PRESS}accreditations/<int:pk>/answer/", press_people.answer, name="accreditation_answer"),
    path(_ONE, release.page, name="release"),
    path(f"{_ONE}heading/", release_text.heading, name="release_heading"),
    path(f"{_ONE}text/<slug:language>/", release_text.text, name="release_text"),
    path(f"{_ONE}annexes/", release_text.annex, name="release_annex"),
    path(f"{_ONE}annexes/<int:annex_id>/", release_text.annex_take, name="release_annex_take"),
    path(f"{_ONE}annexes/<int:annex_id>.pdf", release_text.annex_file, name="release_annex_file"),
    path(f"{_ONE}correct/", press.correct, name="release_correct"),
    path(f"{_ONE}issue/", release.issue, name="release_issue"),
    path(f"{_ONE}send/", release.send, name="release_send"),
    path(f"{_ONE}<slug:language>.<slug:form>", release.file, name="release_file"),
]
