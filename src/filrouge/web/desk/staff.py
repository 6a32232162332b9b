"""Who works for an organiser: roles given to an e-mail address and taken back. Managers only."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.ground.people.actions import RoleKept, invite, take_role
from filrouge.ground.people.enums import Role
from filrouge.ground.people.queries import OrganiserCard, staff_of
from filrouge.ground.people.words import reason_in_words, role_in_words, role_may
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_organiser


def _roles() -> list[tuple[str, str]]:
    """Every role with what it may do, in the reader's language: asked anew for each form."""
    return [(role.value, f"{role_in_words(role)} – {role_may(role)}") for role in Role]


class InviteForm(forms.Form):
    """To whom which role is given."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Their own address at work: codes for signing in go there.")
    )
    name = forms.CharField(label=_("First name and name"), max_length=200, required=False)
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, choices=_roles)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def staff_page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """Everybody with a role, and the form that gives one."""
    organiser, actor = desk_organiser(request, organiser_key, Gatherings.MANAGE_STAFF)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        user = invite(
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            organiser_id=organiser.id,
            role=role,
            actor=actor,
            now=clock.now(),
        )
        said = gettext("%(who)s is now: %(role)s. A mail says so.")
        messages.success(request, said % {"who": user, "role": role_in_words(role)})
        return redirect("staff", organiser_key=organiser.key)
    status = 422 if form.is_bound else 200
    return organiser_page(
        request, "desk/staff.html", organiser, actor, _context(organiser, form), current="staff", status=status
    )


@login_required
@require_POST
def take(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """Take one role back from one person."""
    organiser, actor = desk_organiser(request, organiser_key, Gatherings.MANAGE_STAFF)
    try:
        role, user_id = Role(request.POST["role"]), int(request.POST["user"])
    except (KeyError, ValueError):
        return HttpResponseBadRequest()
    try:
        take_role(user_id=user_id, organiser_id=organiser.id, role=role, actor=actor, now=clock.now())
    except RoleKept as kept:
        messages.error(request, " ".join(reason_in_words(reason) for reason in kept.decision.reasons))
    else:
        messages.success(request, gettext("The role has been taken back: %(role)s.") % {"role": role_in_words(role)})
    if user_id == actor.user_id and role is Role.MANAGER:
        return redirect("desk:gatherings")
    return redirect("staff", organiser_key=organiser.key)


def _context(organiser: OrganiserCard, form: InviteForm) -> dict[str, Any]:
    return {
        "form": form,
        "people": [
            {"line": line, "roles": [{"value": role.value, "words": role_in_words(role)} for role in line.roles]}
            for line in staff_of(organiser.id)
        ],
    }
