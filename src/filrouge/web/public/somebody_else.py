"""What the personal page says of others: a colleague instead, passing on, and a form sent a second time."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.forwarding import may_pass_on
from filrouge.stages.registration.actions.replace import may_replace
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.web.shell.second_form import second_form_shown


def somebody_else(
    registration: RegistrationFacts, facts: GatheringFacts, token: str, language: str, *, now: datetime
) -> dict[str, Any]:
    """What templates/public/personal_more.html shows."""
    can_pass_on = may_pass_on(registration, facts, now=now)
    second_url = reverse("public:second_form", args=[token])
    return {
        "replace_url": reverse("public:replace", args=[token]) if may_replace(registration, now=now) else "",
        "pass_on_url": reverse("public:pass_on", args=[token]) if can_pass_on else "",
        "through": _through(registration.came_through) if can_pass_on else "",
        "second": second_form_shown(registration, facts, language, url=second_url),
    }


def _through(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(n)s person has registered through you.", "%(n)s people have registered through you.", number) % {
        "n": number
    }
