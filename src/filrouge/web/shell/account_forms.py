"""The forms of the accounts in our words: a label above, a hint where one is needed, never a placeholder."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_PASSWORD_HINT = _("At least 12 characters. A short sentence is easy to remember and hard to guess.")
_AUTHENTICATOR_HINT = _("The six digits that your app shows now, or one of your recovery codes.")


class InOurWords:
    """Replaces the labels and hints of allauth's fields and removes the placeholders, which vanish while one types."""

    labels: dict[str, Promise] = {}
    hints: dict[str, Promise] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class LoginForm(InOurWords, account.LoginForm):
    """E-mail address and password."""

    labels = {"login": _("E-mail address"), "password": _("Password")}


class RequestLoginCodeForm(InOurWords, account.RequestLoginCodeForm):
    """Where to send the code."""

    labels = {"email": _("E-mail address")}


class ConfirmLoginCodeForm(InOurWords, account.ConfirmLoginCodeForm):
    """The code that came by mail."""

    labels = {"code": _("Code")}
    hints = {"code": _("Eight characters. Capitals or small letters, with or without the dash.")}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    """The old password and twice the new one."""

    labels = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
    }
    hints = {"password1": _PASSWORD_HINT}


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    """A first password, twice."""

    labels = {"password1": _("Password"), "password2": _("Password, once more")}
    hints = {"password1": _PASSWORD_HINT}


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    """Where to send the link."""

    labels = {"email": _("E-mail address")}


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    """The new password, twice."""

    labels = {"password1": _("New password"), "password2": _("New password, once more")}
    hints = {"password1": _PASSWORD_HINT}


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    """The password again, before something that matters."""

    labels = {"password": _("Password")}


class AuthenticateForm(InOurWords, mfa.AuthenticateForm):
    """The second step of signing in."""

    labels = {"code": _("Code")}
    hints = {"code": _AUTHENTICATOR_HINT}


class ReauthenticateByCodeForm(InOurWords, mfa.ReauthenticateForm):
    """The second step again, before something that matters."""

    labels = {"code": _("Code")}
    hints = {"code": _AUTHENTICATOR_HINT}


class ActivateTOTPForm(InOurWords, totp.ActivateTOTPForm):
    """The proof that the app has been set up."""

    labels = {"code": _("Code shown by the app")}


class AddWebAuthnForm(InOurWords, webauthn.AddWebAuthnForm):
    """A new passkey."""

    labels = {"name": _("Name of the passkey"), "passwordless": _("Sign in with this passkey alone")}
    hints = {
        "name": _("To tell it from others: “phone”, “office computer”…"),
        "passwordless": _("The device asks for your finger, your face or its own code."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # What nearly everybody comes for; a key for the second step only is the exception.
        kwargs.setdefault("initial", {}).setdefault("passwordless", True)
        super().__init__(*args, **kwargs)


class EditWebAuthnForm(InOurWords, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": _("Name of the passkey")}
