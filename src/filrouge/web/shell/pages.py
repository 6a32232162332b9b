"""Pages that belong to no gathering."""

from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filrouge.web.shell.component_samples import sample_context


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    _, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    # The default sender exists nowhere: better no address than one that answers nobody.
    contact = "" if address.endswith(".example") else address
    return render(request, "shell/accessibility.html", {"contact": contact})


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """The living page of components."""
    return render(request, "shell/components.html", sample_context())
