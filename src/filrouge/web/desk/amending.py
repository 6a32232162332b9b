"""What forms of the desk share that change a gathering as its file would: the same checks, said at the fields."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.db import transaction

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import reconcile
from filrouge.web.shell import clock

# The form of the file is slow to import: not before something is changed.
if TYPE_CHECKING:
    from filrouge.stages.gatherings.file.problems import FileRefused, Problem
    from filrouge.stages.gatherings.file.schema import GatheringDocument

Change = Callable[["GatheringDocument"], "GatheringDocument"]
Fields = Sequence[tuple[str, str]]


def amended(
    form: forms.Form,
    facts: GatheringFacts,
    change: Change,
    actor: Actor,
    *,
    fields: Fields = (),
) -> bool:
    """Change the gathering and let its seats follow; False, with what does not fit said on the form, when it is not
    written.

    `fields` names the field that asks for a place of the file: pairs of the ending of a path (“priority.until”) and a
    name.
    """
    from filrouge.stages.gatherings.file.amending import amend_gathering
    from filrouge.stages.gatherings.file.problems import FileRefused

    now = clock.now()
    try:
        with transaction.atomic():
            report = amend_gathering(key=facts.key, change=change, actor=actor, now=now)
            reconcile(gathering_id=facts.id, now=now, freed=report.freed)
    except FileRefused as refusal:
        tell(form, refusal, fields)
        return False
    return True


def tell(form: forms.Form, refusal: "FileRefused", fields: Fields = ()) -> None:
    """Put each problem at the field that asks for its place, the others above the form."""
    for problem in refusal.problems:
        form.add_error(_field(form, problem, fields), problem.message)


def _field(form: forms.Form, problem: "Problem", fields: Fields) -> str | None:
    return next((name for ending, name in fields if problem.path.endswith(ending) and name in form.fields), None)
