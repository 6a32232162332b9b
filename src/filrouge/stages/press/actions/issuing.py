"""Issuing a press release, then sending it to the press list."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from filrouge.core.decisions import Decision
from filrouge.ground.address_digests import digests_of
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.composing import Checked
from filrouge.stages.documents.rules import choose_language
from filrouge.stages.gatherings.actions import lock_shown_together
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.press import rules
from filrouge.stages.press.actions.releases import locked_draft, locked_release, note
from filrouge.stages.press.composing import changes_of, checked, dumped, named_changes, release_facts, stated
from filrouge.stages.press.drafts import ReleaseDraft
from filrouge.stages.press.enums import ReleaseState
from filrouge.stages.press.facts import JournalistFacts
from filrouge.stages.press.layout.pdf import release_pdf
from filrouge.stages.press.mails import RELEASE
from filrouge.stages.press.models import IssuedRelease, PressDelivery, PressRelease
from filrouge.stages.press.queries import DELIVERY, release_by_id, waiting_for


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
    decision = rules.may_issue(
        release,
        current,
        found.readings,
        mismatches=len(found.mismatches),
        looked_at=looked_at,
        changes=named_changes(release, current),
    )
    if not decision.is_allowed:
        raise Refused(decision)
    IssuedRelease.objects.bulk_create([_frozen(row, release, code, current, found) for code in release.languages])
    row.state, row.issued_at, row.issued_by = ReleaseState.ISSUED.value, now, actor.label[:200]
    row.version += 1
    row.save(update_fields=["state", "issued_at", "issued_by", "version"])
    data = {"languages": list(release.languages), "mismatches": len(found.mismatches)}
    note("press:issued", row, current, actor=actor, now=now, data=data)


def _frozen(
    row: PressRelease, release: ReleaseDraft, language: str, facts: GatheringFacts, found: Checked
) -> IssuedRelease:
    set_from = release_facts(release, language, facts)
    for_all = release_pdf(replace(set_from, embargo=None)) if set_from.embargo else None
    return IssuedRelease(
        release=row,
        language=language,
        set_from=dumped(set_from),
        stated=stated(release, language, facts, found.findings),
        pdf=release_pdf(set_from),
        public_pdf=for_all,
    )


@transaction.atomic
def send_release(*, facts: GatheringFacts, release_id: int, actor: Actor, now: datetime) -> int:
    """Send an issued release to everybody whom it concerns (`queries.waiting_for`); to how many.

    Pressed twice, it leaves to nobody twice. Raises NotIssued, Refused, PressRelease.DoesNotExist.
    """
    row = locked_release(facts, release_id)
    release = release_by_id(facts.id, release_id, language=facts.language)
    if release is None or not release.is_issued:
        raise NotIssued
    decision = rules.may_send(release, facts, changes_of(release, release.stated, facts))
    if not decision.is_allowed:
        raise Refused(decision)
    people = waiting_for(release, facts.organiser_id)
    PressDelivery.objects.bulk_create([_delivery(row, one, facts, now) for one in people])
    enqueue([_letter(row, one, facts, now) for one in people])
    if people:
        note("press:sent", row, facts, actor=actor, now=now, data={"mails": len(people)})
    return len(people)


def _delivery(row: PressRelease, to: JournalistFacts, facts: GatheringFacts, now: datetime) -> PressDelivery:
    digest = digests_of(facts.organiser_id, to.email, use=DELIVERY)[0]
    return PressDelivery(release=row, journalist_id=to.id, digest=digest, sent_at=now)


def _letter(row: PressRelease, to: JournalistFacts, facts: GatheringFacts, now: datetime) -> OutgoingMail:
    return letter_for_outbox(
        kind=RELEASE,
        to=to.email,
        language=to.language,
        context={
            "gathering": facts.id,
            "release": str(row.uid),
            "written_in": choose_language(to.language, row.languages),
            "journalist": to.id,
            "address": to.email,
            "source": to.source,
            "source_on": to.source_on.isoformat(),
        },
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
    )
