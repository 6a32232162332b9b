"""Pages of the accounts that differ from allauth's own."""

from typing import Any, Never

from allauth.account.decorators import reauthentication_required
from allauth.account.views import LoginView as AllauthLoginView
from allauth.mfa.models import Authenticator
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from filrouge.web.shell.account_forms import RequestLoginCodeForm


class LoginView(AllauthLoginView):
    """One page with every way in: a code by e-mail first, then a passkey, then a password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form that asks for a code."""
        return super().get_context_data(**kwargs) | {"code_form": RequestLoginCodeForm()}


def closed(_request: HttpRequest, **_parts: str) -> Never:
    """An address of allauth that our accounts do not have."""
    raise Http404("accounts are made by invitation")


# allauth's own page notes in the database that it was read, in answer to a GET; nothing here needs that note.
@never_cache
@require_safe
@login_required
@reauthentication_required(app="allauth.mfa")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes that have not been used."""
    return render(request, "mfa/recovery_codes/index.html", {"unused_codes": _unused_codes(request)})


@never_cache
@require_safe
@login_required
@reauthentication_required(app="allauth.mfa")
def download(request: HttpRequest) -> HttpResponse:
    """The same as a text file."""
    lines = "".join(f"{code}\r\n" for code in _unused_codes(request))
    response = HttpResponse(lines, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="fil-rouge-recovery-codes.txt"'
    return response


def _unused_codes(request: HttpRequest) -> list[str]:
    held = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    if held is None:
        raise Http404("no recovery codes")
    return list(held.wrap().get_unused_codes())
