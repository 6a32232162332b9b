"""A release that follows another: the first one corrected, or word that the gathering does not take place."""

from datetime import datetime

from django.db import transaction

from filrouge.core.days import local_day
from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press import rules
from filrouge.stages.press.actions.releases import note
from filrouge.stages.press.composing import changes_of
from filrouge.stages.press.drafts import ReleaseDraft
from filrouge.stages.press.enums import ReleaseKind
from filrouge.stages.press.models import PressAnnex, PressRelease, PressText
from filrouge.stages.press.queries import releases_of, stated_by_now

_HEADLINES = {
    "fr": "Annulé\u00a0: {gathering}, {date}",
    "de": "Abgesagt: {gathering}, {date}",
    "it": "Annullato: {gathering}, {date}",
    "en": "Cancelled: {gathering}, {date}",
}
_LEADS = {
    "fr": "{gathering}, {date}, {place}, n’aura pas lieu. Organisation\u00a0: {organiser}.",
    "de": "{gathering}, {date}, {place}, findet nicht statt. Veranstalterin: {organiser}.",
    "it": "{gathering}, {date}, {place}, non avrà luogo. Organizza: {organiser}.",
    "en": "{gathering}, {date}, {place}, will not take place. Organiser: {organiser}.",
}


class NothingChanged(Exception):
    """Everything is still as the release states it."""


class NotCancelled(Exception):
    """The gathering takes place, or its cancellation is drafted already."""


@transaction.atomic
def write_correction(*, facts: GatheringFacts, release_id: int, actor: Actor, now: datetime) -> int:
    """Draft the next version of an issued release; the id of the draft, or of the one that waits already.

    Its texts are those of the version before, so that facts in braces follow by themselves; what changed is named from
    the facts. Annexes come without their files, which may be wrong too. Raises PressRelease.DoesNotExist for what was
    not issued or corrects another, NothingChanged.
    """
    lock_name(f"press {facts.id}")
    releases = releases_of(facts.id, language=facts.language)
    first = next((one for one in releases if one.id == release_id and one.is_issued), None)
    if first is None or first.kind is ReleaseKind.CORRECTION:
        raise PressRelease.DoesNotExist
    versions = [one for one in releases if one.corrects_id == release_id]
    if waiting := next((one for one in versions if not one.is_issued), None):
        return waiting.id
    told = stated_by_now(first, releases)
    if not changes_of(first, told, facts):
        raise NothingChanged
    before = max([first, *versions], key=lambda one: one.number)
    row = _draft(before, facts, actor, now, kind=ReleaseKind.CORRECTION, corrects_id=first.id, number=before.number + 1)
    PressText.objects.bulk_create([_copy(row, before, language) for language in before.languages])
    annexes = [PressAnnex(release=row, position=at, title=dict(one.title)) for at, one in enumerate(before.annexes)]
    PressAnnex.objects.bulk_create(annexes)
    note("press:correction_drafted", row, facts, actor=actor, now=now, data={"corrects": first.id})
    return row.pk


@transaction.atomic
def write_cancellation(*, facts: GatheringFacts, actor: Actor, now: datetime) -> int:
    """Draft the release that says that a gathering does not take place; why, somebody writes. Raises NotCancelled."""
    lock_name(f"press {facts.id}")
    releases = releases_of(facts.id, language=facts.language)
    if not rules.wants_cancellation(facts, releases):
        raise NotCancelled
    before = next((one for one in releases if one.is_issued), None)
    row = _draft(before, facts, actor, now, kind=ReleaseKind.CANCELLATION)
    PressText.objects.bulk_create(
        [
            PressText(release=row, language=language, headline=_HEADLINES[language], lead=_LEADS[language])
            for language in row.languages
        ]
    )
    note("press:cancellation_drafted", row, facts, actor=actor, now=now)
    return row.pk


def _draft(
    before: ReleaseDraft | None, facts: GatheringFacts, actor: Actor, now: datetime, **what: object
) -> PressRelease:
    """A draft of today in the languages and at the place of the release before; held back as long as that one is."""
    held = before.embargo_until if before and before.is_held_back_at(now) else None
    return PressRelease.objects.create(
        gathering_id=facts.id,
        languages=list(before.languages if before else facts.languages or (facts.language,)),
        place=dict(before.place if before else facts.town),
        dated=local_day(now, facts.zone),
        embargo_until=held,
        created_at=now,
        created_by=actor.label[:200],
        **what,
    )


def _copy(row: PressRelease, before: ReleaseDraft, language: str) -> PressText:
    text = before.texts[language]
    quotes = [{"said": one.said, "name": one.name, "capacity": one.capacity} for one in text.quotes]
    return PressText(
        release=row, language=language, headline=text.headline, lead=text.lead, body=text.body, quotes=quotes
    )
