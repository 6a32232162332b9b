"""Addresses of the pages about an organiser; they stand before the desk's own, whose keys would swallow them."""

from django.urls import path

from filrouge.web.desk import legal, letterhead, objections, retention, staff
from filrouge.web.desk.body_urls import of_an_organiser as bodies
from filrouge.web.desk.sending_urls import of_an_organiser as contacts

urlpatterns = [
    path("staff/<slug:organiser_key>/", staff.staff_page, name="staff"),
    path("staff/<slug:organiser_key>/take/", staff.take, name="staff_take"),
    path("o/<slug:organiser_key>/legal/", legal.page, name="legal"),
    path("o/<slug:organiser_key>/letterhead/", letterhead.page, name="letterhead"),
    path("o/<slug:organiser_key>/letterhead/drop/", letterhead.drop, name="letterhead_drop"),
    path("o/<slug:organiser_key>/objections/", objections.page, name="objections"),
    path("o/<slug:organiser_key>/retention/", retention.page, name="retention"),
    path("o/<slug:organiser_key>/retention/<int:pk>/", retention.slip_page, name="slip"),
    path("o/<slug:organiser_key>/retention/<int:pk>/approve/", retention.approve, name="slip_approve"),
    path("o/<slug:organiser_key>/retention/<int:pk>/drop/", retention.drop, name="slip_drop"),
    path("o/<slug:organiser_key>/retention/<int:pk>.<str:form>", retention.export, name="slip_export"),
    *contacts,
    *bodies,
]
