"""Issuing a press release, then sending it to the press list."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from filrouge.core.decisions import Decision
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.rules import choose_language
from filrouge.stages.gatherings.actions import lock_shown_together
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.press import rules
from filrouge.stages.press.actions.releases import locked_draft, locked_release, note
from filrouge.stages.press.composing import checked, dumped, release_facts
from filrouge.stages.press.drafts import ReleaseDraft
from filrouge.stages.press.enums import ReleaseState
from filrouge.stages.press.layout.pdf import release_pdf
from filrouge.stages.press.mails import RELEASE
from filrouge.stages.press.models import IssuedRelease, Journalist, PressDelivery, PressRelease
from filrouge.stages.press.queries import release_by_id


class Refused(Exception):
    """The release may not leave; `decision` says why, with every reason."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(reason.code for reason in decision.reasons))
        self.decision = decision


class NotIssued(Exception):
    """A draft goes to nobody."""


@transaction.atomic
def issue(*, facts: GatheringFacts, release_id: int, actor: Actor, now: datetime, looked_at: bool = False) -> None:
    """Freeze a release. From now on, or from the hour of its embargo on, everybody may read it.

    `looked_at`: whoever issues saw the mismatches and means them. Raises Refused with every reason, Issued.
    """
    # The facts that are frozen are those of this moment: nobody changes them meanwhile.
    lock_shown_together(facts.id)
    row = locked_draft(facts, release_id)
    current = facts_by_id(facts.id)
    release = release_by_id(facts.id, release_id, language=facts.language)
    if current is None or release is None:
        raise PressRelease.DoesNotExist
    found = checked(release, current)
    decision = rules.may_issue(release, current, found.readings, mismatches=len(found.mismatches), looked_at=looked_at)
    if not decision.is_allowed:
        raise Refused(decision)
    IssuedRelease.objects.bulk_create([_frozen(row, release, language, current) for language in release.languages])
    row.state, row.issued_at, row.issued_by = ReleaseState.ISSUED.value, now, actor.label[:200]
    row.version += 1
    row.save(update_fields=["state", "issued_at", "issued_by", "version"])
    data = {"languages": list(release.languages), "mismatches": len(found.mismatches)}
    note("press:issued", row, current, actor=actor, now=now, data=data)


def _frozen(row: PressRelease, release: ReleaseDraft, language: str, facts: GatheringFacts) -> IssuedRelease:
    set_from = release_facts(release, language, facts)
    for_all = release_pdf(replace(set_from, embargo=None)) if set_from.embargo else None
    return IssuedRelease(
        release=row, language=language, set_from=dumped(set_from), pdf=release_pdf(set_from), public_pdf=for_all
    )


@transaction.atomic
def send_release(*, facts: GatheringFacts, release_id: int, actor: Actor, now: datetime) -> int:
    """Send an issued release to everybody of the press list who has not got it and takes mails; to how many.

    Pressed twice, it leaves to nobody twice. Raises NotIssued, PressRelease.DoesNotExist.
    """
    row = locked_release(facts, release_id)
    if row.state != ReleaseState.ISSUED.value:
        raise NotIssued
    listed = Journalist.objects.filter(organiser_id=facts.organiser_id).exclude(deliveries__release=row)
    people = list(listed.order_by("pk"))
    unwilling = objectors(facts.organiser_id, [one.email for one in people])
    willing = [one for one in people if one.email not in unwilling]
    PressDelivery.objects.bulk_create([PressDelivery(release=row, journalist=one, sent_at=now) for one in willing])
    enqueue([_letter(row, one, facts, now) for one in willing])
    if willing:
        note("press:sent", row, facts, actor=actor, now=now, data={"mails": len(willing)})
    return len(willing)


def _letter(row: PressRelease, to: Journalist, facts: GatheringFacts, now: datetime) -> OutgoingMail:
    return letter_for_outbox(
        kind=RELEASE,
        to=to.email,
        language=to.language,
        context={
            "gathering": facts.id,
            "release": str(row.uid),
            "written_in": choose_language(to.language, row.languages),
            "journalist": to.pk,
            "address": to.email,
            "source": to.source,
            "source_on": to.source_on.isoformat(),
        },
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
    )
