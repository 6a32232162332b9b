"""The small forms of public pages: sent, they lead back to themselves and say the same to everybody; sent too late,
they come back with what was typed.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.public.masthead import gathering_context


def asked(request: HttpRequest) -> HttpResponse:
    """Back to the form, which then says that it was sent."""
    return HttpResponseRedirect(request.path + "?asked=1", status=303)


def form_page(
    request: HttpRequest,
    facts: GatheringFacts,
    template: str,
    form: forms.Form,
    *,
    notice: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The page of a form: `form`, `is_asked` (it was just sent), `notice` (what went wrong), and `more`."""
    shown = {"form": form, "is_asked": request.method != "POST" and "asked" in request.GET, "notice": notice}
    context = {**gathering_context(facts, request.LANGUAGE_CODE), **shown, **more}
    return render(request, template, context, status=status)


def stale_words() -> str:
    """What a form says that was open for too long."""
    return gettext("The page had been open too long. Nothing was sent yet: check your answers and send them again.")
