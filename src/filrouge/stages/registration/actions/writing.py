"""What the desk writes to people: own words for mails, reminders, changes of place or hour."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.trace import Trace
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.lists.writing import REMINDED, TOLD, coming, concerned_by_move, moves_to_tell
from filrouge.stages.registration.messages import OWN_WORDS, OwnWords, unknown_placeholders
from filrouge.stages.registration.models import MessageText, PartRegistration
from filrouge.stages.registration.queries import position_of


class UnknownPlaceholder(ValueError):
    """A text holds something in braces that is not a placeholder; `found` lists it by field."""

    def __init__(self, found: dict[str, tuple[str, ...]]) -> None:
        super().__init__(str(found))
        self.found = found


@transaction.atomic
def write_words(*, facts: GatheringFacts, words: OwnWords, actor: Actor, now: datetime) -> None:
    """Keep own words for one kind of mail in one language. They are used once somebody has looked at them.

    Empty words bring the product's own back. Raises UnknownPlaceholder, KeyError for a kind without own words.
    """
    if words.kind not in OWN_WORDS:
        raise KeyError(words.kind)
    texts = {"subject": words.subject.strip(), "opening": words.opening.strip(), "closing": words.closing.strip()}
    if wrong := {name: unknown for name, text in texts.items() if (unknown := unknown_placeholders(text))}:
        raise UnknownPlaceholder(wrong)
    found = MessageText.objects.filter(gathering_id=facts.id, kind=words.kind, language=words.language)
    row = found.first()
    if row is not None and all(getattr(row, name) == text for name, text in texts.items()):
        return
    if not any(texts.values()):
        found.delete()
    elif row is not None:
        found.update(**texts, changed_at=now)
    else:
        MessageText.objects.create(
            gathering_id=facts.id, kind=words.kind, language=words.language, changed_at=now, **texts
        )
    _note("message:changed", facts, words, actor=actor, now=now)


@transaction.atomic
def use_words(*, facts: GatheringFacts, words: OwnWords, actor: Actor, now: datetime) -> bool:
    """Put words into use after they were looked at; False when they were changed meanwhile, and must be seen again."""
    if words.changed_at is None:
        return False
    found = MessageText.objects.filter(gathering_id=facts.id, kind=words.kind, language=words.language)
    done = found.filter(changed_at=words.changed_at).update(looked_at=now)
    if done:
        _note("message:in_use", facts, words, actor=actor, now=now)
    return bool(done)


def _note(verb: str, facts: GatheringFacts, words: OwnWords, *, actor: Actor, now: datetime) -> None:
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("message", f"{words.kind} {words.language}"),
        data={"kind": words.kind, "language": words.language},
    )


@transaction.atomic
def remind(*, facts: GatheringFacts, actor: Actor, now: datetime) -> int:
    """Remind everybody with a confirmed place in a part still to come, one mail each; how many people."""
    people = _write("reminder", coming(facts, now=now), facts, actor=actor, now=now)
    if people:
        _sent(REMINDED, facts, {"people": people}, actor=actor, now=now)
    return people


@transaction.atomic
def tell_moved(*, facts: GatheringFacts, parts: Collection[str], actor: Actor, now: datetime) -> int:
    """Tell those who counted on parts that moved, and nobody else, one mail each; how many people."""
    moves = [move for move in moves_to_tell(facts) if move.part.key in parts]
    places = [place for move in moves for place in concerned_by_move(move.part, before=move.at)]
    people = _write("moved", places, facts, actor=actor, now=now)
    if moves:
        _sent(TOLD, facts, {"moved": [move.part.key for move in moves], "people": people}, actor=actor, now=now)
    return people


def _write(kind: str, places: Iterable[PartRegistration], facts: GatheringFacts, *, actor: Actor, now: datetime) -> int:
    """One mail to each person about their places; how many people."""
    by_person: dict[int, list[PartRegistration]] = {}
    for place in places:
        by_person.setdefault(place.registration_id, []).append(place)
    trace = Trace(facts, actor=actor, now=now)
    for held in by_person.values():
        trace.mail(kind, held[0].registration, parts=_answers(held, facts))
    trace.write()
    return len(by_person)


def _answers(places: list[PartRegistration], facts: GatheringFacts) -> list[rules.PartAnswer]:
    """Places as a mail tells them, in the order of the gathering."""
    by_part = {place.part_id: place for place in places}
    held = [(part, by_part[part.id]) for part in facts.parts if part.id in by_part]
    return [
        rules.PartAnswer(
            part,
            PartState(place.state),
            position=position_of(place) if place.state == PartState.WAITING.value else None,
            held_until=place.held_until,
        )
        for part, place in held
    ]


def _sent(verb: str, facts: GatheringFacts, data: dict[str, object], *, actor: Actor, now: datetime) -> None:
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("gathering", facts.key),
        data=data,
    )
