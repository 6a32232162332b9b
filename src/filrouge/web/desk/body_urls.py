"""Addresses of bodies and territories, below those of an organiser."""

from django.urls import path

from filrouge.web.desk import bodies, body_import, body_joining, body_territories

_BODIES = "o/<slug:organiser_key>/bodies/"
_TERRITORIES = "o/<slug:organiser_key>/territories/"

of_an_organiser = [
    path(_BODIES, bodies.page, name="bodies"),
    path(f"{_BODIES}add/", bodies.add, name="body_add"),
    path(f"{_BODIES}import/", body_import.page, name="bodies_import"),
    path(f"{_BODIES}import/<int:pk>/", body_import.file, name="bodies_file"),
    path(f"{_BODIES}import/<int:pk>/take/", body_import.take, name="bodies_take"),
    path(f"{_BODIES}import/<int:pk>/leave/", body_import.leave, name="bodies_leave"),
    path(f"{_BODIES}<int:pk>/", bodies.body, name="body"),
    path(f"{_BODIES}<int:pk>/change/", bodies.change, name="body_change"),
    path(f"{_BODIES}<int:pk>/memberships/", bodies.membership, name="body_membership"),
    path(f"{_BODIES}<int:pk>/memberships/<slug:kind>/drop/", bodies.membership_drop, name="body_membership_drop"),
    path(f"{_BODIES}<int:pk>/together/", body_joining.page, name="body_join"),
    path(f"{_BODIES}<int:pk>/drop/", bodies.drop, name="body_drop"),
    path(_TERRITORIES, body_territories.page, name="territories_kept"),
    path(f"{_TERRITORIES}add/", body_territories.add, name="territory_add"),
    path(f"{_TERRITORIES}<int:pk>/", body_territories.change, name="territory_change"),
]
