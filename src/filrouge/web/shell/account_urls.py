"""Addresses of the accounts: allauth's, without those that our accounts do not have."""

from django.urls import include, path

from filrouge.web.shell import account_pages

# A manager invites, so nobody signs up; the address is the account, so nobody changes or confirms one.
_CLOSED = ("signup/", "email/", "confirm-email/", "confirm-email/<path:key>/")

urlpatterns = [
    path("login/", account_pages.LoginView.as_view(), name="account_login"),
    path("2fa/recovery-codes/", account_pages.recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/download/", account_pages.download, name="mfa_download_recovery_codes"),
    *(path(address, account_pages.closed) for address in _CLOSED),
    path("", include("allauth.urls")),
]
