"""What a load may not do: work for another organiser, send a published gathering back, take a uid that is taken."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import ActorKind
from filrouge.ground.people.models import Organiser
from filrouge.ground.people.permissions import may
from filrouge.stages.gatherings import rules
from filrouge.stages.gatherings.assembly import assemble
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.permissions import Gatherings

Refuse = Callable[[tuple[int | str, ...], str], None]


def works_for(actor: Actor, organiser: Organiser | None) -> bool:
    """Whether the actor may load for this organiser; new organisers are made on the server alone."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    is_user = actor.kind is ActorKind.USER and organiser is not None
    return organiser is not None and is_user and may(actor, Gatherings.EDIT, organiser_id=organiser.pk)


def refuse_stranger(actor: Actor, organiser: Organiser | None, document: GatheringDocument, refuse: Refuse) -> None:
    """A user loads for organisers they work for, and publishes where they may publish."""
    if not works_for(actor, organiser):
        refuse(("organiser", "key"), _("This organiser is not one of yours."))
    elif actor.kind is ActorKind.SYSTEM or organiser is None:
        return
    elif _publishes(document) and not may(actor, Gatherings.PUBLISH, organiser_id=organiser.pk):
        refuse(("state",), _("You may not publish for this organiser."))


def _publishes(document: GatheringDocument) -> bool:
    return document.state not in (None, GatheringState.DRAFT)


def refuse_wrong_step(row: Gathering, document: GatheringDocument, refuse: Refuse) -> None:
    """A file may take the same steps as the desk; one that is older than the desk's last step is told so."""
    held, wanted = GatheringState(row.state), document.state
    if wanted is None or wanted is held or rules.STATES.may(held, wanted):
        return
    message = _(
        "The gathering is in the state “%(held)s” and “%(wanted)s” does not follow it. "
        "Write that state, or leave the line out."
    )
    refuse(("state",), message % {"held": held.value, "wanted": wanted.value})


def refuse_unready(row: Gathering, refuse: Refuse) -> None:
    """A state needs its document: the same facts block a file that block the desk."""
    document = rules.DOCUMENT_OF_STATE.get(GatheringState(row.state))
    missing = rules.readiness(assemble(row.pk), document) if document else ()
    facts = ", ".join(lack.fact.value for lack in missing if lack.is_blocking)
    if facts:
        message = _("The state “%(state)s” needs facts that the file does not hold: %(facts)s.")
        refuse(("state",), message % {"state": row.state, "facts": facts})


def refuse_taken_uid(document: GatheringDocument, refuse: Refuse) -> None:
    """A copy under another key needs uids of its own."""
    taken = Gathering.objects.filter(uid=document.uid).first() if document.uid else None
    if taken:
        message = _("This uid belongs to the gathering “%(key)s”: leave the line out, a new one is made.")
        refuse(("uid",), message % {"key": taken.key})
