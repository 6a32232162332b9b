"""Root addresses."""

from django.urls import include, path

from filrouge.web.shell import errors

urlpatterns = [
    path("", include("filrouge.web.public.urls")),
    path("desk/", include("filrouge.web.desk.staff_urls")),
    path("desk/", include("filrouge.web.desk.urls")),
    path("accounts/", include("filrouge.web.shell.account_urls")),
    path("", include("filrouge.web.shell.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failure
