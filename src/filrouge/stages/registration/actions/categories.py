"""Somebody in nobody's list: the request is accepted, and what they typed becomes a function of the gathering."""

from datetime import datetime

from django.db import transaction

from filrouge.core.text import search_form
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.actions import add_function
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.decide import decide
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.models import Registration


@transaction.atomic
def accept_with_category(
    *, registration_id: int, part: str, label: str, plural: str, actor: Actor, now: datetime
) -> rules.PartAnswer:
    """Accept a request, and add the function that was typed to the gathering's list and to the part's audience.

    Whoever typed the same from now on chooses it, and is admitted; those who typed it before come in it too, and their
    own requests stay to be decided. Raises NotWaitingForDecision, Gone, and ValueError for a name without a letter.
    """
    if not search_form(label):
        raise ValueError("a function has a name")
    known = Registration.objects.filter(pk=registration_id).values_list("gathering_id", "function_text").first()
    if known is None:
        raise Gone(str(registration_id))
    gathering_id, typed = known
    # The gathering and the part before any registration, as all who hold both do.
    key = add_function(
        gathering_id=gathering_id,
        label=label.strip(),
        plural=(plural or label).strip(),
        part=part,
        actor=actor,
        now=now,
    )
    others = Registration.objects.filter(gathering_id=gathering_id, function="").exclude(function_text="")
    same = [
        pk
        for pk, text in others.order_by("pk").values_list("pk", "function_text")
        if search_form(text) == search_form(typed)
    ]
    rows = lock_rows(Registration.objects.all(), {*same, registration_id})
    Registration.objects.filter(pk__in=[pk for pk, row in rows.items() if not row.function]).update(
        function=key, function_text=""
    )
    return decide(registration_id=registration_id, part=part, accept=True, actor=actor, now=now)
