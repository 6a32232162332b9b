"""Pages for what went wrong: what happened, and what to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or stale. The registration form comes back with everything that was typed."""
    try:
        match = resolve(request.path)
    except Resolver404:
        match = None
    again = getattr(match.func, "after_csrf_failure", None) if match else None
    if match and again:
        return again(request, *match.args, **match.kwargs)
    return render(request, "shell/stale_form.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: the address leads nowhere, or to something this person may not know of."""
    return render(request, "shell/not_found.html", status=404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: seen, but not for this role."""
    return render(request, "shell/forbidden.html", status=403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the request could not be read, for instance because it was far too large."""
    return render(request, "shell/bad_request.html", status=400)


def failure(request: HttpRequest) -> HttpResponse:
    """500: a mistake of ours. A page without context processors, since one of them may be the culprit."""
    return HttpResponse(_FAILURE, status=500, content_type="text/html; charset=utf-8")


_FAILURE = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Fil rouge</title>
<h1>Cette page n’a pas pu être préparée</h1>
<p>Rien de ce que vous aviez déjà envoyé n’est perdu. Réessayez dans quelques minutes.</p>
<p lang="de">Diese Seite konnte nicht erstellt werden. Bitte versuchen Sie es in einigen Minuten noch einmal.</p>
<p lang="it">Non è stato possibile preparare questa pagina. Riprovi tra qualche minuto.</p>
<p lang="en">This page could not be prepared. Please try again in a few minutes.</p></html>"""
