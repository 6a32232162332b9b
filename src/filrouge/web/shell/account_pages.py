"""Pages of the accounts that differ from allauth's own."""

from typing import Any, Never

from allauth.account.views import LoginView as AllauthLoginView
from django.http import Http404, HttpRequest

from filrouge.web.shell.account_forms import RequestLoginCodeForm


class LoginView(AllauthLoginView):
    """One page with every way in: a code by e-mail first, then a passkey, then a password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form that asks for a code."""
        return super().get_context_data(**kwargs) | {"code_form": RequestLoginCodeForm()}


def closed(_request: HttpRequest, **_parts: str) -> Never:
    """An address of allauth that our accounts do not have."""
    raise Http404("accounts are made by invitation")
