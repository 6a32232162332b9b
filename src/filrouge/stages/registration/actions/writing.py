"""What the desk writes to people: own words for mails, reminders, changes of place or hour."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.own_words import OwnWords
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.queries import facts_by_key
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.capacity import facts_now
from filrouge.stages.registration.actions.trace import Trace
from filrouge.stages.registration.enums import ACTIVE, HeldFor, PartState
from filrouge.stages.registration.lists.columns import positions_in
from filrouge.stages.registration.lists.writing import coming, moves_to_tell, reminded_at
from filrouge.stages.registration.messages import IN_SUBJECT, OWN_WORDS, PLACEHOLDERS, unknown_placeholders
from filrouge.stages.registration.models import MessageText, PartRegistration

if TYPE_CHECKING:
    from filrouge.stages.gatherings.file.loading import LoadReport

_ASIDE = {GatheringState.CANCELLED: "called_off", GatheringState.POSTPONED: "put_off"}
REMINDED_AGAIN_AFTER = timedelta(days=1)


class UnknownPlaceholder(ValueError):
    """A text holds something in braces that cannot be replaced there; `found` lists it by field."""

    def __init__(self, found: dict[str, tuple[str, ...]]) -> None:
        super().__init__(str(found))
        self.found = found


class RemindedAlready(Exception):
    """A reminder went out less than a day ago, `at` that moment."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at.isoformat())
        self.at = at


@transaction.atomic
def write_words(*, facts: GatheringFacts, words: OwnWords, actor: Actor, now: datetime) -> None:
    """Keep own words for one kind of mail in one language. They are used once somebody has looked at them.

    Empty words bring the product's own back. Raises UnknownPlaceholder, KeyError for a kind without own words.
    """
    if words.kind not in OWN_WORDS:
        raise KeyError(words.kind)
    texts = {"subject": words.subject.strip(), "opening": words.opening.strip(), "closing": words.closing.strip()}
    known = {"subject": IN_SUBJECT, "opening": PLACEHOLDERS.keys(), "closing": PLACEHOLDERS.keys()}
    wrong = {name: unknown_placeholders(text, known[name]) for name, text in texts.items()}
    if any(wrong.values()):
        raise UnknownPlaceholder({name: found for name, found in wrong.items() if found})
    lock_rows(Gathering.objects.all(), [facts.id])
    found = MessageText.objects.filter(gathering_id=facts.id, kind=words.kind, language=words.language)
    if texts == (found.values(*texts).first() or dict.fromkeys(texts, "")):
        return
    if any(texts.values()):
        found.update_or_create(
            gathering_id=facts.id,
            kind=words.kind,
            language=words.language,
            defaults={**texts, "changed_at": now, "looked_at": None},
        )
    else:
        found.delete()
    data = {"kind": words.kind, "language": words.language}
    record(verb="message:changed", data=data, **_about(facts, actor, now))


@transaction.atomic
def use_words(*, facts: GatheringFacts, words: OwnWords, actor: Actor, now: datetime) -> bool:
    """Put words into use after they were looked at; False when they were changed meanwhile, and must be seen again."""
    if words.changed_at is None:
        return False
    found = MessageText.objects.filter(gathering_id=facts.id, kind=words.kind, language=words.language)
    done = found.filter(changed_at=words.changed_at, looked_at=None).update(looked_at=now)
    if done:
        data = {"kind": words.kind, "language": words.language}
        record(verb="message:in_use", data=data, **_about(facts, actor, now))
    return bool(done)


@transaction.atomic
def remind(*, facts: GatheringFacts, actor: Actor, now: datetime, again: bool = False) -> int:
    """Remind everybody with a confirmed place in a part still to come, one mail each; how many people.

    Raises RemindedAlready within a day of the last reminder, unless it is meant to go out `again`.
    """
    lock_rows(Gathering.objects.all(), [facts.id])
    # Called off since the page was drawn, nobody is reminded of it.
    facts = facts_now(facts.id)
    last = reminded_at(facts)
    if last is not None and now - last < REMINDED_AGAIN_AFTER and not again:
        raise RemindedAlready(last)
    people = write_about("reminder", coming(facts, now=now), facts, actor=actor, now=now)
    if people:
        record(verb="message:reminded", data={"people": people}, **_about(facts, actor, now))
    return people


@transaction.atomic
def tell_moved(*, facts: GatheringFacts, actor: Actor, now: datetime, only: Collection[str] | None = None) -> int:
    """Tell those who counted on parts that moved, all or `only` those with these keys, and nobody else, one mail each;
    how many people. Asked twice, it tells once.
    """
    lock_rows(Gathering.objects.all(), [facts.id])
    moves = moves_to_tell(facts, now=now, only=only)
    people = write_about("moved", (place for move in moves for place in move.places), facts, actor=actor, now=now)
    if people:
        data = {"moved": [move.part.key for move in moves], "people": people}
        record(verb="message:move_told", data=data, **_about(facts, actor, now))
    return people


@transaction.atomic
def call_off(*, gathering_id: int, actor: Actor, now: datetime, motive: str) -> int:
    """Call a gathering off and tell everybody who counts on a place, one mail each with what ends it in diaries; how
    many people. Raises ForbiddenTransition.
    """
    change_state(gathering_id=gathering_id, to=GatheringState.CANCELLED, actor=actor, now=now, motive=motive)
    return _write_aside(facts_now(gathering_id), actor=actor, now=now)


@transaction.atomic
def put_off(*, gathering_id: int, actor: Actor, now: datetime, motive: str) -> int:
    """Put a gathering off and tell everybody who counts on a place, one mail each, in which their diary entry becomes
    tentative; how many people. Raises ForbiddenTransition, and NotReady when facts of the date are missing.
    """
    change_state(gathering_id=gathering_id, to=GatheringState.POSTPONED, actor=actor, now=now, motive=motive)
    return _write_aside(facts_now(gathering_id), actor=actor, now=now)


@transaction.atomic
def tell_of_load(*, report: "LoadReport", actor: Actor, now: datetime) -> int:
    """Tell those who count on a place what a file that was just loaded changed for them: called off, put off, or
    another day, hour or place of a part of theirs; how many people. To be called in the transaction of the load.

    A file says what nobody will confirm on the desk, so it tells at once, as the buttons of the desk do, and once: the
    same file again changes nothing.
    """
    found = facts_by_key(report.gathering_key)
    if found is None or report.was in (None, GatheringState.DRAFT):
        return 0
    if found.state is not report.was and found.state in _ASIDE:
        return _write_aside(found, actor=actor, now=now)
    if not report.moved or found.state is GatheringState.DRAFT:
        return 0
    return tell_moved(facts=found, actor=actor, now=now, only=report.moved)


def _write_aside(facts: GatheringFacts, *, actor: Actor, now: datetime) -> int:
    """Write to everybody who counts on a place in a gathering that was called off or put off."""
    counting = [state.value for state in ACTIVE]
    rows = PartRegistration.objects.filter(part__gathering_id=facts.id, state__in=counting)
    places = rows.select_related("registration").order_by("registration_id", "part_id")
    return write_about(_ASIDE[facts.state], places, facts, actor=actor, now=now)


def write_about(
    kind: str, places: Iterable[PartRegistration], facts: GatheringFacts, *, actor: Actor, now: datetime, **more: Any
) -> int:
    """One mail to each person about their places, which knows `more`; how many people."""
    by_person: dict[int, list[PartRegistration]] = {}
    for place in places:
        by_person.setdefault(place.registration_id, []).append(place)
    in_line = positions_in(facts)
    trace = Trace(facts, actor=actor, now=now)
    for held in by_person.values():
        trace.mail(kind, held[0].registration, parts=_answers(held, facts, in_line), **more)
    trace.write()
    return len(by_person)


def _answers(
    places: list[PartRegistration], facts: GatheringFacts, in_line: Mapping[int, int]
) -> list[rules.PartAnswer]:
    """Places as a mail tells them, in the order of the gathering."""
    by_part = {place.part_id: place for place in places}
    held = [(part, by_part[part.id]) for part in facts.parts if part.id in by_part]
    return [
        rules.PartAnswer(
            part,
            PartState(place.state),
            position=in_line.get(place.pk),
            held_until=place.held_until if place.held_for == HeldFor.ANSWER.value else None,
        )
        for part, place in held
    ]


def _about(facts: GatheringFacts, actor: Actor, now: datetime) -> dict[str, Any]:
    """What every line of the trail says here."""
    return {
        "actor": actor,
        "now": now,
        "organiser_id": facts.organiser_id,
        "gathering_id": facts.id,
        "subject": ("gathering", facts.key),
    }
