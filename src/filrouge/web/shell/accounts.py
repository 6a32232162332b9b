"""How organisers' accounts send mail and who may have one: through the outbox, and by invitation only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from filrouge.ground.mail import kinds
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.web.shell import clock

ACCOUNT_MAIL = "account"


@receiver(authenticator_added)
def proven(request: HttpRequest, user: AbstractBaseUser, authenticator: Authenticator, **_more: Any) -> None:
    """Who has just set up a second step has proved it: the page of recovery codes that follows need not ask again."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, method="mfa", type=authenticator.type, reauthenticated=True)


class OutboxAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a manager, never by signing up; codes leave through the same outbox as every mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account has been closed. Ask a manager of your organisation."),
        "email_password_mismatch": _("This address and this password do not belong together. Look at both again."),
        "enter_current_password": _("This is not your present password. Type it again."),
        "incorrect_code": _("This is not the code that we sent. Compare it with the mail and type it again."),
        "incorrect_password": _("This is not your password. Type it again."),
        "rate_limited": _("That was too many tries in a short time. Wait a few minutes, then go on."),
        "too_many_login_attempts": _("That was too many tries in a short time. Wait a few minutes, then go on."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Render now, since codes live in the session only, and put the result into the outbox."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
        letter = letter_for_outbox(
            kind=ACCOUNT_MAIL,
            to=email,
            language=get_language() or "fr",
            now=clock.now(),
            context={
                "subject": message.subject,
                "text": message.body,
                "html": next((html for html, kind in alternatives if kind == "text/html"), ""),
            },
        )
        with transaction.atomic():
            enqueue([letter])


def compose(context: Any, _language: str) -> kinds.ComposedMail:
    """A mail of the accounts, as rendered when it was caused."""
    return kinds.ComposedMail(subject=context["subject"], text=context["text"], html=context.get("html", ""))


class SecondStepAdapter(DefaultMFAAdapter):
    """Our name on devices, and a QR code that the content security policy lets through."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not the right one, or it has been used. Wait for the next one and type it.")
    }

    def _get_site_name(self) -> str:
        """What a device shows beside the address."""
        return "Fil rouge"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """What a new passkey is called unless its owner says otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def build_totp_svg(self, url: str) -> SafeString:
        """The picture as an element of the page: no data address, no XML declaration."""
        drawn = super().build_totp_svg(url)
        # Made by the library from our own address, so nothing of it needs escaping.
        return mark_safe(drawn[drawn.index("<svg") :].replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S308
