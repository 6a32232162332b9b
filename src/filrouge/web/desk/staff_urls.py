"""Addresses of the staff page; they stand before the desk's own, whose keys would swallow them."""

from django.urls import path

from filrouge.web.desk import staff

urlpatterns = [
    path("staff/<slug:organiser_key>/", staff.staff_page, name="staff"),
    path("staff/<slug:organiser_key>/take/", staff.take, name="staff_take"),
]
