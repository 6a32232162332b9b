"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

_OWN_NAMES = (("fr", "Français"), ("de", "Deutsch"), ("it", "Italiano"), ("en", "English"))


def shell(request: HttpRequest) -> dict[str, Any]:
    """The languages with the address of this page in each, and whether this is the demonstration. No query."""
    query = request.GET.copy()
    languages = []
    for code, name in _OWN_NAMES:
        query["lang"] = code
        languages.append({"code": code, "name": name, "url": f"{request.path}?{query.urlencode()}"})
    return {
        "languages": languages,
        "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
        "is_demonstration": settings.DEMONSTRATION,
        "accessibility_url": reverse("shell:accessibility"),
    }
