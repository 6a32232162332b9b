"""Rules of the press: may a release be issued, may a journalist ask to come, what is forgotten when."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from filrouge.core.decisions import Decision, Reason, combine
from filrouge.stages.documents.rules import ChangedFact, Reading
from filrouge.stages.gatherings.enums import ContactKind, DocumentKind, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE, readiness
from filrouge.stages.press.drafts import ReleaseDraft, ReleaseText
from filrouge.stages.press.enums import ReleaseKind

# What a journalist reads in one go; a hint, never an obstacle.
USUAL_LENGTH = (1500, 3000)
# A journalist's request serves one day.
KEPT_AFTER = timedelta(days=30)
# Of a gathering whose day nobody knows.
KEPT_WITHOUT_A_DAY = timedelta(days=365)


def may_issue(
    release: ReleaseDraft,
    facts: GatheringFacts,
    readings: Sequence[Reading],
    *,
    mismatches: int,
    looked_at: bool,
    changes: int = 0,
) -> Decision:
    """Whether a release may leave: refused with every reason; while texts disagree, whoever issues decides.

    `looked_at`: somebody saw the list of mismatches and means them so. `changes`: how many facts a correction names.
    """
    if release.is_issued:
        return Decision.refuse(Reason("press_issued"))
    found = [Decision.refuse(reason) for reason in _obstacles(release, facts, readings)]
    if release.kind is ReleaseKind.CORRECTION and not changes:
        found.append(Decision.refuse(Reason("press_nothing_changed")))
    if mismatches and not looked_at:
        found.append(Decision.ask(Reason("press_mismatches", {"count": mismatches})))
    return combine(found)


def may_send(release: ReleaseDraft, facts: GatheringFacts, changed: Sequence[ChangedFact]) -> Decision:
    """Whether an issued release may leave to more journalists: never once it is known to be wrong.

    `changed`: the facts that are no longer as it states them.
    """
    if release.replaced_by is not None:
        return Decision.refuse(Reason("press_replaced"))
    if release.kind is not ReleaseKind.CANCELLATION and facts.state is GatheringState.CANCELLED:
        return Decision.refuse(Reason("press_cancelled"))
    return Decision.refuse(Reason("press_outdated", {"count": len(changed)})) if changed else Decision.allow()


def wants_cancellation(facts: GatheringFacts, releases: Sequence[ReleaseDraft]) -> bool:
    """Whether the press should be told that nothing takes place, and no release says so yet."""
    told = any(release.kind is ReleaseKind.CANCELLATION for release in releases)
    return facts.state is GatheringState.CANCELLED and not told


def _obstacles(release: ReleaseDraft, facts: GatheringFacts, readings: Sequence[Reading]) -> Iterator[Reason]:
    if release.dated is None:
        yield Reason("press_date_missing")
    if not release.place:
        yield Reason("press_place_missing")
    # What does not take place needs no fact but that one.
    lacks = readiness(facts, DocumentKind.INVITATION_LETTER) if release.kind is not ReleaseKind.CANCELLATION else ()
    for lack in lacks:
        if lack.is_blocking:
            yield Reason("press_fact_unknown", {"fact": lack.fact.value})
    if not release.languages:
        yield Reason("press_headline_missing", {"language": ""})
    for language in release.languages:
        yield from _of_a_text(release.texts.get(language, ReleaseText(language)))
    for reading in readings:
        for name in reading.unknown:
            yield Reason("press_placeholder_unknown", {"name": name, "language": reading.language})
        for name in reading.missing:
            yield Reason("press_placeholder_empty", {"name": name, "language": reading.language})
    yield from _annexes(release)
    yield from _contact(facts)


def _of_a_text(text: ReleaseText) -> Iterator[Reason]:
    if not text.headline.strip():
        yield Reason("press_headline_missing", {"language": text.language})
    if not text.lead.strip():
        yield Reason("press_lead_missing", {"language": text.language})
    if not text.paragraphs:
        yield Reason("press_body_missing", {"language": text.language})
    for quote in text.quotes:
        if not quote.is_attributed:
            yield Reason("press_quote_of_nobody", {"language": text.language})


def _annexes(release: ReleaseDraft) -> Iterator[Reason]:
    if not release.annexes and release.kind is ReleaseKind.RELEASE:
        yield Reason("press_annex_missing")
    for annex in release.annexes:
        if not annex.is_there:
            said = tuple(f"{language}:{text}" for language, text in annex.title.entries)
            yield Reason("press_annex_without_file", {"titles": said})


def _contact(facts: GatheringFacts) -> Iterator[Reason]:
    contact = facts.contact(ContactKind.PRESS)
    if contact is None or not contact.name:
        yield Reason("press_contact_missing")
    elif not (contact.phone or contact.mobile) or not contact.email:
        yield Reason("press_contact_incomplete")


def welcomes_journalists(facts: GatheringFacts) -> bool:
    """Whether a journalist may still ask to come; no other condition is made."""
    return facts.state is not GatheringState.CANCELLED and facts.state not in TOOK_PLACE


def forget_at(facts: GatheringFacts, asked_at: datetime) -> datetime:
    """When a request of then is erased: as the thirtieth day after the last one begins, a year after it was made if no
    day is known.
    """
    ends = [part.ends for part in facts.parts if part.ends is not None]
    if not ends:
        return asked_at + KEPT_WITHOUT_A_DAY
    zone = ZoneInfo(facts.zone)
    last = (max(ends) - timedelta(microseconds=1)).astimezone(zone).date()
    return datetime.combine(last + KEPT_AFTER, time(), tzinfo=zone)
