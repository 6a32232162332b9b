"""The mail that tells somebody what they may do here from now on."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from filrouge.ground.mail import kinds
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.people.enums import Role
from filrouge.ground.people.queries import organiser_by_id
from filrouge.ground.people.words import role_in_words, role_may

ROLE_GIVEN = "role_given"


def register_all() -> None:
    """Name the kind with its composer."""
    kinds.register(ROLE_GIVEN, _role_given)


def _role_given(context: Mapping[str, Any], language: str) -> ComposedMail:
    organiser = organiser_by_id(context["organiser"])
    if organiser is None:
        raise LookupError(f"organiser {context['organiser']} is gone")
    with override(language):
        role = Role(context["role"])
        name = organiser.name.best(language).text
        said = {
            "organiser_name": name,
            "role": role_in_words(role),
            "role_may": role_may(role),
            "by": context["by"],
            "action_url": settings.BASE_URL + reverse("account_login"),
            "action_label": gettext("Sign in"),
        }
        return ComposedMail(
            subject=" ".join(render_to_string("mail/staff/role_given.subject.txt", said).split()),
            text=render_to_string("mail/staff/role_given.txt", said).strip() + "\n",
            html=render_to_string("mail/staff/role_given.html", said),
            sender_name=name,
        )
