"""What editions proposed, and what became of it. Each change writes its line of the trail."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.actions import lock_shown_together, touch
from filrouge.stages.gatherings.enums import ProposalState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import EditionProposal
from filrouge.stages.planning.actions.results import edition_of, note


@dataclass(frozen=True)
class ProposalSaid:
    """What is said of a proposal; texts by language. Without an answer it has neither day nor text of one."""

    text: dict[str, str]
    whose: str
    addressee: str
    state: ProposalState
    answered_on: date | None
    answer: dict[str, str]


@transaction.atomic
def record_proposal(
    *,
    facts: GatheringFacts,
    number: int,
    said: ProposalSaid,
    actor: Actor,
    now: datetime,
    proposal_id: int | None = None,
) -> None:
    """Write down what an edition of the gathering's series proposed, or say one of its proposals anew.

    Raises Edition.DoesNotExist when the series has no such edition, EditionProposal.DoesNotExist for a proposal of
    another one.
    """
    locked = lock_shown_together(facts.id)
    edition = edition_of(locked[facts.id], number)
    if proposal_id is None:
        row = EditionProposal(edition=edition, key=_free_key(edition.pk))
    else:
        row = _of_series(locked[facts.id].edition_id).get(pk=proposal_id)
        row.key = row.key if row.edition_id == edition.pk else _free_key(edition.pk)
        row.edition = edition
    row.text, row.whose, row.addressee = said.text, said.whose, said.addressee
    row.state, row.answered_on, row.answer = said.state.value, said.answered_on, said.answer
    row.save()
    touch(locked)
    word = "proposal_added" if proposal_id is None else "proposal_changed"
    note(f"series:{word}", facts, number, _title(row), actor, now)


@transaction.atomic
def drop_proposal(*, facts: GatheringFacts, proposal_id: int, actor: Actor, now: datetime) -> None:
    """Take a proposal away. Raises EditionProposal.DoesNotExist when no edition of the series has it."""
    locked = lock_shown_together(facts.id)
    row = _of_series(locked[facts.id].edition_id).get(pk=proposal_id)
    row.delete()
    touch(locked)
    note("series:proposal_dropped", facts, row.edition.number, _title(row), actor, now)


@transaction.atomic
def show_proposals(*, facts: GatheringFacts, number: int, shown: bool, actor: Actor, now: datetime) -> int:
    """Put the proposals that an edition has now on the public pages, or take them off; how many changed."""
    locked = lock_shown_together(facts.id)
    edition = edition_of(locked[facts.id], number)
    changed = EditionProposal.objects.filter(edition=edition, is_public=not shown).update(is_public=shown)
    if changed:
        touch(locked)
        word = "proposals_shown" if shown else "proposals_hidden"
        note(f"series:{word}", facts, number, str(changed), actor, now)
    return changed


def _of_series(edition_id: int | None) -> QuerySet[EditionProposal]:
    return EditionProposal.objects.filter(edition__series__editions=edition_id).select_related("edition")


def _free_key(edition_id: int) -> str:
    taken = set(EditionProposal.objects.filter(edition=edition_id).order_by("pk").values_list("key", flat=True))
    return next(key for n in range(1, len(taken) + 2) if (key := f"proposal-{n}") not in taken)


def _title(row: EditionProposal) -> str:
    """The beginning of what it says, for the trail."""
    text = next(iter(row.text.values()))
    return text if len(text) <= 80 else f"{text[:79]}…"
