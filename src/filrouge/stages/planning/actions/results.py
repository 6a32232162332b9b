"""What editions produced and where it lies. Each change writes its line of the trail."""

from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.actions import lock_shown_together, touch
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Edition, EditionResult, Gathering


@transaction.atomic
def add_result(
    *, facts: GatheringFacts, number: int, title: str, url: str, language: str, actor: Actor, now: datetime
) -> None:
    """Say where something lies that an edition of the gathering's series produced; the same address once.

    Raises Edition.DoesNotExist when the series has no such edition.
    """
    locked = lock_shown_together(facts.id)
    edition = edition_of(locked[facts.id], number)
    _row_said, is_new = EditionResult.objects.update_or_create(
        edition=edition, url=url, defaults={"title": title, "language": language}
    )
    touch(locked)
    if is_new:
        note("series:result_added", facts, number, title, actor, now)
    else:
        note("series:result_changed", facts, number, title, actor, now)


@transaction.atomic
def drop_result(*, facts: GatheringFacts, result_id: int, actor: Actor, now: datetime) -> None:
    """Take it off again. Raises EditionResult.DoesNotExist when no edition of the series has it."""
    locked = lock_shown_together(facts.id)
    rows = EditionResult.objects.filter(edition__series__editions=locked[facts.id].edition_id)
    row = rows.select_related("edition").get(pk=result_id)
    row.delete()
    touch(locked)
    note("series:result_dropped", facts, row.edition.number, row.title, actor, now)


def edition_of(gathering: Gathering, number: int) -> Edition:
    """An edition of a gathering's series by its number. Raises Edition.DoesNotExist."""
    return Edition.objects.get(series__editions=gathering.edition_id, number=number)


def note(verb: str, facts: GatheringFacts, number: int, title: str, actor: Actor, now: datetime) -> None:
    """Write a line of the trail about what an edition produced."""
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("edition", str(number)),
        data={"number": number, "title": title},
    )
